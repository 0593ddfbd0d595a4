"""All projects that somebody may see: how each stands, where it goes, what holds it up most."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from rechterhand.text import Language, Message
from rechterhand.web.data.models import CommittedDate, Person, PlanVersion, Project
from rechterhand.web.data.searchable import asked
from rechterhand.web.look.explained import Explained
from rechterhand.web.look.health import Health, State
from rechterhand.web.look.small_charts import Trend
from rechterhand.web.queries.figures import BY_CALENDAR, Basis, nothing
from rechterhand.web.queries.standing import Standing, health, standing, state_of, working_days
from rechterhand.web.queries.together import Apart, apart
from rechterhand.web.queries.visible import projects_of

TREND = 8
"""Versions that a trend shows."""
EPOCH = date(1970, 1, 1)
LONG = ("curve", "dearest")
"""Columns of a version that a list of hundreds of projects does without."""
HEAVY = ("chance", "price")
"""Orders that need them."""
SHORT = 100
"""Lines that are cheaper to read in two goes: all projects without what is long, then these with it."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for; empty ones ask for all."""

    text: str = ""
    health: tuple[State, ...] = ()
    programme: str = ""
    method: str = ""
    phase: str = ""
    unit: str = ""
    tag: str = ""
    archived: bool = False
    sort: str = "health"
    descending: bool = False
    page: int = 1
    size: int = 50
    skip: int | None = None
    """Lines to leave out, in place of a page."""
    trends: bool = True
    """Whether the lines have a trend: a workbook shows none."""


@dataclass(frozen=True, slots=True)
class Dear:
    """A bottleneck with its price, and the way out of it that brings most."""

    key: str
    kind: str
    title: str
    price: Explained
    activity_ids: tuple[int, ...]
    way: str = ""
    way_price: Explained | None = None


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """One row of the portfolio."""

    pk: int
    slug: str
    number: str
    name: str
    programme: str
    programme_slug: str
    method: str
    phase: str
    unit: str
    tags: tuple[str, ...]
    is_archived: bool
    health: Health
    reasons: tuple[Message, ...]
    version: int | None
    p50: Explained
    p80: Explained
    committed: Explained
    late: Explained
    chance: Explained
    trend: Trend
    dearest: Dear | None
    apart: Apart | None


@dataclass(frozen=True, slots=True)
class Portfolio:
    """One page of it; ``states`` counts how all that the other filters let through would fit each colour."""

    lines: tuple[ProjectLine, ...]
    total: int
    page: int
    pages: int
    states: Mapping[State, int]


@dataclass(frozen=True, slots=True)
class Known:
    """A project with what lists need to know of it."""

    project: Project
    version: PlanVersion | None
    promised: date | None
    standing: Standing


