"""Every row of the plan with its dates, floats, drag and futures."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from rechterhand.engine.schedule.result import ScheduledActivity, to_moment
from rechterhand.engine.simulate.moved import Moved
from rechterhand.reports.days import WorkingDays
from rechterhand.reports.document import Cell, Column, Form, Sheet
from rechterhand.reports.saying import Sayer
from rechterhand.verdict import Review

_COLUMNS: tuple[tuple[str, int, Form], ...] = (
    ("id", 9, Form.TEXT),
    ("code", 14, Form.TEXT),
    ("activity", 50, Form.TEXT),
    ("type", 16, Form.TEXT),
    ("percent_complete", 9, Form.SHARE),
    ("duration", 9, Form.DAYS),
    ("early_start", 18, Form.TEXT),
    ("early_finish", 18, Form.TEXT),
    ("late_start", 18, Form.TEXT),
    ("late_finish", 18, Form.TEXT),
    ("total_float", 9, Form.DAYS),
    ("free_float", 9, Form.DAYS),
    ("interfering_float", 11, Form.DAYS),
    ("drag", 9, Form.DAYS),
    ("critical", 9, Form.TEXT),
    ("longest_path", 9, Form.TEXT),
    ("criticality", 10, Form.SHARE),
    ("cruciality", 10, Form.FIGURE),
    ("ssi", 9, Form.FIGURE),
    ("honest_start", 18, Form.TEXT),
    ("honest_finish", 18, Form.TEXT),
    ("finish_p10", 18, Form.TEXT),
    ("finish_p50", 18, Form.TEXT),
    ("finish_p80", 18, Form.TEXT),
    ("finish_p90", 18, Form.TEXT),
    ("actual_start", 18, Form.TEXT),
    ("actual_finish", 18, Form.TEXT),
    ("baseline_start", 18, Form.TEXT),
    ("baseline_finish", 18, Form.TEXT),
    ("since_baseline", 11, Form.COUNT),
    ("deadline", 18, Form.TEXT),
    ("stored_finish", 18, Form.TEXT),
)


def schedule_sheet(review: Review, say: Sayer) -> Sheet:
    """One row an activity or summary, in the plan's order, nested as in the plan."""
    columns = tuple(
        Column(say(f"workbook.column.{key}"), width, form, inset=key == "activity") for key, width, form in _COLUMNS
    )
    days = WorkingDays(review.plan)
    moved = {one.activity_id: one for one in review.simulation.moved}
    rows = [
        (*_dates(one, say), *_futures(review, row, moved.get(one.activity.id)), *_promised(one, days))
        for row, one in enumerate(review.schedule)
    ]
    top = min((one.outline_level for one in review.plan.activities), default=0)
    levels = tuple(max(0, one.outline_level - top) for one in review.plan.activities)
    return Sheet(say("workbook.sheet.schedule"), columns, rows, levels)


def _dates(one: ScheduledActivity, say: Sayer) -> Iterator[Cell]:
    activity = one.activity

    def days(minutes: int | None) -> float | None:
        return None if minutes is None else minutes / one.minutes_per_day

    yield from (activity.id, activity.code, activity.name, say(f"workbook.type.{activity.type.value}"))
    yield None if activity.percent_complete is None else activity.percent_complete / 100
    yield _elapsed(activity.duration_minutes) if activity.elapsed else days(activity.duration_minutes)
    yield from (one.early_start, one.early_finish, one.late_start, one.late_finish)
    yield days(one.total_float_minutes)
    yield days(one.free_float_minutes)
    yield days(one.interfering_float_minutes)
    yield one.drag_days
    yield say("workbook.yes") if one.critical else None
    yield say("workbook.yes") if one.on_longest_path else None


def _elapsed(minutes: int | None) -> float | None:
    return None if minutes is None else minutes / 1440


def _futures(review: Review, row: int, moved: Moved | None) -> Iterator[Cell]:
    """How often the row decides the finish, and when it is finished itself; its dates where the futures put it
    elsewhere than the plan's tool.
    """
    futures = review.simulation
    simulated = to_moment(int(futures.finish_p50[row])) is not None
    for values in (futures.criticality, futures.cruciality, futures.ssi):
        yield _number(values, row) if simulated else None
    yield from (None, None) if moved is None else (moved.start, moved.finish)
    for moments in (futures.finish_p10, futures.finish_p50, futures.finish_p80, futures.finish_p90):
        yield to_moment(int(moments[row]))


def _promised(one: ScheduledActivity, days: WorkingDays) -> Iterator[Cell]:
    activity = one.activity
    base = activity.baseline()
    promised = None if base is None else base.finish
    yield from (activity.actual_start, activity.actual_finish)
    yield from (None if base is None else base.start, promised)
    yield None if promised is None or one.early_finish is None else days.between(promised, one.early_finish)
    yield from (activity.deadline, activity.finish)


def _number(values: npt.NDArray[np.float64], row: int) -> float | None:
    value = float(values[row])
    return None if np.isnan(value) else value
