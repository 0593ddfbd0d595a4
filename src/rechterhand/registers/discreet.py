"""Titles of risks without people's names: what every output shows unless names were asked for."""

from __future__ import annotations

import re
from dataclasses import replace

from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.record.persons import masker, surely_a_person
from rechterhand.record.plan import Plan

_RUN = re.compile(
    r"[A-ZÀ-Þ][\w'’.-]*(?:\s+(?:van|de|der|den|het|ten|ter|te|in|'t|el|al|von|la|le|du|da|di|dos|[A-ZÀ-Þ][\w'’.-]*))+"
)
"""Words with capitals that follow each other, with what stands between the parts of a name."""


def without_people(uncertainty: Uncertainty | None, plan: Plan) -> Uncertainty | None:
    """The same with the people of this plan, and whoever surely is one, taken out of the titles of risks.

    Parameters
    ----------
    uncertainty
        What futures are drawn by.
    plan
        The plan with its names, as it was read.
    """
    if uncertainty is None or not uncertainty.risks:
        return uncertainty
    hide = masker(plan) or str
    risks = tuple(replace(one, title=_RUN.sub(_hidden, hide(one.title))) for one in uncertainty.risks)
    return replace(uncertainty, risks=risks)


def _hidden(found: re.Match[str]) -> str:
    return "…" if surely_a_person(found.group()) else found.group()
