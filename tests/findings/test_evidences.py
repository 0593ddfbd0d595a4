"""Rows of evidence that are built at the first look: the same rows as built at once, and only those looked at."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.cases.plans import build, computed, futures
from tests.contracts.test_checks import ALL_CASES, CHECKS

from rechterhand.findings.check import Evidence, Subject
from rechterhand.findings.evidences import Evidences, near_critical
from rechterhand.text import Message


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

    found = near_critical(rows, evidence)

    named = {one for row in evidence for one in (row.activity_id, row.other_id) if one is not None}
    assert found == {one for one in named if one in rows.position and rows.near_critical[rows.position[one]]}
