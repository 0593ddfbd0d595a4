"""What if: what was chosen is worth what the verdict said, and a changed duration what a changed plan is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from tests.cases.priced import CERTAIN, MONDAY, plan_of
from tests.cases.programme import programme
from tests.cases.verdicts import ordinary

from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.simulate.run import Run
from rechterhand.errors import BadInput
from rechterhand.record.plan import Plan
from rechterhand.remedies.case import Case
from rechterhand.remedies.way_out import WayOut, WaysOut
from rechterhand.remedies.what_if import Chosen, WhatIf
from rechterhand.text import render
from rechterhand.verdict import outlook, what_if

RUN = Run(1_000, 3)
OVERRUN = Range(Shape.UNIFORM, 0.8, 1.0, 1.6)


def _of_programme(chosen: Chosen) -> WhatIf:
    return what_if(programme(), chosen, run=Run(2_000, 1))


def _two_paths(first: float = 30, **more: object) -> Plan:
    """60 days beside 50, which takes over once something is done about the first."""
    lengths = ((1, first), (2, 30), (3, 25), (4, 25), (5, 1))
    return plan_of([{"id": at, "days": days} for at, days in lengths], ["1 FS 2", "3 FS 4", "2 FS 5", "4 FS 5"], **more)


def _ways(plan: Plan, run: Run = RUN) -> WaysOut:
    return outlook(plan, run=run, uncertainty=CERTAIN, ways=True).ways


def test_every_way_out_is_worth_what_the_verdict_says() -> None:
    told = ordinary().ways.ways
    assert len(told) > 5

    for one in told:
        made = _of_programme(Chosen({one.key: one.degree}))

        assert (made.days, made.standard_error_days) == (one.days, one.standard_error_days)
        assert (made.mean_days, made.after.p80, made.cost) == (one.mean_days, one.p80, one.cost)
        assert (made.with_people, made.after.chance) == (one.with_people, one.chance)
        assert render(made.ways[0].side, "en") == render(one.side, "en")


def test_a_combination_is_worth_what_the_verdict_says() -> None:
    told = ordinary().ways
    assert told.combinations
    for one in told.combinations:
        forms = dict(zip(one.members, one.degrees, strict=True))

        made = _of_programme(Chosen(forms, seen_under=told.seen_under))

        assert (made.days, made.standard_error_days, made.cost) == (one.days, one.standard_error_days, one.cost)
        assert (made.after.p80, made.after.chance, made.steep) == (one.p80, one.chance, one.steep)


def test_the_futures_are_those_that_the_verdict_draws() -> None:
    told = ordinary().ways
    best = told.combinations[0]

    made = _of_programme(Chosen(dict(zip(best.members, best.degrees, strict=True)), seen_under=told.seen_under))

    assert np.array_equal(made.before.finishes, told.before)
    assert np.array_equal(made.after.finishes, told.finishes)


def test_ways_that_only_show_once_others_are_applied_are_found_again() -> None:
    """The wait holds the finish only once the work beside it is cut."""
    tasks = [{"id": 1, "days": 20}, {"id": 2, "days": 20}, {"id": 3, "days": 40}, {"id": 4, "days": 2}]
    plan = plan_of(tasks, ["1 FS 2", "2 FS+4d 4", "3 FS 4"])
    told = _ways(plan)
    hidden = [one for one in told.combinations if set(one.members) & set(told.seen_under)]
    assert hidden

    for one in hidden:
        chosen = Chosen(dict(zip(one.members, one.degrees, strict=True)), seen_under=told.seen_under)
        made = what_if(plan, chosen, run=RUN, uncertainty=CERTAIN)
        assert (made.days, made.gone) == (one.days, ())


def test_nothing_chosen_brings_nothing() -> None:
    made = _of_programme(Chosen())

    assert (made.days, made.standard_error_days, made.mean_days, made.cost) == (0, 0, 0, 0)
    assert made.after is made.before
    assert made.before.p80 == ordinary().simulation.percentiles["p80"].moment
    assert made.before.p50 == ordinary().simulation.percentiles["p50"].moment


@pytest.mark.parametrize("days", [10.0, 21.5, 45.0])
def test_a_changed_duration_is_a_changed_plan(days: float) -> None:
    uncertain = replace(CERTAIN, ranges=dict.fromkeys(range(1, 6), OVERRUN))

    made = what_if(_two_paths(), Chosen(durations={1: days}), run=RUN, uncertainty=uncertain)

    by_hand = outlook(_two_paths(days), run=RUN, uncertainty=uncertain).simulation
    assert np.array_equal(made.after.finishes, by_hand.finishes)
    assert made.after.p80 == by_hand.percentiles["p80"].moment
    assert (made.durations[0].planned_days, made.durations[0].days) == (30, days)


def test_what_is_done_of_work_stays_done() -> None:
    """Of thirty days ten are done: to forty in all it lasts ten days longer, to five it is ready now."""
    started = {"id": 1, "days": 30, "actual_start": MONDAY, "actual_days": 10, "remaining_days": 20}
    plan = plan_of([started], status_date=MONDAY + timedelta(days=11, hours=9))
    assert plan.activity(1).started

    longer, ready = (
        what_if(plan, Chosen(durations={1: days}), run=Run(100, 3), uncertainty=CERTAIN) for days in (40.0, 5.0)
    )

    assert longer.days == pytest.approx(-10)
    assert ready.days == pytest.approx(20)


def test_who_works_on_it_is_as_busy_as_before() -> None:
    """In half the time half of the work: the unit of a person stays the same."""
    plan = plan_of([{"id": 1, "days": 10}], resources=[{"id": 1}], assignments=[{"task": 1, "hours": 80}])

    made = Case(plan, CERTAIN).lasting(1, 5 * 480).plan

    assert made.activity(1).duration_minutes == 5 * 480
    assert made.assignments[0].remaining_work_minutes == 40 * 60


def test_ways_that_show_with_people_are_tried_with_people() -> None:
    """One person has two tasks at once: a second one wins days that logic doesn't know of."""
    tasks = [{"id": at, "days": 60} for at in (1, 2)]
    plan = plan_of(
        tasks,
        resources=[{"id": 1, "name": "Tester"}],
        assignments=[{"task": at, "hours": 480} for at in (1, 2)],
    )
    told = [one for one in _ways(plan).ways if one.with_people]
    assert any(one.remedy == "add_person" for one in told)

    for one in told:
        made = what_if(plan, Chosen({one.key: one.degree}), run=RUN, uncertainty=CERTAIN)
        longer = what_if(plan, Chosen({one.key: one.degree}, {1: 70.0}), run=RUN, uncertainty=CERTAIN)

        assert (made.with_people, made.days, made.after.p80) == (True, one.days, one.p80)
        assert longer.days < made.days


