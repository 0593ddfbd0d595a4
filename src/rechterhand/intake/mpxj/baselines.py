"""Baselines of tasks: number 0 is 'the' baseline, 1 to 10 Microsoft Project's further ones."""

from __future__ import annotations

from rechterhand.intake.mpxj.values import Row, minutes, moment, number
from rechterhand.record.activity import Baseline


def baselines(row: Row) -> tuple[Baseline, ...]:
    """Every baseline that the task carries."""
    found = []
    for number_ in range(11):
        prefix = "baseline_" if number_ == 0 else f"baseline{number_}_"
        start, finish = moment(row.get(prefix + "start")), moment(row.get(prefix + "finish"))
        duration, work = minutes(row.get(prefix + "duration")), minutes(row.get(prefix + "work"))
        cost = number(row.get(prefix + "cost"))
        if start or finish or duration or work:
            found.append(Baseline(number_, start, finish, duration, work, cost))
    return tuple(found)