def portfolio(person: Person, filters: Filters, language: Language) -> Portfolio:
    """The projects that the person may see, filtered, in order, one page of them. Six statements at most."""
    light = filters.sort not in HEAVY and filters.size <= SHORT
    chosen = with_standing(_chosen(person, filters), light=light)
    known = [one for one in chosen if not filters.health or _colours(one) & set(filters.health)]
    known.sort(key=lambda one: one.project.name.casefold())
    known.sort(key=_SORTS.get(filters.sort, _SORTS["health"]), reverse=filters.descending)
    pages = max(1, -(-len(known) // filters.size))
    page = min(max(filters.page, 1), pages)
    skip = (page - 1) * filters.size if filters.skip is None else filters.skip
    shown = known[skip : skip + filters.size]
    shown = _whole(shown) if light else shown
    trends = _trends([one.project.pk for one in shown]) if filters.trends else {}
    others = apart([one.project for one in shown])
    lines = tuple(_line(one, trends.get(one.project.pk, []), language, others.get(one.project.pk)) for one in shown)
    return Portfolio(lines, len(known), page, pages, Counter(state for one in chosen for state in _colours(one)))


def with_standing(projects: QuerySet[Project], *, light: bool = False) -> list[Known]:
    """Each project with its latest reviewed version and how it stands. Three statements.

    ``light`` leaves out what is long: the curve, and so the chance of a date promised here, and the bottlenecks.
    """
    found = list(projects.select_related("programme", "health_by").defer("search"))
    keys = [one.pk for one in found]
    reviewed = PlanVersion.objects.counting().filter(project__in=keys, reviewed_at__isnull=False)
    newest = reviewed.order_by("project_id", "-number").distinct("project_id").values("pk")  # without what is long
    rows = PlanVersion.objects.counting().filter(pk__in=newest).order_by()
    versions = {one.project_id: one for one in (rows.defer(*LONG) if light else rows)}
    whole = CommittedDate.objects.filter(project__in=keys, is_whole=True)
    promised = dict(whole.values_list("project", "date"))
    return [
        Known(
            one, versions.get(one.pk), promised.get(one.pk), standing(one, versions.get(one.pk), promised.get(one.pk))
        )
        for one in found
    ]


def _whole(known: list[Known]) -> list[Known]:
    """The same with all that their versions say. One statement."""
    versions = PlanVersion.objects.in_bulk([one.version.pk for one in known if one.version is not None])
    return [
        one
        if one.version is None
        else Known(
            one.project,
            versions[one.version.pk],
            one.promised,
            standing(one.project, versions[one.version.pk], one.promised),
        )
        for one in known
    ]


def line_of(known: Known, language: Language) -> ProjectLine:
    """One project as a row. Two statements, one for a project outside any programme."""
    key = known.project.pk
    return _line(known, _trends([key]).get(key, []), language, apart([known.project]).get(key))


def dear(form: dict[str, Any], basis: Basis, language: Language) -> Dear:
    """A bottleneck as a version's row keeps it."""
    way = form["way"]
    return Dear(
        form["key"],
        form["kind"],
        form["title"][language],
        basis.price(form["days"], form["error"]),
        tuple(form["activity_ids"]),
        "" if way is None else way["title"][language],
        None if way is None else basis.price(way["days"], way["error"], "way", "brings"),
    )


def _chosen(person: Person, filters: Filters) -> QuerySet[Project]:
    found = projects_of(person).filter(archived_at__isnull=not filters.archived)
    if filters.text:
        found = found.filter(Q(search=asked(filters.text)) | Q(name__icontains=filters.text) | Q(number=filters.text))
    if filters.programme:
        found = found.filter(programme__slug=filters.programme)
    for name in ("method", "phase", "unit"):
        if value := getattr(filters, name):
            found = found.filter(**{name: value})
    return found.filter(tags__contains=[filters.tag]) if filters.tag else found


def _colours(one: Known) -> set[State]:
    """Either colour counts, the computed or the declared."""
    shown = health(one.project, one.standing)
    return {shown.computed, shown.declared or shown.computed}


def _price(one: Known) -> float:
    return float(one.version.dearest[0]["days"]) if one.version and one.version.dearest else 0.0


def _day(found: date | None) -> date:
    return found or date.max


_SORTS: dict[str, Callable[[Known], Any]] = {
    "health": lambda one: one.standing.order,
    "name": lambda one: one.project.name.casefold(),
    "number": lambda one: one.project.number,
    "programme": lambda one: one.project.programme.name.casefold() if one.project.programme else "",
    "p80": lambda one: _day(one.version.p80 if one.version else None),
    "committed": lambda one: _day(one.standing.committed),
    "late": lambda one: -(one.standing.late_days if one.standing.late_days is not None else -(10**6)),
    "chance": lambda one: 2.0 if one.standing.chance is None else one.standing.chance,
    "price": lambda one: -_price(one),
}
SORTS = tuple(_SORTS)
"""What the list can be ordered by."""


def _trends(keys: Iterable[int]) -> Mapping[int, list[date]]:
    """P80 of the last versions of each project, oldest first."""
    found: defaultdict[int, list[date]] = defaultdict(list)
    rank = Window(RowNumber(), partition_by=F("project"), order_by=F("number").desc())
    counting = PlanVersion.objects.counting().filter(project__in=list(keys), p80__isnull=False)
    rows = counting.annotate(rank=rank)
    for project, _, p80 in rows.filter(rank__lte=TREND).order_by("number").values_list("project", "number", "p80"):
        if p80 is not None:
            found[project].append(p80)
    return found


def _line(one: Known, trend: list[date], language: Language, other: Apart | None) -> ProjectLine:
    project, programme = one.project, one.project.programme
    other, reasons = _with_others(one, other)
    return ProjectLine(
        project.pk,
        project.slug,
        project.number,
        project.name,
        "" if programme is None else programme.name,
        "" if programme is None else programme.slug,
        project.method,
        project.phase,
        project.unit,
        tuple(project.tags),
        project.archived_at is not None,
        health(project, one.standing, str(project.health_by or "")),
        reasons,
        None if one.version is None else one.version.number,
        trend=_trend(one.version, trend, one.standing.committed),
        apart=other,
        **_figures(one, language),
    )


def _with_others(one: Known, other: Apart | None) -> tuple[Apart | None, tuple[Message, ...]]:
    """How it stands together with the others where that is another colour, and the reasons with that one."""
    found, version = one.standing, one.version
    if other is None or version is None or found.committed is None or found.late_days is None:
        return other, found.reasons
    late = working_days(version, found.committed, other.day)
    state = state_of(late, one.project.time_tolerance_days or 0)
    if state == found.state:
        return other, found.reasons
    key = "after" if late > 0 else "before"
    reason = Message.of(f"records.health.together_{key}", p80=other.day, committed=found.committed, count=abs(late))
    return replace(other, state=state), (*found.reasons, reason)


def _figures(one: Known, language: Language) -> dict[str, Any]:
    version, found = one.version, one.standing
    if version is None:
        none = nothing("no_verdict")
        return dict.fromkeys(("p50", "p80", "committed", "late", "chance"), none) | {"dearest": None}
    basis = Basis.of(version)
    promise = "promised_here" if found.committed_here else "promised_in_plan"
    late, chance = Message.of("records.formula.late"), Message.of("records.formula.chance")
    return {
        "p50": basis.day(version.p50, "p50"),
        "p80": basis.day(version.p80, "p80"),
        "committed": basis.day(found.committed, promise),
        "late": basis.figure(found.late_days, "working_days", late, signed=True, assumed=(BY_CALENDAR,)),
        "chance": basis.figure(found.chance, "chance", chance),
        "dearest": dear(version.dearest[0], basis, language) if version.dearest else None,
    }


def _trend(version: PlanVersion | None, days: list[date], committed: date | None) -> Trend:
    """Days since 1970, and in words how P80 moved over these versions, in working days of the newest."""
    values = [float((one - EPOCH).days) for one in days]
    promised = None if committed is None else float((committed - EPOCH).days)
    if version is None or len(days) < 2:
        return Trend(values, Message.of("records.trend.none"), promised)
    moved = working_days(version, days[0], days[-1])
    way = "later" if moved > 0 else "earlier" if moved < 0 else "same"
    return Trend(values, Message.of(f"records.trend.{way}", count=abs(moved), versions=len(days)), promised)
