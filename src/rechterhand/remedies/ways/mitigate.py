"""Carry out what the register holds against a risk; without a response, make it half as likely.

Effect: what the response leaves of chance and impact. A risk without response is taken to be half as likely, which is
an assumption and said so: somebody has to find the measure. Costs of responses aren't in the register.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from rechterhand.engine.futures.uncertainty import Impact, Risk
from rechterhand.remedies.case import Case
from rechterhand.remedies.remedy import Remedy, Way
from rechterhand.remedies.sight import Sight
from rechterhand.text import Message

HALF = 0.5


def _propose(sight: Sight) -> Iterator[Way]:
    for one in sight.case.uncertainty.risks:
        touched = [key for key in one.activity_ids if key in sight.rows and not sight.by_id[key].finished]
        if not touched or one.impact.probability == 0:
            continue
        left = one.residual or replace(one.impact, probability=HALF * one.impact.probability)
        form = "response" if one.residual else "half"
        yield Way(
            target=("risk", one.key),
            degree=form,
            title=Message.of(f"remedies.mitigate.{form}", title=one.title),
            effect=Message.of(f"remedies.mitigate.effect_{form}", now=one.impact.probability, then=left.probability),
            side=Message.of(f"remedies.mitigate.side_{form}"),
            kind="risk",
            about=frozenset(touched),
            touches=frozenset({("risk", one.key)}),
            apply=partial(_apply, one.key, left),
            cost=None,
            weight=10 * one.impact.probability * max(sight.share(key) for key in touched),
            risk=one.key,
        )


def _apply(key: str, left: Impact, case: Case) -> Case:
    def answered(one: Risk) -> Risk:
        return replace(one, impact=left, residual=None) if one.key == key else one

    return case.with_risks([answered(one) for one in case.uncertainty.risks])


remedy = Remedy(("risk",), "bow_tie", _propose)
