"""A milestone that a date holds is told of that date, whatever the pauses; work of the day on which it ends."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases.plans import build

from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.schedule.result import to_moment
from rechterhand.engine.simulate.result import SimulationResult
from rechterhand.engine.simulate.run import Run
from rechterhand.engine.simulate.solve import simulate
from rechterhand.record.activity import ActivityType

MONDAY = date(2026, 11, 2)
SURE = Uncertainty(low=1.0, likely=1.0, high=1.0, correlation=0.0)
LOOSE = Uncertainty(low=0.8, likely=1.0, high=1.5)


def held(kind: str, moment: datetime, uncertainty: Uncertainty, *, calendar: int = 1) -> SimulationResult:
    """Ten days of work, a milestone that a date holds, and a milestone after that; all but the last in a summary."""
    plan = build(
        {
            "engine": True,
            "start": datetime(2026, 11, 2, 8),
            "tasks": [
                {"id": 9, "type": ActivityType.SUMMARY},
                {"id": 1, "days": 10, "parent_id": 9},
                {
                    "id": 2,
                    "days": 0,
                    "type": ActivityType.MILESTONE,
                    "constraint": kind,
                    "constraint_date": moment,
                    "calendar_id": calendar,
                    "parent_id": 9,
                },
                {"id": 3, "days": 0, "type": ActivityType.MILESTONE, "calendar_id": calendar},
            ],
            "links": ["1 FS 2", "2 FS 3"],
        }
    )
    return simulate(plan[0] if isinstance(plan, tuple) else plan, run=Run(64, 1, 1), uncertainty=uncertainty)


def moments(found: SimulationResult, row: int) -> list[datetime | None]:
    """P10, P50, P80 and P90 of a row."""
    each = (found.finish_p10, found.finish_p50, found.finish_p80, found.finish_p90)
    return [to_moment(int(one[row])) for one in each]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["mso", "mfo", "snet", "fnet"]),
    st.integers(40, 200).filter(lambda days: days % 7 < 5),
    st.sampled_from([0, 8, 10, 17]),
    st.sampled_from([1, 2]),
    st.sampled_from([SURE, LOOSE]),
)
def test_a_held_milestone_tells_its_date(
    kind: str, days: int, hour: int, calendar: int, uncertainty: Uncertainty
) -> None:
    moment = datetime.combine(MONDAY + timedelta(days=days), time(hour))

    found = held(kind, moment, uncertainty, calendar=calendar)

    own, after = moments(found, 2), moments(found, 3)
    assert {one.date() for one in own if one} == {moment.date()}
    assert after == own  # what follows it at once stands there too
    assert {one.moment for one in found.percentiles.values()} == set(own)
    assert set(found.summaries[0].percentiles.values()) == set(own)


def test_work_that_ends_at_close_of_business_is_told_of_that_day() -> None:
    found = held("snet", datetime(2026, 11, 2, 8), SURE)

    assert set(moments(found, 1)) == {datetime(2026, 11, 13, 17)}
    assert set(moments(found, 2)) == {datetime(2026, 11, 13, 17)}


def test_a_promise_before_the_weekend_isnt_kept_on_monday() -> None:
    plan = build(
        {
            "engine": True,
            "start": datetime(2026, 11, 2, 8),
            "tasks": [
                {"id": 1, "days": 0, "type": ActivityType.MILESTONE, "constraint": "snet",
                 "constraint_date": datetime(2027, 3, 1, 8)},
                {"id": 2, "days": 0, "type": ActivityType.MILESTONE, "deadline": datetime(2027, 2, 27)},
                {"id": 3, "days": 200},
            ],
            "links": ["1 FS 2"],
        }
    )  # fmt: skip

    found = simulate(plan[0] if isinstance(plan, tuple) else plan, run=Run(64, 1, 1), uncertainty=SURE)

    assert [(one.activity_id, one.chance) for one in found.committed] == [(2, 0.0)]
