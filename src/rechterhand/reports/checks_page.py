"""The checks of a plan as one self-contained page: no script, nothing loaded from elsewhere, printable."""

from __future__ import annotations

from rechterhand.findings.check import CheckResults
from rechterhand.findings.examined import Examined
from rechterhand.reports.charts.svg import clean
from rechterhand.reports.saying import Sayer
from rechterhand.reports.sections.basis import taken
from rechterhand.reports.sections.checks import grouped, groups
from rechterhand.reports.settings import settings
from rechterhand.reports.shell import shell
from rechterhand.reports.undated import undated
from rechterhand.text import Language

STYLES = ("page.css", "checks.css")


def checks_page(examined: Examined, language: Language) -> str:
    """Write the page.

    Parameters
    ----------
    examined
        The plan with its checks.
    language
        In which it is told.

    Returns
    -------
    str
        HTML that leads with the failed checks about work that decides the finish; names of the plan are escaped.
    """
    say = Sayer(language, clean)
    nearly = f"<p>{say('report.checks.nearly')}</p>"
    rest = f"<section><h2>{say('report.rests_on')}</h2>{nearly}{taken(examined, say)}</section>"
    body = f'{_opening(examined, say)}<main class="believed">{groups(examined.checks, say, level=2)}{rest}</main>'
    return shell(f"{say('report.checks.title')}: {clean(examined.plan.name)}", body, STYLES, language)


def _opening(examined: Examined, say: Sayer) -> str:
    """The plan's name, what could hurt its finish, and how many of each kind, to jump to."""
    plan, results = examined.plan, examined.checks
    told = say("report.source", file=plan.source.file, format=plan.source.format, count=len(plan.activities))
    if plan.status_date is not None:
        told += " · " + say("report.at", status=plan.status_date.date())
    if results.profile is not None:
        told += " · " + say("report.checks.profile", title=results.profile.title(say.language))
    return (
        f'<header><h1>{clean(plan.name)}</h1><p class="headline">{_headline(examined, say)}</p>'
        f'{_jumps(results, say)}<p class="meta">{told}</p><p class="meta">{settings(plan, say)}</p></header>'
    )


def _headline(examined: Examined, say: Sayer) -> str:
    found = grouped(examined.checks)
    hurt, failed = found["hurt"], found["failed"]
    if hurt:
        titles = tuple(say.plain(f"checks.{one.id}.title") for one in hurt[:3])
        return say("report.checks.headline.hurt", count=len(hurt), titles=titles)
    if failed and examined.refused is not None:
        told = say("report.checks.headline.undated", count=len(failed))
        return f"{told} {say.message(undated(examined.refused))}"
    if failed:
        return say("report.checks.headline.failed", count=len(failed))
    judged = len(found["pass"]) + len(found["warn"])
    return say("report.checks.headline.none" if judged else "report.checks.headline.nothing", count=judged)


def _jumps(results: CheckResults, say: Sayer) -> str:
    items = "".join(
        f'<li><a href="#checks-{key}"><strong>{len(found)}</strong><span>{say(f"report.jump.{key}")}</span></a></li>'
        for key, found in grouped(results).items()
        if found
    )
    return f'<nav aria-label="{say("report.checks.jumps")}"><ul class="jump">{items}</ul></nav>' if items else ""