def test_ways_and_durations_go_together() -> None:
    """Thirty per cent of what task 1 then takes."""
    plan = plan_of([{"id": 1, "days": 30}])

    made = what_if(plan, Chosen({"crash:1": "30%"}, {1: 20.0}), run=Run(100, 3), uncertainty=CERTAIN)

    assert made.days == pytest.approx(30 - 0.7 * 20)
    assert made.cost is None


def test_what_is_not_there_any_more_is_told() -> None:
    plan = plan_of([{"id": 1, "days": 30}, {"id": 2, "days": 0, "type": "milestone"}], ["1 FS 2"])
    keys = {"crash:1": "", "crash:99": "", "no_such_remedy:1": "20%", "": ""}

    made = what_if(plan, Chosen(keys, {1: 30.0, 2: 3.0, 77: 5.0}), run=Run(100, 3), uncertainty=CERTAIN)

    assert made.gone == ("crash:99", "no_such_remedy:1", "")
    assert made.gone_activities == (2, 77)
    assert [one.key for one in made.ways] == ["crash:1"]
    assert made.days == pytest.approx(9)


def test_only_what_is_gone_brings_nothing() -> None:
    made = what_if(_two_paths(), Chosen({"crash:99": ""}, {77: 1.0}), run=Run(100, 3), uncertainty=CERTAIN)

    assert (made.days, made.gone, made.gone_activities) == (0, ("crash:99",), (77,))


