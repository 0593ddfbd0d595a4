"""Work that is cut in two: both parts share their draw, and what spoke of the whole speaks of the right part."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
from tests.cases.priced import CERTAIN, ROUND_THE_CLOCK, plan_of

from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.futures.uncertainty import Impact, Risk, Uncertainty
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.schedule.solve import schedule
from rechterhand.engine.simulate.run import Run
from rechterhand.engine.simulate.solve import simulate
from rechterhand.record.calendar import Calendar
from rechterhand.record.plan import LagCalendar, Plan
from rechterhand.remedies.case import Case
from rechterhand.remedies.cutting import cut
from rechterhand.verdict import outlook

DAY = 480
WIDE = Range(Shape.UNIFORM, 0.5, 1.0, 3.0)


def _finishes(case: Case, run: Run) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    network = compile_plan(case.plan, honest=True)
    return simulate(case.plan, run=run, uncertainty=case.uncertainty, network=network).finishes


def _dates(plan: Plan) -> dict[str, tuple[object, object]]:
    made = schedule(plan)
    return {str(one.activity.id): (one.early_start, one.early_finish) for one in made}


def test_a_split_wins_what_two_halves_of_one_draw_win() -> None:
    """Against a drawing of its own: P lasts p, S s; the second half of S waits for P and for the first half of S."""
    ranges = MappingProxyType({1: WIDE, 2: WIDE})
    plan = plan_of([{"id": 1, "days": 20}, {"id": 2, "days": 20}], ["1 FS 2"], calendar=ROUND_THE_CLOCK)
    found = outlook(plan, run=Run(20_000, 3), uncertainty=replace(CERTAIN, ranges=ranges), ways=True).ways

    random = np.random.default_rng(1)
    p, s = (20 * random.uniform(0.5, 3.0, 2_000_000) for _ in range(2))
    more, other = p * 20.5 / 20, s * 20.5 / 20
    cut = np.maximum(more, (more + other) / 2) + other / 2
    (split,) = (one for one in found.ways if one.key == "split:1-2")
    expected = float(np.quantile(p + s, 0.8) - np.quantile(cut, 0.8))
    assert split.days == pytest.approx(expected, abs=4 * split.standard_error_days)


@pytest.mark.parametrize("tail", [5, 3])
@pytest.mark.parametrize(
    "link", ["2 FS 3", "2 FF+2d 3", "2 SS+3d 3", "2 SS+8d 3", "2 SS+30% 3", "2 SS+70% 3", "2 FS+50% 3"]
)
@pytest.mark.parametrize("into", ["1 FS 2", "1 SS+2d 2"])
def test_parts_change_no_date_of_other_work(link: str, into: str, tail: int) -> None:
    plan = plan_of([{"id": 1, "days": 4}, {"id": 2, "days": 10}, {"id": 3, "days": 5}], [into, link])

    made, second = cut(Case(plan, CERTAIN), 2, tail * DAY)

    before, after = _dates(plan), _dates(made.plan)
    assert {key: after[key] for key in ("1", "3")} == {key: before[key] for key in ("1", "3")}
    assert after[str(second)][1] == before["2"][1]


def test_halves_last_as_long_together_as_the_whole_in_every_future() -> None:
    """With a driver that all share, a rank correlation, and a risk that is a factor."""
    plan = plan_of([{"id": 1, "days": 10}, {"id": 2, "days": 10}], ["1 FS 2"], calendar=ROUND_THE_CLOCK)
    slow = Risk("slow", "slow", Impact(0.5, factor=Range(Shape.TRIANGULAR, 1.0, 1.2, 2.0)), (1, 2))
    late = Risk("late", "late", Impact(0.5, minutes=Range(Shape.FIXED, 960.0, 960.0, 960.0)), (2,))
    uncertain = Uncertainty(correlation=0.3, ranges={2: WIDE}, risks=(slow, late), correlations={(1, 2): 0.6})
    case = Case(plan, uncertain)

    made, _ = cut(case, 2, 5 * DAY)

    run = Run(500, 7)
    assert np.abs(_finishes(made, run) - _finishes(case, run)).max() <= 2  # each half is rounded to whole minutes


def test_halves_share_their_draw_in_a_latin_hypercube() -> None:
    from rechterhand.engine.futures.strata import Sampling

    plan = plan_of([{"id": 1, "days": 10}, {"id": 2, "days": 10}], ["1 FS 2"], calendar=ROUND_THE_CLOCK)
    case = Case(plan, replace(CERTAIN, ranges=MappingProxyType({1: WIDE, 2: WIDE})))

    made, _ = cut(case, 2, 5 * DAY)

    run = Run(256, 7, sampling=Sampling.LATIN_HYPERCUBE)
    assert np.abs(_finishes(made, run) - _finishes(case, run)).max() <= 2


def test_half_of_the_work_is_done_on_its_own_calendar() -> None:
    """Twenty days round the week are delivered half way after ten, whatever weekend the next has."""
    week = Calendar(2, "every day", (((480, 720), (780, 1020)),) * 7, minutes_per_day=480)
    tasks = [{"id": 1, "days": 20, "calendar_id": 2}, {"id": 2, "days": 40}]
    plan = plan_of(tasks, ["1 FS 2"])
    plan = replace(plan, calendars=(*plan.calendars, week))
    parts = [
        *({"id": at, "days": 10.25, "calendar_id": 2} for at in (1, 3)),
        *({"id": at, "days": 20.25} for at in (2, 4)),
    ]
    for lag_calendar in LagCalendar:
        own = replace(plan, options=replace(plan.options, lag_calendar=lag_calendar))
        found = outlook(own, run=Run(1_000, 3), uncertainty=CERTAIN, ways=True).ways.ways
        (split,) = (one for one in found if one.key == "split:1-2")
        assert split.p80 == _project_finish(parts, ["1 FS 3", "1 FS 2", "2 FS 4", "3 FS 4"], own)


def _project_finish(tasks: list[dict[str, Any]], links: list[str], like: Plan) -> object:
    plan = replace(plan_of(tasks, links), calendars=like.calendars, options=like.options)
    return schedule(plan).project_finish


def test_an_overlap_begins_at_its_share_of_the_work_whatever_counts_the_wait() -> None:
    tasks = [{"id": 1, "days": 20}, {"id": 2, "days": 40}]
    plan = plan_of(tasks, ["1 FS 2"])
    gains = set()
    for lag_calendar in LagCalendar:
        own = replace(plan, options=replace(plan.options, lag_calendar=lag_calendar))
        found = outlook(own, run=Run(2_000, 3), uncertainty=CERTAIN, ways=True).ways.ways
        gains |= {round(one.days, 2) for one in found if one.key == "fast_track:1-2"}
    assert gains == {3.0}  # six days sooner, of which three are done again near P80


def test_work_under_way_is_cut_in_what_is_left() -> None:
    begun = {"id": 1, "days": 20, "actual_start": datetime(2026, 1, 5, 8), "actual_days": 5, "remaining_days": 15}
    plan = plan_of([begun, {"id": 2, "days": 10}], ["1 FS 2"], status_date=datetime(2026, 1, 12, 8))

    made, second = cut(Case(plan, CERTAIN), 1, 6 * DAY)

    first, last = made.plan.activity(1), made.plan.activity(second)
    assert (first.duration_minutes, first.remaining_duration_minutes) == (14 * DAY, 9 * DAY)
    assert (last.duration_minutes, last.started) == (6 * DAY, False)
    assert _dates(made.plan)["2"] == _dates(plan)["2"]


def test_more_than_is_left_can_not_be_cut() -> None:
    plan = plan_of([{"id": 1, "days": 5}])
    for tail in (0, 5 * DAY, 6 * DAY):
        with pytest.raises(ValueError, match="can be cut"):
            cut(Case(plan, CERTAIN), 1, tail)
