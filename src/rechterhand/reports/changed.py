"""What changed between versions as one self-contained page: no script, nothing loaded from elsewhere, printable."""

from __future__ import annotations

from rechterhand.reports.changes.changes import changes
from rechterhand.reports.changes.opening import opening, series_opening
from rechterhand.reports.changes.paths import paths
from rechterhand.reports.changes.series import churn, drift, months, slip, wave
from rechterhand.reports.changes.trust import trust
from rechterhand.reports.changes.why import milestones, why
from rechterhand.reports.charts.svg import clean
from rechterhand.reports.saying import Sayer
from rechterhand.reports.shell import shell
from rechterhand.text import Language
from rechterhand.versions.series import Series

SECTIONS = (why, milestones, paths, changes)
OF_A_SERIES = (months, slip, wave, drift, churn)


def changed_page(made: Series, language: Language) -> str:
    """Write the page of two versions, or of a series.

    Parameters
    ----------
    made
        The comparison of each version with the one before.
    language
        In which it is told.

    Returns
    -------
    str
        HTML that carries its own look and pictures; names of the plans are escaped.
    """
    say = Sayer(language, clean)
    last = made.steps[-1]
    if len(made.steps) == 1:
        told = "".join(section(last, say) for section in SECTIONS)
        body = opening(last, say) + "<main>" + told + trust(made, say) + "</main>"
    else:
        told = "".join(section(made, say) for section in OF_A_SERIES)
        body = series_opening(made, say) + f"<main>{told}{trust(made, say)}</main>"
    title = f"{say('compare.title')}: {clean(last.new.plan.name)}"
    return shell(title, body, ("page.css", "changed.css"), language)
