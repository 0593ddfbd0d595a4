"""Shorten work with more people: extra hands for work that people do.

Effect: what remains takes 10, 20 or 30 % less time. Of what is added half is lost to showing the way and to meetings
(Brooks 1975: nobody is of full use at once), so that shortening by a share takes that share of the work again in
money: ``share * (1 / 0.5 - 1) * hours * rate``. That is the time-cost curve of the work, steeper than linear in reach:
beyond 30 % no more people fit. Source of the idea: Kelley & Walker 1959.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from rechterhand.record.activity import Activity
from rechterhand.remedies.case import Case, remaining
from rechterhand.remedies.rates import cost_of
from rechterhand.remedies.remedy import Remedy, Way
from rechterhand.remedies.sight import Sight
from rechterhand.text import Message

STEPS = (0.3, 0.2, 0.1)
USE = 0.5
"""Of an added hour."""
LEAST = 2.0
"""Working days below which nobody can be added in time."""


def _propose(sight: Sight) -> Iterator[Way]:
    for one in sight.driving:
        days = sight.days(remaining(one))
        if days < LEAST or (sight.has_staff and not sight.staffed(one.id)):
            continue
        for share in STEPS:
            yield _way(sight, one, share, days)


def _way(sight: Sight, one: Activity, share: float, days: float) -> Way:
    work = cost_of(sight.staffed(one.id), sight.now)
    return Way(
        target=("activity", one.id),
        degree=f"{share:.0%}",
        title=Message.of("remedies.crash.title", name=one.name),
        effect=Message.of("remedies.crash.effect", share=share, now=days, then=days * (1 - share)),
        side=Message.of("remedies.crash.side"),
        kind="activity",
        about=frozenset({one.id}),
        touches=frozenset({("activity", one.id)}),
        apply=partial(_apply, one.id, 1 - share),
        cost=None if work is None else work * share * (1 / USE - 1),
        weight=share * days * sight.share(one.id),
    )


def _apply(key: int, factor: float, case: Case) -> Case:
    return case.shortened(key, factor)


remedy = Remedy(("activity", "chain"), "crashing", _propose)
