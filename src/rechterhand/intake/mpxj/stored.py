"""The dates and floats that the scheduling tool saved in the file.

MPXJ's JSON leaves out noughts: a float that is absent where late dates are present is nought.
"""

from __future__ import annotations

from rechterhand.intake.mpxj.values import Row, minutes, moment
from rechterhand.record.activity import StoredDates


def stored(row: Row, *, primavera: bool) -> StoredDates:
    """Stored dates of one task; of a finished activity P6 stores no floats."""
    late = row.get("late_finish") is not None
    absent = 0 if late and not (primavera and row.get("actual_finish")) else None

    def float_of(name: str) -> int | None:
        return minutes(row[name]) if name in row else absent

    return StoredDates(
        early_start=moment(row.get("early_start")),
        early_finish=moment(row.get("early_finish")),
        late_start=moment(row.get("late_start")),
        late_finish=moment(row.get("late_finish")),
        remaining_early_start=moment(row.get("remaining_early_start")),
        remaining_early_finish=moment(row.get("remaining_early_finish")),
        remaining_late_start=moment(row.get("remaining_late_start")),
        remaining_late_finish=moment(row.get("remaining_late_finish")),
        total_float_minutes=float_of("total_slack"),
        free_float_minutes=float_of("free_slack"),
        start_float_minutes=float_of("start_slack"),
        finish_float_minutes=float_of("finish_slack"),
        critical=bool(row.get("critical")) if late else None,
    )
