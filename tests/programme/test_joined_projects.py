"""Projects looked at together: worked cases by hand, and what holds for every programme."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases.plans import build
from tests.cases.random_plans import plans

from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.futures.spread import spreads_of
from rechterhand.engine.futures.uncertainty import Impact, Risk, Uncertainty
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.network.kernel import works_before
from rechterhand.engine.network.rule import is_scheduled
from rechterhand.engine.schedule.result import to_minute
from rechterhand.engine.simulate.run import Run, finishes_of
from rechterhand.errors import BadInput, BadPlan, LoopedPlan
from rechterhand.programme.link import Member, ProjectLink
from rechterhand.programme.result import END, ProgrammeResult
from rechterhand.programme.review import review_programme
from rechterhand.record.link import LinkType
from rechterhand.record.plan import Plan
from rechterhand.text import render

CERTAIN = Uncertainty(1.0, 1.0, 1.0, 0.0)
RUN = Run(iterations=300, seed=7, threads=1)
START = datetime(2026, 1, 5, 8)


def _plan(key: str, tasks: list[tuple[int, float]], links: list[str] | None = None, **more: object) -> Plan:
    found = {"tasks": [{"id": at, "days": days} for at, days in tasks], "links": links or [], "start": START}
    made = build(found | more)
    plan = made[0] if isinstance(made, tuple) else made
    return replace(plan, key=key, name=key)


def _members(*plans: Plan, uncertainty: Uncertainty | None = CERTAIN) -> list[Member]:
    return [Member(one.key, one, uncertainty) for one in plans]


def _p80(made: ProgrammeResult, key: str) -> datetime:
    return made[key].together["p80"].moment


# Ground: 5 days from Monday 5 January, then 3; house: 4 days, then 2. Both on Monday to Friday, 8 to 17.
GROUND = _plan("ground", [(1, 5), (2, 3)], ["1 FS 2"])
HOUSE = _plan("house", [(1, 4), (2, 2)], ["1 FS 2"])


@pytest.mark.parametrize(
    ("kind", "lag", "finish"),
    [
        ("FS", 0, datetime(2026, 1, 13, 17)),  # ground 1 ends Friday 9; house 2 on Monday 12 and Tuesday 13
        ("FS", 2, datetime(2026, 1, 15, 17)),  # Monday and Tuesday are waited
        ("FS", -1, datetime(2026, 1, 12, 17)),  # a day before it ends: Friday 9 and Monday 12
        ("SS", 5, datetime(2026, 1, 13, 17)),  # five days after Monday 5
        ("FF", 1, datetime(2026, 1, 12, 17)),  # ends a day after Friday 9
        ("SF", 6, datetime(2026, 1, 12, 17)),  # ends six days after the begin of Monday 5: held by house 1 less
        ("FS", -4, datetime(2026, 1, 12, 17)),  # holds nothing: house 1 ends Thursday 8
    ],
)
def test_a_link_moves_the_other_project_by_hand(kind: str, lag: float, finish: datetime) -> None:
    link = ProjectLink("ground", 1, "house", 2, LinkType(kind), lag)

    made = review_programme(_members(GROUND, HOUSE), [link], run=RUN)

    assert made["house"].alone["p80"].moment == datetime(2026, 1, 12, 17)
    assert _p80(made, "house") == finish
    assert _p80(made, "ground") == datetime(2026, 1, 14, 17)


def test_what_waiting_costs_is_told_by_project_and_for_the_end() -> None:
    link = ProjectLink("ground", 2, "house", 1)  # the house begins Thursday 15: 6 days later than Monday 5, and 2 more

    made = review_programme(_members(GROUND, HOUSE), [link], run=RUN)

    assert made["house"].later.days == pytest.approx(8)
    assert made["ground"].later.days == 0
    assert made["house"].waits_for == ("ground",)
    (cost,) = made.links
    assert cost.waiting["house"].days == pytest.approx(8)
    assert cost.late["house"].days == 0, "it is delivered on the day that its plan says"
    assert cost.waiting[END].days == pytest.approx(6), "then the ground ends last, Wednesday 14; it was Thursday 22"
    assert "ground" not in cost.waiting


def test_a_lag_is_counted_in_working_days_of_the_successor() -> None:
    calendars = [{"id": 1, "days": "1234"}]  # the house works Monday to Thursday
    house = _plan("house", [(1, 4), (2, 2)], ["1 FS 2"], calendars=calendars)
    link = ProjectLink("ground", 1, "house", 2, LinkType.FS, 2)

    made = review_programme(_members(GROUND, house), [link], run=RUN)

    # Friday 9 is no working day of the house: it waits Monday 12 and Tuesday 13, works Wednesday 14 and Thursday 15
    assert _p80(made, "house") == datetime(2026, 1, 15, 17)


def test_a_bottleneck_of_one_project_is_priced_for_all() -> None:
    risk = Risk("mud", "Mud", Impact(1.0, minutes=Range(Shape.FIXED, 4800.0, 4800.0, 4800.0)), (1,))
    ground = Member("ground", GROUND, replace(CERTAIN, risks=(risk,)))
    link = ProjectLink("ground", 1, "house", 2)

    made = review_programme([ground, Member("house", HOUSE, CERTAIN)], [link], run=RUN)

    dearest = made.bottlenecks[0]
    assert (dearest.project, dearest.kind, dearest.activity_ids) == ("ground", "risk", (1,))
    assert dearest.prices["ground"].days == pytest.approx(10)
    assert dearest.prices["house"].days == pytest.approx(10), "it ends Tuesday 13 instead of Tuesday 27"
    assert dearest.prices[END].days == pytest.approx(10)
    assert dearest.total_days == pytest.approx(20)
    (cost,) = made.links
    assert cost.waiting["house"].days == pytest.approx(11), "without the link the house ends Monday 12"
    assert cost.late["house"].days == pytest.approx(10), "all but the day that was planned to be waited"


def test_with_ranges_the_later_of_two_decides() -> None:
    """Two equal paths of one uncertain activity each: the end of the second is the maximum of both, plus what follows.

    By hand for the mean: independent uniforms of 8 to 12 days have a maximum of 8 + 4 x 2/3 on average.
    """
    ranged = Uncertainty(1.0, 1.0, 1.0, 0.0, {1: Range(Shape.UNIFORM, 0.8, 1.0, 1.2)})
    one, other = _plan("one", [(1, 10)]), _plan("other", [(1, 10), (2, 1)], ["1 FS 2"])

    made = review_programme(
        [Member("one", one, ranged), Member("other", other, ranged)],
        [ProjectLink("one", 1, "other", 2)],
        run=replace(RUN, iterations=20_000),
    )

    network = compile_plan(other, honest=True)
    calendar = network.clock.position[network.plan.default_calendar_id]
    moments = np.append(made["other"].finishes, to_minute(START))
    works = works_before(network.arrays.clock, np.full(len(moments), calendar), moments)
    days = (works[:-1] - works[-1]) / 480
    assert days.mean() == pytest.approx(1 + 8 + 4 * 2 / 3, abs=0.03)


def test_a_project_without_a_link_into_it_keeps_its_draws() -> None:
    made = review_programme(_members(GROUND, HOUSE, uncertainty=None), [ProjectLink("ground", 1, "house", 2)], run=RUN)

    network = compile_plan(GROUND, honest=True)
    own = finishes_of(network, spreads_of(network, Uncertainty()), RUN)
    assert made["ground"].finishes.tolist() == own.tolist()
    network = compile_plan(HOUSE, honest=True)
    own = finishes_of(network, spreads_of(network, Uncertainty()), RUN)
    assert made["house"].finishes_alone.tolist() == own.tolist()


def test_work_that_is_done_hands_over_on_its_own_day() -> None:
    done_then = {"actual_start": START, "actual_finish": datetime(2026, 1, 9, 17)}
    done = build(
        {
            "tasks": [{"id": 1, "days": 5, "remaining_days": 0} | done_then, {"id": 2, "days": 3}],
            "links": ["1 FS 2"],
            "start": START,
            "status_date": datetime(2026, 2, 2, 8),
            "dialect": "primavera",
        }
    )
    done = replace(done[0] if isinstance(done, tuple) else done, key="ground", name="ground")

    made = review_programme(_members(done, HOUSE), [ProjectLink("ground", 1, "house", 2, LinkType.FS, 1)], run=RUN)

    assert _p80(made, "house") == datetime(2026, 1, 14, 17), "not after the ground's status date in February"
    assert made.links[0].idle == "handed_over"


def test_what_is_wrong_with_links_is_told_by_name_and_all_at_once() -> None:
    links = [
        ProjectLink("ground", 9, "house", 1),
        ProjectLink("roof", 1, "house", 1),
        ProjectLink("house", 1, "house", 2),
        ProjectLink("ground", 1, "house", 1),
        ProjectLink("ground", 1, "house", 1, LinkType.FS, 3),
    ]

    with pytest.raises(BadInput) as caught:
        review_programme(_members(GROUND, HOUSE), links, run=RUN)

    told = [render(one, "en") for one in caught.value.problems]
    assert told == [
        "The plan ground has no activity 9.",
        "No project is called roof; known are ground, house.",
        "A link between projects goes from one project to another; this one stays within house, "
        "where it belongs in the plan itself.",
        "The FS link from ground: Task 1 to house: Task 1 stands there twice.",
    ]


def test_a_circle_across_projects_is_told_by_name() -> None:
    links = [ProjectLink("ground", 2, "house", 1), ProjectLink("house", 2, "ground", 1)]

    with pytest.raises(
        LoopedPlan, match="ground: 1 Task 1 → ground: 2 Task 2 → house: 1 Task 1 → house: 2 Task 2 → ground: 1"
    ):
        review_programme(_members(GROUND, HOUSE), links, run=RUN)


def _linked(found: tuple[Plan, Plan], data: st.DataObject) -> list[ProjectLink]:
    """A few links from the first to the second, so that no circle can be."""
    ends = [[one.id for one in plan.activities if is_scheduled(one)] for plan in found]
    if not all(ends):
        return []
    several = st.lists(
        st.tuples(
            st.sampled_from(ends[0]), st.sampled_from(ends[1]), st.sampled_from(list(LinkType)), st.integers(-3, 5)
        ),
        max_size=3,
        unique_by=lambda one: one[:3],
    )
    return [ProjectLink("a", *one[:1], "b", one[1], one[2], one[3]) for one in data.draw(several)]


@settings(max_examples=25, deadline=None)
@given(plans(), plans(), st.data())
def test_a_link_never_makes_a_project_earlier(one: Plan, other: Plan, data: st.DataObject) -> None:
    one, other = replace(one, key="a"), replace(other, key="b")
    links = _linked((one, other), data)
    members = [Member("a", one), Member("b", other)]
    run = replace(RUN, iterations=64)
    try:
        made = review_programme(members, links, run=run)
    except BadPlan:
        return
    assert (made["b"].finishes >= made["b"].finishes_alone).all()
    assert made["a"].finishes.tolist() == made["a"].finishes_alone.tolist()
    fewer = review_programme(members, links[:-1], run=run)
    assert (made["b"].finishes >= fewer["b"].finishes).all()
    turned = review_programme(members[::-1], links, run=run)
    assert turned["b"].finishes.tolist() == made["b"].finishes.tolist()
    assert [one.total_days for one in turned.bottlenecks] == [one.total_days for one in made.bottlenecks]
