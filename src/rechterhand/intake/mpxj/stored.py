"""The dates and floats that the scheduling tool saved in the file.

MPXJ's JSON leaves out noughts: a float that is absent where late dates are present is nought.
"""

from __future__ import annotations

from rechterhand.intake.mpxj.columns import Column, Columns, assembled
from rechterhand.intake.mpxj.values import minutes
from rechterhand.record.activity import StoredDates

_DATES = tuple(
    f"{remaining}{which}_{end}"
    for remaining in ("", "remaining_")
    for which in ("early", "late")
    for end in ("start", "finish")
)
_FLOATS = {
    "total_float_minutes": "total_slack",
    "free_float_minutes": "free_slack",
    "start_float_minutes": "start_slack",
    "finish_float_minutes": "finish_slack",
}


def stored(tasks: Columns, *, primavera: bool) -> Column:
    """Stored dates of each task; of a finished activity P6 stores no floats."""
    if not tasks.has(*_DATES, *_FLOATS.values()):
        return tasks.same(StoredDates())
    late = tasks.of("late_finish")
    done = tasks.of("actual_finish") if primavera else tasks.same(None)
    absent = [0 if told and not over else None for told, over in zip(late, done, strict=True)]
    critical = tasks.of("critical", bool)
    return assembled(
        StoredDates,
        len(tasks),
        {
            **{name: tasks.moments(name) for name in _DATES},
            **{name: _floats(tasks, raw, absent) for name, raw in _FLOATS.items()},
            "critical": [one if told else None for one, told in zip(critical, late, strict=True)],
        },
    )


def _floats(tasks: Columns, name: str, absent: list[int | None]) -> Column:
    if not tasks.has(name):
        return absent
    told = tasks.of(name, minutes)
    return [otherwise if one is None else one for one, otherwise in zip(told, absent, strict=True)]
