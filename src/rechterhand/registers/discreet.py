"""Titles of risks without people's names: what every output shows unless names were asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.record.persons import masker, surely_a_person
from rechterhand.record.plan import Plan
from rechterhand.text import Message
from rechterhand.text.message import Value

_RUN = re.compile(
    r"[A-ZÀ-Þ][\w'’.-]*(?:\s+(?:van|de|der|den|het|ten|ter|te|in|'t|el|al|von|la|le|du|da|di|dos|[A-ZÀ-Þ][\w'’.-]*))+"
)
"""Words with capitals that follow each other, with what stands between the parts of a name."""

_WITH_TITLES = frozenset({"branches_file", "conditions_file", "lost_days_file"})
"""Assumptions that tell titles of the register."""


def without_people(uncertainty: Uncertainty | None, plan: Plan) -> Uncertainty | None:
    """The same with the people of this plan, and whoever surely is one, taken out of the titles of risks.

    Parameters
    ----------
    uncertainty
        What futures are drawn by.
    plan
        The plan with its names, as it was read.
    """
    if uncertainty is None:
        return uncertainty
    hide = masker(plan) or str

    def hidden(text: str) -> str:
        return _RUN.sub(_hidden, hide(text))

    return replace(
        uncertainty,
        risks=tuple(replace(one, title=hidden(one.title)) for one in uncertainty.risks),
        branches=tuple(
            replace(
                one,
                title=hidden(one.title),
                options=tuple(replace(each, title=hidden(each.title)) for each in one.options),
            )
            for one in uncertainty.branches
        ),
        conditional=tuple(replace(one, title=hidden(one.title)) for one in uncertainty.conditional),
        lost_days=tuple(replace(one, title=hidden(one.title)) for one in uncertainty.lost_days),
        assumptions=tuple(
            replace(one, text=_without(one.text, hidden)) if one.key in _WITH_TITLES else one
            for one in uncertainty.assumptions
        ),
    )


def _without(text: Message, hidden: Callable[[str], str]) -> Message:
    """A message that tells titles, with these as they may be shown."""
    return Message.of(text.key, **{key: _shown(key, value, hidden) for key, value in text.values.items()})


def _shown(key: str, value: Value, hidden: Callable[[str], str]) -> Value:
    if isinstance(value, Message):
        return _without(value, hidden)
    if isinstance(value, tuple):
        return tuple(_shown(key, one, hidden) for one in value)
    return hidden(value) if isinstance(value, str) and key in {"title", "name"} else value


def _hidden(found: re.Match[str]) -> str:
    return "…" if surely_a_person(found.group()) else found.group()
