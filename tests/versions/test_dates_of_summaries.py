"""A date on a summary moves the work below it and is a cause of its own; durations by the clock are told as such."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from tests.cases.plans import build

import rechterhand as rh
from rechterhand.text import render
from rechterhand.versions.cause import Cause
from rechterhand.versions.compare import Comparison


def plan(held: str | None = None, *, second: int = 10, **first: Any) -> rh.Plan:
    """Two tasks in a row in a phase, which may be held to a Monday, and the end."""
    date = {"constraint": "snet", "constraint_date": datetime.fromisoformat(f"{held} 08:00")} if held else {}
    return build(
        {
            "start": datetime(2026, 1, 5, 8),
            "tasks": [
                {"id": 9, "name": "Phase one", "type": "summary", **date},
                {"id": 1, "days": 10, "parent_id": 9, **first},
                {"id": 2, "days": second, "parent_id": 9},
                {"id": 3, "days": 0, "type": "milestone"},
            ],
            "links": ["1 FS 2", "2 FS 3"],
        }
    )


def told(made: Comparison) -> dict[Cause, tuple[float, list[float]]]:
    return {one.cause: (round(one.days, 6), [round(each.days, 6) for each in one.members]) for one in made.finish.parts}


@pytest.mark.parametrize(
    ("old", "new", "causes"),
    [
        (plan(), plan("2026-01-12"), {Cause.CONSTRAINT: (5.0, [5.0])}),
        (plan("2026-01-12"), plan(), {Cause.CONSTRAINT: (-5.0, [-5.0])}),
        (
            plan("2026-01-12"),
            plan("2026-01-19", second=12),
            {Cause.CONSTRAINT: (5.0, [5.0]), Cause.DURATION: (2.0, [2.0])},
        ),
        (plan(), plan("2026-01-05"), {}),
    ],
)
def test_the_date_of_a_phase_is_what_moved_the_end(
    old: rh.Plan, new: rh.Plan, causes: dict[Cause, tuple[float, list[float]]]
) -> None:
    made = rh.compare(old, new, futures=False)

    assert {cause: days for cause, days in told(made).items() if days[0]} == causes
    assert sum(days for days, _ in causes.values()) == pytest.approx(made.finish.days)


def test_elapsed_durations_are_told_in_days_of_the_clock() -> None:
    made = rh.compare(plan(), plan(days=42, elapsed=True), futures=False)  # a fortnight round the clock
    texts = [render(one.text, "en") for one in made.changes]

    assert "‘Task 1’ lasts 14 calendar days instead of 10 working days" in texts
