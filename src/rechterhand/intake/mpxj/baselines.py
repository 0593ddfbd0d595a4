"""Baselines of tasks: number 0 is 'the' baseline, 1 to 10 Microsoft Project's further ones."""

from __future__ import annotations

from rechterhand.intake.mpxj.values import Row, minutes, moment, number
from rechterhand.record.activity import Baseline

_PREFIXES = ("baseline_", *(f"baseline{number}_" for number in range(1, 11)))
_KEYS = {prefix: frozenset(prefix + part for part in ("start", "finish", "duration", "work")) for prefix in _PREFIXES}
_ANY = frozenset().union(*_KEYS.values())


def baselines(row: Row) -> tuple[Baseline, ...]:
    """Every baseline that the task carries."""
    found: list[Baseline] = []
    if _ANY.isdisjoint(row):
        return ()
    for number_, prefix in enumerate(_PREFIXES):
        if _KEYS[prefix].isdisjoint(row):
            continue
        start, finish = moment(row.get(prefix + "start")), moment(row.get(prefix + "finish"))
        duration, work = minutes(row.get(prefix + "duration")), minutes(row.get(prefix + "work"))
        cost = number(row.get(prefix + "cost"))
        if start or finish or duration or work:
            found.append(Baseline(number_, start, finish, duration, work, cost))
    return tuple(found)
