"""Ways out together: none that adds nothing, the cheapest of equals first, and no names where people aren't named."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import combinations

from tests.cases.priced import CERTAIN, plan_of
from tests.cases.programme import programme
from tests.cases.verdicts import ordinary

from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.simulate.run import Run
from rechterhand.errors import BadInput
from rechterhand.record.plan import Plan
from rechterhand.remedies.way_out import WaysOut
from rechterhand.remedies.what_if import Chosen
from rechterhand.text import render
from rechterhand.verdict import outlook, what_if


def _ways(plan: Plan) -> WaysOut:
    return outlook(plan, run=Run(1_000, 3), uncertainty=CERTAIN, ways=True).ways


def test_no_combination_has_a_member_that_adds_nothing() -> None:
    """Two equal paths need both; whatever else is done beside that wins nothing."""
    tasks = [{"id": 1, "days": 30}, {"id": 2, "days": 30}, {"id": 3, "days": 1}]
    found = _ways(plan_of(tasks, ["1 FS 3", "2 FS 3"]))

    worth = {frozenset(one.members): one.days for one in found.combinations}
    assert worth
    for members, days in worth.items():
        fewer = [other for each, other in worth.items() if each < members]
        assert all(days > other + 0.05 for other in fewer)


def test_of_ways_that_win_as_much_the_cheapest_comes_first_and_unknown_costs_last() -> None:
    plan = plan_of(
        [{"id": at, "days": 10} for at in (1, 2, 3)],
        ["1 FS 2", "2 FS 3"],
        resources=[{"id": 1, "rate": 100.0}, {"id": 2, "rate": 50.0}, {"id": 3}],
        assignments=[{"task": at, "hours": 80, "resource_id": at} for at in (1, 2, 3)],
    )

    found = [one.key for one in _ways(plan).ways if one.remedy == "crash"]
    assert found == ["crash:2", "crash:1", "crash:3"]


def test_work_moves_to_a_colleague_where_both_are_called_alike() -> None:
    people = [{"id": at, "name": name, "role": "tester"} for at, name in ((1, "Piet Jansen"), (2, "Marie de Boer"))]
    plan = plan_of(
        [{"id": 1, "days": 20}, {"id": 2, "days": 20}],
        resources=people,
        assignments=[{"task": 1, "hours": 160}, {"task": 2, "hours": 160}],
    )

    (way,) = (one for one in _ways(plan).ways if one.remedy == "move_work")
    assert render(way.title, "nl") == "Laat een collega in ‘tester’ ‘Task 2’ doen"
    assert "Piet" not in render(way.effect, "nl") + render(way.title, "nl")


def test_the_leading_ways_answer_different_bottlenecks() -> None:
    """Both forms of help for one task aren't two of the three that are shown first."""
    tasks = [{"id": 1, "days": 40}, {"id": 2, "days": 8}, {"id": 3, "days": 8}]
    overrun = Range(Shape.UNIFORM, 1.0, 1.0, 1.5)
    plan = plan_of(tasks, ["1 FS 2", "2 FS 3"])
    found = outlook(
        plan, run=Run(1_000, 3), uncertainty=replace(CERTAIN, ranges=dict.fromkeys((1, 2, 3), overrun)), ways=True
    ).ways

    first = [one.answers[0] for one in found.leading(3)]
    assert len(set(first)) == 3
    assert list(found.leading(3)) == sorted(found.leading(3), key=lambda one: one.rank)


def test_what_takes_over_once_the_first_ways_are_applied_is_relieved_too() -> None:
    """60 days beside 50: cutting the first path wins no more than 10 days until something is done on the second."""
    lengths = ((1, 30), (2, 30), (3, 25), (4, 25), (5, 1))
    plan = plan_of([{"id": at, "days": days} for at, days in lengths], ["1 FS 2", "3 FS 4", "2 FS 5", "4 FS 5"])

    best = _ways(plan).combinations[0]

    assert any(key in {"split:3-4", "crash:3", "crash:4", "fast_track:3-4"} for key in best.members)
    assert best.days > 20


def test_what_takes_over_behind_work_cut_in_two_is_seen() -> None:
    """The wait after the work that a split cuts holds the finish then, though that link has another beginning."""
    tasks = [{"id": 1, "days": 20}, {"id": 2, "days": 20}, {"id": 3, "days": 40}, {"id": 4, "days": 2}]
    plan = plan_of(tasks, ["1 FS 2", "2 FS+4d 4", "3 FS 4"])

    sets = {frozenset(one.members) for one in _ways(plan).combinations}

    assert any({"split:1-2", "crash:3"} <= one for one in sets)


