"""What the guide's pages show: one made-up portfolio, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from tests.cases.verdicts import ordinary
from tests.web.look.guide.plans import plan

from rechterhand.reports.charts.s_curve import s_curve
from rechterhand.text import Language
from rechterhand.web.look.explained import Explained, Kind, Unit
from rechterhand.web.look.health import Health
from rechterhand.web.look.shell import Link, Shell
from rechterhand.web.look.small_charts import Tolerance, Trend
from rechterhand.web.look.table import columns
from rechterhand.web.look.work import Progress

WORDS: dict[str, tuple[str, str]] = {
    "portfolio": ("Portfolio", "Portfolio"),
    "projects": ("Projecten", "Projects"),
    "administration": ("Beheer", "Administration"),
    "pages": ("Pagina's", "Pages"),
    "actions": ("Acties", "Actions"),
    "upload": ("Planning uploaden", "Upload a plan"),
    "new_project": ("Project toevoegen", "Add a project"),
    "profile": ("Mijn account", "My account"),
    "limits": ("Grenzen", "Limits"),
    "docs": ("Handleiding", "User guide"),
    "source": ("Versie 14 van de planning, zaaksysteem.mpp", "Version 14 of the plan, zaaksysteem.mpp"),
    "formula": (
        "Verschil van P80 met en zonder deze taak, op dezelfde 10.000 toekomsten.",
        "Difference of P80 with and without this task, on the same 10,000 futures.",
    ),
    "spread": ("Duur zonder schatting: 75 % tot 140 % van de duur", "Durations without estimate: 75 % to 140 %"),
    "calendar": ("Kalender: werkweek van 5 dagen met Nederlandse feestdagen", "Calendar: 5 days with Dutch holidays"),
    "missing": ("Er is nog geen planning om dit uit te rekenen.", "There is no plan yet to compute it from."),
    "p80": ("80 % zeker", "80 % certain"),
    "after": ("Na de toegezegde datum", "After the committed date"),
    "chance": ("Kans dat die gehaald wordt", "Chance of meeting it"),
    "price": ("Prijs", "Price"),
    "brings": ("Levert op", "Brings"),
    "verdict": ("Zaaksysteem vernieuwen", "Renewing the case system"),
    "verdict_lead": (
        "Versie 14 van 3 november 2026 · vergeleken met versie 13",
        "Version 14 of 3 November 2026 · compared with version 13",
    ),
    "talk": ("Gesprekskaart", "Talk sheet"),
    "report": ("Rapport", "Report"),
    "export": ("Exporteren", "Export"),
    "holds": ("Wat houdt het op", "What holds it up"),
    "can_do": ("Wat kun je doen", "What you can do"),
    "try": ("Proberen", "Try"),
    "choose": ("Kiezen", "Choose"),
    "curve": ("Kans om op of voor een datum klaar te zijn", "Chance to be done on or before a date"),
    "checks": ("Is de planning te geloven?", "Can the plan be believed?"),
    "checks_hint": ("52 controles, de ernstigste eerst", "52 checks, worst first"),
    "check": ("Controle", "Check"),
    "found": ("Gevonden", "Found"),
    "verdict_word": ("Oordeel", "Verdict"),
    "fails": ("fout", "fails"),
    "warns": ("let op", "look at it"),
    "together": ("Samen", "Together"),
    "project": ("Project", "Project"),
    "health": ("Stand", "Health"),
    "finish": ("P80", "P80"),
    "committed": ("Toegezegd", "Committed"),
    "trend": ("Verloop", "Trend"),
    "dearest": ("Duurste knelpunt", "Dearest bottleneck"),
    "days": ("Kost (werkdagen)", "Costs (working days)"),
    "all": ("Alle", "All"),
    "mine": ("Mijn projecten", "My projects"),
    "late": ("Te laat", "Late"),
    "views": ("Weergaven", "Views"),
    "tally": ("6 projecten", "6 projects"),
    "phase": ("Fase", "Phase"),
    "forms": ("Formulieren en werk", "Forms and work"),
    "drop": ("Sleep een planning hierheen of kies een bestand", "Drag a plan here or choose a file"),
    "drop_hint": (
        "Microsoft Project, Primavera, Excel en 15 andere vormen; tot 50 MB",
        "Microsoft Project, Primavera, Excel and 15 other formats; up to 50 MB",
    ),
    "job": ("Planning beoordelen", "Reviewing the plan"),
    "job_words": ("4.200 van 10.000 toekomsten", "4,200 of 10,000 futures"),
    "save": ("Opslaan", "Save"),
    "remove": ("Project verwijderen", "Remove the project"),
    "remove_title": ("Zaaksysteem vernieuwen verwijderen?", "Remove Renewing the case system?"),
    "remove_told": (
        "De 14 versies en hun oordelen gaan mee. Dit kan niet ongedaan gemaakt worden.",
        "Its 14 versions and their verdicts go too. This can't be undone.",
    ),
    "refused": ("Weigeren", "Refuse"),
    "saved": ("De toegezegde datum is gewijzigd.", "The committed date was changed."),
    "warned": ("Twee taken hebben geen schatting.", "Two tasks have no estimate."),
    "wrong": ("Het bestand is geen planning.", "The file isn't a plan."),
    "known": ("Versie 14 wordt beoordeeld.", "Version 14 is being reviewed."),
    "risks": ("Risico's", "Risks"),
    "risk": ("Risico", "Risk"),
    "owner": ("Eigenaar", "Owner"),
    "stage": ("Toleranties van de fase", "Tolerances of the stage"),
    "time": ("Tijd", "Time"),
    "cost": ("Kosten", "Cost"),
    "nothing_title": ("Nog geen planningen", "No plans yet"),
    "nothing_hint": (
        "Upload een planning. Binnen een minuut zie je wat hem ophoudt, en wat je eraan kunt doen.",
        "Upload a plan. Within a minute you see what holds it up, and what you can do about it.",
    ),
    "look_around": ("Rondkijken in een voorbeeld", "Look around in an example"),
    "nothing": ("Niets te zien", "Nothing to see"),
    "trend_told": ("P80 schoof in vijf versies 21 werkdagen op.", "P80 moved 21 working days in five versions."),
    "grid": ("Planning als rooster", "Plan as a grid"),
    "gantt": ("Planning in de tijd", "Plan over time"),
    "reason": ("leverancier bevestigde mondeling", "supplier confirmed by word"),
}


@dataclass(frozen=True)
class Row:
    """A project of the portfolio."""

    name: str
    code: str
    phase: str
    health: Health
    finish: Explained
    committed: date
    trend: Trend
    dearest: str
    price: Explained


class ExampleForm(forms.Form):
    """Every kind of control, two of them filled in wrongly."""

    name = forms.CharField(help_text="2-80", max_length=80)
    committed = forms.DateField(required=False)
    method = forms.ChoiceField(choices=[("p2", "PRINCE2"), ("sc", "Scrum")])
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)
    private = forms.BooleanField(required=False, help_text="PMO")


def sample(language: Language, request: HttpRequest) -> dict[str, Any]:
    """All values for one page in one language."""
    w = SimpleNamespace(**{key: told[language == "en"] for key, told in WORDS.items()})
    form = ExampleForm({"name": "", "committed": "31-02-2027", "method": "p2"})
    form.is_valid()
    rows = list(portfolio(language, w))
    return {
        "w": w,
        "form": form,
        "rows": rows,
        "shell": shell(w),
        "crumbs": (Link(w.projects, "portfolio.html"), Link(w.verdict)),
        "page": Paginator(range(480), 50).page(2),
        "columns": heads(request, w),
        "check_columns": columns(request.GET, (w.check, "", ""), (w.found, "digits", ""), (w.verdict_word, "", "")),
        "risk_columns": columns(request.GET, (w.risk, "", ""), (w.price, "digits", ""), (w.owner, "", "")),
        "views": (Link(w.all, hint="6"), Link(w.mine, "?mine"), Link(w.late, "?late", hint="2")),
        "curves": [s_curve(ordinary().simulation, datetime(2027, 3, 1), language, one) for one in ("wide", "narrow")],
        "holds": holds(language, w),
        "ways": ways(language, w),
        "checks": checks(language, w),
        "hero": hero(w),
        "job": Progress("7", w.job, "running", w.job_words, 0.42, cancel_url="cancel"),
        "waiting": Progress("8", w.job, "waiting", w.known, None),
        "tolerances": tolerances(w),
        "grid": grid(w),
        "gantt": plan(language, 6, 12),
    }


def explained(w: Any, value: Any, unit: Unit = "working_days", digits: int = 1, **more: Any) -> Explained:
    """A number of version 14."""
    known: dict[str, Any] = {"source": w.source, "as_of": datetime(2026, 11, 3, 14, 2), "formula": w.formula}
    known |= {"assumptions": (w.spread, w.calendar), "url": "portfolio.html"}
    return Explained(value, unit, digits, **(known | more))


def tag(w: Any, days: float, error: float, kind: Kind = "costs") -> Explained:
    """A price."""
    return explained(w, days, error=error, kind=kind, name=w.brings if kind == "brings" else w.price)


def shell(w: Any) -> Shell:
    """Navigation and palette of the guide."""
    places = (
        Link(w.portfolio, "portfolio.html"),
        Link(w.projects, "verdict.html"),
        Link(w.administration, "forms.html"),
    )
    pages = tuple(Link(one.name, one.url, hint=w.pages) for one in places)
    return Shell(
        places=places,
        area="portfolio.html",
        home="portfolio.html",
        palette=((w.pages, pages), (w.actions, (Link(w.upload, "forms.html"), Link(w.new_project, "forms.html")))),
        palette_url="palette.json",
        events_url="events",
        person="Anke de Wit",
        menu=(Link(w.profile, "forms.html", icon="person"),),
        language_url="language",
        sign_out_url="leave",
        foot=(Link(w.docs, "nothing.html"), Link(w.limits, "nothing.html")),
    )


def heads(request: HttpRequest, w: Any) -> Any:
    """Columns of the portfolio."""
    return columns(
        request.GET,
        (w.project, "", "name"),
        (w.health, "", "health"),
        (w.finish, "short", "finish"),
        (w.committed, "short", "committed"),
        (w.trend, "", ""),
        (w.dearest, "", ""),
        (w.days, "digits", "price"),
    )


def grid(w: Any) -> dict[str, Any]:
    """Rows of a plan for the grid."""
    heads = (
        ("name", w.project, "text"),
        ("phase", w.phase, "text"),
        ("finish", w.finish, "date"),
        ("price", w.price, "number"),
    )
    rows = [
        {"name": f"{w.verdict} {row}", "phase": "<b>", "finish": f"2027-03-{1 + row % 28:02}", "price": row * 0.7}
        for row in range(1, 500)
    ]
    columns_of = [{"field": field, "title": title, "kind": kind, "digits": 1} for field, title, kind in heads]
    return {"columns": columns_of, "rows": rows}


def hero(w: Any) -> tuple[tuple[str, Explained], ...]:
    """The verdict in three figures."""
    return (
        (w.p80, explained(w, date(2027, 3, 15), "date", 0, name=w.p80)),
        (w.after, explained(w, 31, digits=0, error=1.2, name=w.after)),
        (w.chance, explained(w, 0.12, "chance", 0, name=w.chance)),
    )


def holds(language: Language, w: Any) -> tuple[tuple[Explained, str, str], ...]:
    """Bottlenecks."""
    told = {
        "nl": (
            ("Wachten op het besluit over de leverancier", "besluit · gevraagd 12 oktober, nodig 1 november"),
            ("Acceptatietest: één houder van de kennis", "persoon · 9 dagen wachten op dezelfde medewerker"),
            ("Vaste datum ‘bevriezing’ op taak 41", "beperking · de planning loopt niet mee"),
            ("Samenkomst voor de livegang", "samenkomst · 5 paden, elk bijna kritiek"),
        ),
        "en": (
            ("Waiting for the supplier decision", "decision · asked 12 October, needed 1 November"),
            ("Acceptance test: one holder of the knowledge", "person · 9 days waiting for the same person"),
            ("Hard date ‘freeze’ on task 41", "constraint · the plan doesn't move along"),
            ("Merge before going live", "merge · 5 paths, each near-critical"),
        ),
    }[language]
    prices = ((11.0, 0.4), (6.3, 0.3), (4.1, 0.3), (1.2, 0.2))
    return tuple((tag(w, *price), *words) for price, words in zip(prices, told, strict=True))


def ways(language: Language, w: Any) -> tuple[tuple[Explained, str, str], ...]:
    """Ways out."""
    told = {
        "nl": (
            ("Besluiten in de stuurgroep van 12 november", "geen kosten"),
            ("De acceptatietest splitsen", "2 d werk"),
            ("De bevriezing verplaatsen naar 8 januari", "meer risico in de nazorg"),
        ),
        "en": (
            ("Decide in the board of 12 November", "no cost"),
            ("Split the acceptance test", "2 d of work"),
            ("Move the freeze to 8 January", "more risk in the aftercare"),
        ),
    }[language]
    prices = ((9.2, 0.4), (6.8, 0.3), (3.9, 0.3))
    return tuple((tag(w, *price, kind="brings"), *words) for price, words in zip(prices, told, strict=True))


def checks(language: Language, w: Any) -> tuple[tuple[str, Explained, str, str], ...]:
    """Checks with their verdict."""
    told = {
        "nl": ("Losse einden", "Vaste datums", "Lange taken", "Negatieve speling"),
        "en": ("Open ends", "Hard dates", "Long tasks", "Negative float"),
    }[language]
    found = ((0.031, "late", w.fails), (0.064, "late", w.fails), (0.12, "risk", w.warns), (0.004, "risk", w.warns))
    return tuple(
        (name, explained(w, share, "percent"), tone, word)
        for name, (share, tone, word) in zip(told, found, strict=True)
    )


def tolerances(w: Any) -> tuple[Tolerance, ...]:
    """Time and cost of a stage."""

    def of(name: str, unit: Unit, *values: float, **more: Any) -> Tolerance:
        planned, limit, forecast = (explained(w, one, unit, 0, name=name) for one in values)
        return Tolerance(name, planned, limit, forecast, **more)

    return (
        of(w.time, "working_days", 60, 66, 74, done=31, declared=62, low=66, high=83),
        of(w.cost, "euro", 240_000, 264_000, 251_000, done=118_000, low=238_000, high=263_000),
    )


def portfolio(language: Language, w: Any) -> Any:
    """Six projects."""
    names = {
        "nl": (
            "Zaaksysteem vernieuwen",
            "Verhuizing stadhuis",
            "Datawarehouse",
            "Omgevingswet",
            "Werkplek 2027",
            "Archief",
        ),
        "en": (
            "Renewing the case system",
            "Moving the town hall",
            "Data warehouse",
            "Planning act",
            "Desktop 2027",
            "Archive",
        ),
    }[language]
    stages = {"nl": ("uitvoering", "ontwerp", "start"), "en": ("execution", "design", "initiation")}[language]
    bottlenecks = [words for _, words, _ in holds(language, w)]
    figures = (
        ("late", "fine", 11.0, 0.4, (3, 5, 9, 14, 24)),
        ("late", None, 8.4, 0.5, (12, 13, 15, 19, 22)),
        ("risk", None, 6.3, 0.3, (9, 8, 8, 11, 10)),
        ("fine", "fine", 1.2, 0.2, (5, 4, 4, 3, 2)),
        ("fine", None, 0.8, 0.1, (2, 2, 2, 2, 2)),
        ("none", None, None, None, ()),
    )
    for place, (name, (state, declared, price, error, moved)) in enumerate(zip(names, figures, strict=True)):
        finish = date(2027, 3, 15 - place) if price else None
        why = {} if price else {"formula": w.missing, "assumptions": ()}
        yield Row(
            name=name,
            code=f"P-{place + 101}",
            phase=stages[place % 3],
            health=Health(state, declared, w.reason if place == 0 else "", "J. Bakker" if place == 0 else ""),  # type: ignore[arg-type]  # literals of the table above
            finish=explained(w, finish, "date", 0, name=w.p80, **why),
            committed=date(2027, 2, 1 + place),
            trend=Trend(moved, w.trend_told, promised=6.0),
            dearest=bottlenecks[place % 4] if price else "",
            price=explained(w, price, error=error, kind="costs" if price else "plain", name=w.price, **why),
        )
