"""Rows of evidence that are built at the first look: the same rows as built at once, and only those looked at."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np
import pytest
from tests.cases.plans import build, computed, futures
from tests.contracts.test_checks import ALL_CASES, CHECKS

from rechterhand.engine.schedule.solve import schedule
from rechterhand.findings.check import Evidence, Subject
from rechterhand.findings.evidences import Evidences, near_critical
from rechterhand.findings.examine import examine
from rechterhand.text import Message

APART = {"unreached_finish"}
"""What these are about doesn't reach the finish."""

ABOUT_LINKS = {
    "approvals_without_time",
    "differing_lag_calendars",
    "duplicate_links",
    "lags",
    "lags_longer_than_tasks",
    "lags_on_critical_path",
    "leads",
    "leads_beyond_predecessor",
    "level_of_effort_drives",
    "links_not_finish_to_start",
    "links_on_summaries",
    "long_lags",
    "out_of_sequence",
    "percent_or_elapsed_lags",
    "redundant_links",
    "start_to_finish_links",
}
"""These are about links, with both their ends; others name a second activity to explain the first."""


class Told:
    """Tells rows and remembers which."""

    def __init__(self) -> None:
        self.rows: list[int] = []

    def __call__(self, at: int) -> Evidence:
        self.rows.append(at)
        return Evidence(at, Message.of("checks.lags.nothing"))


def test_row_is_built_at_the_first_look_and_once() -> None:
    tell = Told()
    evidence = Evidences(np.array([3, 1, 2]), tell)

    assert (len(evidence), bool(evidence), tell.rows) == (3, True, [])
    assert evidence[0].activity_id == 3
    assert [one.activity_id for one in evidence[:2]] == [3, 1]
    assert [one.activity_id for one in evidence] == [3, 1, 2]
    assert evidence[-1] is evidence[2]
    assert tell.rows == [3, 1, 2]


def test_rows_compare_as_a_tuple_of_them_does() -> None:
    tell = Told()

    assert Evidences([1, 2], tell) == (tell(1), tell(2))
    assert Evidences([1, 2], tell) == Evidences([1, 2], tell)
    assert Evidences([1, 2], tell) != (tell(2), tell(1))
    assert Evidences([], tell) == ()
    assert not Evidences([], tell)


@pytest.mark.parametrize(("key", "case"), ALL_CASES)
def test_activities_near_the_finish_are_those_that_the_rows_name(key: str, case: dict[str, Any]) -> None:
    plan = build(case["plan"])
    simulation = futures(plan, case["futures"]) if "futures" in case else None
    earlier = tuple(build(one) for one in case.get("earlier", ()))
    dates, limits = computed(plan, case["plan"]), case.get("limits", {})
    subject = Subject(plan, dates, limits, simulation=simulation, earlier=earlier, today=case.get("today"))
    evidence = CHECKS[key].find(subject).evidence
    rows = subject.populations

    found, places = near_critical(rows, evidence)

    linked = {(one.predecessor_id, one.successor_id) for one in plan.links}
    about = [
        {row.activity_id, row.other_id}
        if {(row.activity_id, row.other_id), (row.other_id, row.activity_id)} & linked and key in ABOUT_LINKS
        else {row.activity_id}
        for row in evidence
    ]
    near = {one.id for one, is_near in zip(plan.activities, rows.near_critical, strict=True) if is_near}
    if key in APART:
        assert not found
    else:
        assert places == {at for at, ids in enumerate(about) if ids & near}
        assert found == near.intersection(set().union(*about))


def test_rows_that_are_left_over_are_about_what_they_were_about() -> None:
    evidence = Evidences([3, 1, 2], Told(), [(3, 4), (1, -1), (2, 5)])

    left = evidence.only([0, 2])

    assert [one.activity_id for one in left] == [3, 2]
    assert left.touched is not None
    assert left.touched.tolist() == [[3, 4], [2, 5]]


def test_room_before_the_finish_is_not_near_critical_because_of_the_finish() -> None:
    """A task with two years of room that waits for the last milestone, which is critical itself."""
    tasks = [{"id": 1, "days": 500}, {"id": 2, "days": 2}, {"id": 3, "days": 0, "type": "milestone"}]
    form = {"tasks": tasks, "links": ["1 FS 3", "2 FS 3"], "start": datetime(2026, 1, 5, 8)}
    plan = build({**form, "calendars": [{"id": 1, "name": "five days", "days": "12345"}]})

    (result,) = (one for one in examine(plan, schedule(plan)) if one.id == "high_float")

    assert [one.other_id for one in result.finding.evidence] == [3]
    assert (result.near_critical, result.near_rows) == (frozenset(), frozenset())
