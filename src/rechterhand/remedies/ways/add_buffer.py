"""Promise a date that can be kept: a buffer between the plan and what is promised.

Effect: the promise for the whole moves to the day on which eight in ten futures are done, with the people that the plan
has. It wins no day, it makes the
promise true; and it is the way out that most plans lack when all others have been tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

import numpy as np

from rechterhand.engine.network.kernel import works_before
from rechterhand.engine.schedule.result import EPOCH, to_minute
from rechterhand.engine.simulate.statistics import percentile
from rechterhand.remedies.case import Case
from rechterhand.remedies.remedy import Remedy, Way
from rechterhand.remedies.sight import Sight
from rechterhand.text import Message
from rechterhand.text.ending import ending_day

SHARE = 0.8
DAY = 1440


def _propose(sight: Sight) -> Iterator[Way]:
    promised, people = sight.case.promised, sight.people
    moment = percentile(np.sort(sight.finishes), SHARE)
    if people is not None:
        moment = max(moment, to_minute(people.percentiles["p80"].moment))
    if promised is None or moment <= promised:
        return
    midnight = (moment - 1) // DAY * DAY + DAY
    yield Way(
        target=("promise", 0),
        degree="p80",
        title=Message.of("remedies.add_buffer.title", date=ending_day(EPOCH + timedelta(minutes=moment))),
        effect=Message.of("remedies.add_buffer.effect", days=_days(sight, promised, moment)),
        side=Message.of("remedies.add_buffer.side"),
        kind="promise",
        about=frozenset(),
        touches=frozenset({("promise", 0)}),
        apply=partial(_apply, midnight),
        cost=0.0,
        weight=0.0,
        with_people=people is not None,
    )


def _days(sight: Sight, promised: int, moment: int) -> float:
    calendar = np.full(2, sight.network.clock.position[sight.plan.default_calendar_id])
    works = works_before(sight.network.arrays.clock, calendar, np.array([promised, moment], dtype=np.int64))
    return sight.days(float(works[1] - works[0]))


def _apply(moment: int, case: Case) -> Case:
    return replace(case, promised=moment)


remedy = Remedy(("merge", "activity"), "critical_chain", _propose)