def test_no_two_combinations_are_nearly_the_same() -> None:
    plan = plan_of([{"id": at, "days": 20 + at} for at in range(1, 7)], [f"{at} FS {at + 1}" for at in range(1, 6)])

    found = _ways(plan).combinations

    assert len(found) > 1
    for place, one in enumerate(found):
        for other in found[:place]:
            both = set(one.members) & set(other.members)
            assert len(both) <= 1 or (both == set(one.members) and one.days >= 0.7 * other.days)


def test_a_combination_says_in_which_form_its_members_are() -> None:
    """A path of 30 days beside one of 27: a tenth off the first is all that can be won there."""
    plan = plan_of([{"id": 1, "days": 30}, {"id": 2, "days": 30}, {"id": 3, "days": 27}], ["1 FS 2", "1 FS 3"])

    best = _ways(plan).combinations[0]

    assert len(best.degrees) == len(best.effects) == len(best.members)
    forms = dict(zip(best.members, best.degrees, strict=True))
    assert all(key in forms for key in best.members)
    for key, effect in zip(best.members, best.effects, strict=True):
        if key.startswith("crash:"):
            assert forms[key].removesuffix("%") in render(effect, "en")


def test_no_saturday_is_paid_for_work_that_only_holds_by_its_start() -> None:
    """What follows begins ten days after task 1 begins: how long task 1 itself lasts decides nothing."""
    plan = plan_of(
        [{"id": 1, "days": 15}, {"id": 2, "days": 30}],
        ["1 SS+10d 2"],
        resources=[{"id": 1, "rate": 100.0}],
        assignments=[{"task": 1, "hours": 120}, {"task": 2, "hours": 240}],
    )

    found = [one for one in _ways(plan).ways if one.remedy == "work_saturdays"]

    assert found
    assert all(one.activity_ids == (2,) for one in found)


def test_saturdays_of_six_equal_paths_are_worked_by_all() -> None:
    """None of six equal paths decides often by itself; eight Saturdays for all of them win about eight days of a week
    each, for one of them nothing.
    """
    tasks = [*({"id": at, "days": 30} for at in range(1, 7)), {"id": 7, "days": 4}]
    overrun = Range(Shape.UNIFORM, 0.9, 1.0, 1.3)
    plan = plan_of(tasks, [f"{at} FS 7" for at in range(1, 7)])
    uncertain = replace(CERTAIN, ranges=dict.fromkeys(range(1, 7), overrun))

    found = outlook(plan, run=Run(1_000, 3), uncertainty=uncertain, ways=True).ways

    best = max((one for one in found.ways if one.remedy == "work_saturdays"), key=lambda one: one.days)
    assert set(best.activity_ids) >= set(range(1, 7))
    assert best.days > 5


def test_no_saturday_is_paid_for_work_that_a_date_holds() -> None:
    """The second may not finish before 10 April, long after it could."""
    tasks = [
        {"id": 1, "days": 15},
        {"id": 2, "days": 20, "constraint": "fnet", "constraint_date": datetime(2026, 4, 10, 17)},
        {"id": 3, "days": 22},
    ]
    plan = plan_of(tasks, ["1 FS 2", "2 FS 3"])

    found = [one for one in _ways(plan).ways if one.remedy == "work_saturdays"]

    assert found
    assert all(one.activity_ids == (3,) for one in found)


def test_what_is_left_out_works_on_no_saturday() -> None:
    tasks = [{"id": 1, "days": 30}, {"id": 2, "days": 20, "codes": {"MoSCoW": "could"}}, {"id": 3, "days": 20}]
    plan = plan_of(tasks, ["1 FS 2", "2 FS 3"])

    for one in _ways(plan).combinations:
        forms = dict(zip(one.members, one.titles, strict=True))
        if "drop_scope:2" in forms:
            assert all("Task 2" not in render(each, "en") for key, each in forms.items() if "saturdays" in key)


def test_what_does_not_go_together_is_told_as_it_is_refused() -> None:
    """``what_if`` refuses the pairs of ``clashes``, and no other of the ways that are told by themselves."""
    ways = ordinary().ways
    clashes = {(key, other) for key, others in ways.clashes.items() for other in others}
    assert clashes == {(other, key) for key, other in clashes}
    degrees = {one.key: one.degree for one in ways.ways}
    pairs = list(combinations(degrees, 2))
    refused = [pair for pair in pairs if pair in clashes]
    others = [pair for pair in pairs if pair not in clashes]
    assert refused
    assert others

    for pair in (*refused[:3], *others[:3]):
        assert _is_refused(Chosen({key: degrees[key] for key in pair}, seen_under=ways.seen_under)) == (pair in clashes)


def test_members_of_a_combination_go_together() -> None:
    ways = ordinary().ways

    for one in ways.combinations:
        assert not any(set(one.members) & set(ways.clashes.get(key, ())) for key in one.members)


def _is_refused(chosen: Chosen) -> bool:
    try:
        what_if(programme(), chosen, run=Run(2_000, 1))
    except BadInput:
        return True
    return False
