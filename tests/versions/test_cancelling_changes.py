"""Changes of one cause that cancel out, or that only count together, are named with their days."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from tests.cases.plans import build

import rechterhand as rh
from rechterhand.record.plan import Plan
from rechterhand.versions.cause import Cause


def _plan(days: tuple[float, ...], links: list[str]) -> Plan:
    plan = build(
        {"tasks": [{"id": at, "days": one, "name": f"Task {at}"} for at, one in enumerate(days, 1)], "links": links}
    )
    return replace(plan, start=datetime(2027, 3, 1, 8), status_date=datetime(2027, 2, 26, 17))


def _members(old: Plan, new: Plan, cause: Cause) -> dict[tuple[int, ...], float]:
    parts = {one.cause: one for one in rh.compare(old, new, futures=False).finish.parts}
    found = {one.activity_ids: one.days for one in parts[cause].members}
    assert sum(found.values()) + parts[cause].others_days == pytest.approx(parts[cause].days)
    return found


def test_a_slip_that_squeezing_hides_is_told() -> None:
    chain = ["1 FS 2", "2 FS 3"]
    found = _members(_plan((10, 10, 10), chain), _plan((15, 10, 5), chain), Cause.DURATION)
    assert found == {(1,): pytest.approx(5.0), (3,): pytest.approx(-5.0)}


def test_two_that_only_count_together_are_named_together() -> None:
    beside = ["1 FS 3", "2 FS 3"]
    found = _members(_plan((10, 10, 10), beside), _plan((8, 8, 10), beside), Cause.DURATION)
    assert sum(found.values()) == pytest.approx(-2.0)
    assert {key for keys in found for key in keys} == {1, 2}


def test_what_moves_nothing_has_no_members() -> None:
    beside = ["1 FS 3", "2 FS 3"]
    assert _members(_plan((10, 4, 10), beside), _plan((10, 6, 10), beside), Cause.DURATION) == {}
