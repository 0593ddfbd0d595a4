"""Carry out what the register holds against a risk; without a response, make it half as likely.

Effect: what the response leaves of chance and impact, of risks, of lost working days and of work that is only done when
something happens. Without response it is taken to be half as likely, which is an assumption and said so: somebody has
to find the measure. Costs of responses aren't in the register.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from rechterhand.engine.futures.branches import Branch
from rechterhand.engine.futures.lost_days import LostDays
from rechterhand.engine.futures.uncertainty import Risk, Uncertainty
from rechterhand.remedies.case import Case
from rechterhand.remedies.remedy import Remedy, Way
from rechterhand.remedies.sight import Sight
from rechterhand.text import Message

HALF = 0.5


@dataclass(frozen=True, slots=True)
class _Struck:
    """A risk of any kind: ``key`` as its bottleneck has it, its chance now and with the measure, whom it strikes."""

    key: str
    title: str
    now: float
    then: float
    registered: bool
    activity_ids: tuple[int, ...]
    answered: Callable[[Uncertainty], Uncertainty]


def _propose(sight: Sight) -> Iterator[Way]:
    for one in _risks(sight.case.uncertainty):
        touched = [key for key in one.activity_ids if key in sight.rows and not sight.by_id[key].finished]
        if not touched or one.now == 0:
            continue
        form = "response" if one.registered else "half"
        yield Way(
            target=("risk", one.key),
            degree=form,
            title=Message.of(f"remedies.mitigate.{form}", title=one.title),
            effect=Message.of(
                "remedies.mitigate.effect_impact" if one.now == one.then else f"remedies.mitigate.effect_{form}",
                now=one.now,
                then=one.then,
            ),
            side=Message.of(f"remedies.mitigate.side_{form}"),
            kind="risk",
            about=frozenset(touched),
            touches=frozenset({("risk", one.key)}),
            apply=partial(_apply, one.answered),
            cost=None,
            weight=10 * one.now * max(sight.share(key) for key in touched),
            risk=one.key,
        )


def _risks(uncertainty: Uncertainty) -> Iterator[_Struck]:
    for risk in uncertainty.risks:
        left = risk.residual or replace(risk.impact, probability=HALF * risk.impact.probability)
        chances = (risk.impact.probability, left.probability)
        made = replace(risk, impact=left, residual=None)
        change = partial(_other_risk, risk.key, made)
        yield _Struck(risk.key, risk.title, *chances, risk.residual is not None, risk.activity_ids, change)
    for days in uncertainty.lost_days:
        fewer = days.answered or replace(days, probability=HALF * days.probability)
        chances, ids = (days.probability, fewer.probability), days.activity_ids
        change = partial(_other_days, days.key, fewer)
        yield _Struck(f"lost days {days.key}", days.title, *chances, days.answered is not None, ids, change)
    for branch in uncertainty.branches:
        if len(branch.options) == 1:
            yield _of_branch(branch)


def _of_branch(branch: Branch) -> _Struck:
    """Work that is only done when something happens."""
    (option,) = branch.options
    then = HALF * option.probability if option.residual is None else option.residual
    made = replace(branch, options=(replace(option, probability=then, residual=None),))
    change = partial(_other_branch, branch.key, made)
    chances = (option.probability, then)
    return _Struck(
        f"branch {branch.key}", branch.title, *chances, option.residual is not None, option.activity_ids, change
    )


def _other_risk(key: str, made: Risk, now: Uncertainty) -> Uncertainty:
    return replace(now, risks=tuple(made if one.key == key else one for one in now.risks))


def _other_days(key: str, made: LostDays, now: Uncertainty) -> Uncertainty:
    return replace(now, lost_days=tuple(made if one.key == key else one for one in now.lost_days))


def _other_branch(key: str, made: Branch, now: Uncertainty) -> Uncertainty:
    return replace(now, branches=tuple(made if one.key == key else one for one in now.branches))


def _apply(answered: Callable[[Uncertainty], Uncertainty], case: Case) -> Case:
    return replace(case, uncertainty=answered(case.uncertainty))


remedy = Remedy(("risk",), "bow_tie", _propose)