def test_a_degree_that_is_not_there_is_taken_at_its_strongest() -> None:
    made = what_if(_two_paths(), Chosen({"crash:1": "77%"}), run=Run(100, 3), uncertainty=CERTAIN)

    assert made.ways[0].degree == "30%"


def test_ways_that_change_the_same_thing_are_refused_by_name() -> None:
    with pytest.raises(BadInput) as refused:
        what_if(_two_paths(), Chosen({"crash:1": "", "split:1-2": ""}), run=Run(100, 3), uncertainty=CERTAIN)

    assert "Task 1" in render(refused.value.message, "nl")
    assert refused.value.hint is not None


def test_work_that_lasts_no_time_is_not_cut() -> None:
    with pytest.raises(BadInput):
        what_if(_two_paths(), Chosen({"split:1-2": ""}, {1: 0.0}), run=Run(100, 3), uncertainty=CERTAIN)


def test_ways_known_under_each_other_are_gone() -> None:
    around = {"crash:1": ("crash:2",), "crash:2": ("crash:1",)}

    made = what_if(_two_paths(), Chosen({"crash:1": ""}, seen_under=around), run=Run(100, 3), uncertainty=CERTAIN)

    assert made.gone == ("crash:1",)


def test_a_plan_of_which_all_is_done_is_refused() -> None:
    done = {"id": 1, "days": 5, "actual_start": MONDAY, "actual_finish": MONDAY + timedelta(days=4, hours=9)}

    with pytest.raises(BadInput):
        what_if(plan_of([done]), Chosen(), run=Run(100, 3))


def test_the_chance_of_the_promise_is_told_before_and_after() -> None:
    plan = plan_of([{"id": 1, "days": 20}], options={"must_finish_by": MONDAY + timedelta(days=18, hours=9)})

    made = what_if(plan, Chosen({"crash:1": "30%"}), run=Run(100, 3), uncertainty=CERTAIN)

    assert (made.before.chance, made.after.chance) == (0.0, 1.0)
    assert repr(made).startswith("WhatIf(1 way out, 0 durations changed, P80 +6.0 days earlier")


def test_nothing_is_proposed_that_should_have_begun_already() -> None:
    """A plan of January that is judged in February: its first Saturdays are over, and who is found now begins later."""
    tasks = [{"id": 1, "days": 50}, {"id": 2, "days": 50}]
    work = [{"id": key, "task": key, "resource_id": 1, "remaining_work_minutes": 50 * 480} for key in (1, 2)]
    plan = plan_of(tasks, [], resources=[{"id": 1, "name": "tester", "max_units": 1.0}], assignments=work)
    today = MONDAY.date() + timedelta(weeks=5)

    before, after = (
        outlook(plan, run=RUN, uncertainty=CERTAIN, ways=True, today=day).ways.ways for day in (None, today)
    )

    firsts = [_first_day(one) for one in (*before, *after)]
    assert min(firsts[: len(before)]) < today
    assert min(firsts[len(before) :]) >= today
    saturdays = next(one for one in after if one.remedy == "work_saturdays")
    made = what_if(plan, Chosen({saturdays.key: saturdays.degree}), run=RUN, uncertainty=CERTAIN, today=today)
    assert made.days == saturdays.days


def _first_day(one: WayOut) -> date:
    """The day from which a way out says that it is done; the last of all days where it names none."""
    return min((value for value in one.effect.values.values() if isinstance(value, date)), default=date.max)
