"""Planted changes are all found, and the days of their causes add up to the minute."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from tests.cases.compare_cases import CASES, versions_of
from tests.cases.versions import versions
from tests.oracles import naive_shapley

from rechterhand.engine.schedule.result import to_minute
from rechterhand.engine.schedule.solve import schedule
from rechterhand.errors import BadPlan
from rechterhand.lineage import match
from rechterhand.record.plan import Plan
from rechterhand.text import render
from rechterhand.versions.change import What, rewritten
from rechterhand.versions.compare import Comparison, compare
from rechterhand.versions.finishes import Finishes
from rechterhand.versions.joined import join
from rechterhand.versions.mixture import Mixtures
from rechterhand.versions.movement import shares_of

OPTIONS = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def compared(case: dict[str, Any]) -> Comparison:
    return compare(*versions_of(case), futures=False)


def key(one: Any) -> str:
    return f"{one.what} {'-' if one.activity_id is None else one.activity_id} {one.field}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_change_is_found_and_no_other(case: dict[str, Any]) -> None:
    assert sorted(key(one) for one in compared(case).changes) == sorted(case["changes"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_causes_have_their_days(case: dict[str, Any]) -> None:
    finish = compared(case).finish

    assert finish.days == case["moved"]
    assert {one.cause.value: round(one.days, 9) for one in finish.parts} == case["causes"]
    assert round(sum(one.days for one in finish.parts) * 480, 6) == round(finish.days * 480, 6)
    for cause, ids in case.get("named", {}).items():
        (part,) = (one for one in finish.parts if one.cause.value == cause)
        assert list(part.activity_ids) == ids


@pytest.mark.parametrize("case", [one for one in CASES if "members" in one], ids=lambda case: case["name"])
def test_changes_inside_a_cause_have_their_days(case: dict[str, Any]) -> None:
    parts = {one.cause.value: one for one in compared(case).finish.parts}

    for cause, wanted in case["members"].items():
        found = {str(each.activity_ids[0]): round(each.days, 9) for each in parts[cause].members}
        assert found == wanted
        assert abs(parts[cause].others_days) < 1e-9


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_history_is_marked(case: dict[str, Any]) -> None:
    assert [key(one) for one in compared(case).changes if one.in_past] == case.get("past", [])


@pytest.mark.parametrize("case", [one for one in CASES if "one_way" not in one], ids=lambda case: case["name"])
def test_swapped_versions_move_the_other_way(case: dict[str, Any]) -> None:
    old, new = versions_of(case)

    there, back = compare(old, new, futures=False).finish, compare(new, old, futures=False).finish

    assert back.days == -there.days
    assert {one.cause: round(-one.days, 9) + 0.0 for one in back.parts} == {
        one.cause: round(one.days, 9) + 0.0 for one in there.parts
    }


@OPTIONS
@given(versions())
def test_causes_add_up_to_the_minute_for_the_finish_and_every_milestone(pair: tuple[Plan, Plan]) -> None:
    made = compare(*pair, futures=False)

    for one in made.movements:
        minutes = one.days * 480
        assert sum(part.days for part in one.parts) * 480 == pytest.approx(minutes, abs=1e-6)
        for part in one.parts:
            inside = sum(member.days for member in part.members) + part.others_days
            assert one.activity_id is not None or inside == pytest.approx(part.days, abs=1e-9)


@OPTIONS
@given(versions())
def test_shares_equal_the_definition_over_whole_schedules(pair: tuple[Plan, Plan]) -> None:
    """With a slow twin: every order of the causes, each mixture compiled and scheduled by itself."""
    joined = join(match(*pair))
    mixtures = Mixtures(joined)
    finishes = Finishes(joined, mixtures)
    if len(mixtures.causes) > 4:
        return

    def value(some: frozenset[int]) -> int:
        chosen = frozenset(mixtures.causes[one] for one in some)
        made = mixtures.mixture(mixtures.flags(chosen))
        end = schedule(made.plan).project_finish
        return int(finishes.working(np.array([to_minute(end)]))[0])

    try:
        wanted = naive_shapley.shapley(len(mixtures.causes), value)
    except BadPlan:
        return
    found = shares_of(finishes).shares

    assert [float(one) for one in wanted] == pytest.approx(found[:, 0].tolist() if len(found) else [], abs=1e-6)


@OPTIONS
@given(versions(("duration", "constraint", "calendar", "settings")))
def test_swapped_versions_negate_every_cause(pair: tuple[Plan, Plan]) -> None:
    """But for work under way: what shrinks is progress, what grows is a changed duration."""
    if any(old.started and old != new for old, new in zip(*(one.activities for one in pair), strict=True)):
        return
    there, back = compare(*pair, futures=False).finish, compare(*pair[::-1], futures=False).finish

    assert back.days == -there.days
    for part in there.parts:
        assert back.of(part.cause) == pytest.approx(-part.days, abs=1e-9)


@OPTIONS
@given(versions())
def test_a_plan_against_itself_has_nothing_to_tell(pair: tuple[Plan, Plan]) -> None:
    made = compare(pair[1], pair[1], futures=False)

    assert made.changes == ()
    assert made.finish.days == 0
    assert made.finish.parts == ()


def test_a_row_whose_past_was_written_anew_counts_once() -> None:
    (case,) = (one for one in CASES if one["name"] == "progress undone")

    made = compared(case)

    assert sum(one.in_past for one in made.changes) == 2
    assert rewritten(made.changes) == 1


@pytest.mark.parametrize(
    ("name", "what", "said"),
    [
        ("work under way that takes longer", What.DURATION, "Of ‘Task 1’ 10 days remain where 8 days did"),
        ("split work that lasts", What.SPLIT, "‘Bouw’ (10 days) was split into 2 parts, together 10 days"),
        ("a part beside", What.SPLIT, "‘Bouw’ (10 days) was split into 2 parts, together 11 days"),
    ],
)
def test_days_are_said_where_the_sentence_needs_them(name: str, what: What, said: str) -> None:
    (case,) = (one for one in CASES if one["name"].startswith(name))
    (change,) = (one for one in compared(case).changes if one.what is what)

    assert said in render(change.text, "en")
