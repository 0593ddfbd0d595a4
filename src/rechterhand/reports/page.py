"""The verdict as one self-contained page: no script, nothing loaded from elsewhere, printable."""

from __future__ import annotations

from rechterhand.reports.charts.svg import clean
from rechterhand.reports.headline import has_open_work
from rechterhand.reports.saying import Sayer
from rechterhand.reports.sections.basis import basis
from rechterhand.reports.sections.checks import checks
from rechterhand.reports.sections.cost import cost
from rechterhand.reports.sections.opening import opening
from rechterhand.reports.sections.path import path
from rechterhand.reports.sections.people import people
from rechterhand.reports.sections.prices import prices
from rechterhand.reports.sections.since import since
from rechterhand.reports.sections.ways import ways
from rechterhand.reports.sections.when import when
from rechterhand.reports.shell import shell
from rechterhand.text import Language
from rechterhand.verdict import Review

SECTIONS = (since, when, prices, ways, people, path, cost, checks, basis)
AFTERWARDS = (since, checks, basis)
"""What is left to say when all work is finished."""

STYLES = ("page.css", "checks.css", "changed.css")


def page(review: Review, language: Language) -> str:
    """Write the page.

    Parameters
    ----------
    review
        The verdict.
    language
        In which it is told.

    Returns
    -------
    str
        HTML that carries its own look and pictures; names of the plan are escaped.
    """
    say = Sayer(language, clean)
    sections = SECTIONS if has_open_work(review) else AFTERWARDS
    body = opening(review, say) + "<main>" + "".join(section(review, say) for section in sections) + "</main>"
    return shell(f"{say('report.title')}: {clean(review.plan.name)}", body, STYLES, language)
