"""A loop of links is refused with the names of what to mend, also when a link stands on a summary."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cases.schedules import plan_of

from rechterhand import errors
from rechterhand.engine.network.compile import compile_plan
from rechterhand.text import render

TASKS: list[dict[str, Any]] = [
    {"id": 1, "name": "Nazorg", "type": "summary"},
    {"id": 2, "name": "Opleiden", "days": 2, "parent_id": 1},
    {"id": 3, "name": "Live", "days": 0},
]


def refused(links: list[str]) -> errors.LoopedPlan:
    with pytest.raises(errors.LoopedPlan) as caught:
        compile_plan(plan_of({"dialect": "microsoft", "tasks": TASKS, "links": links}))
    return caught.value


def test_a_loop_between_tasks_names_them() -> None:
    error = refused(["2 FS 3", "3 FS 2"])

    assert render(error.message, "nl") in {
        "2 taken wachten in een kring op elkaar: 2 Opleiden → 3 Live → 2 Opleiden.",
        "2 taken wachten in een kring op elkaar: 3 Live → 2 Opleiden → 3 Live.",
    }
    assert error.hint is not None
    assert error.hint.key == "schedule.loop_hint"


@pytest.mark.parametrize("links", [["2 FS 3", "3 FS 1"], ["1 FS 3", "3 SS 2"], ["1 FS 2"]])
def test_a_loop_over_a_summary_names_the_summary_too(links: list[str]) -> None:
    error = refused(links)

    assert "Opleiden" in render(error.message, "nl")
    assert error.hint is not None
    assert "De koppeling op de overzichtstaak 1 Nazorg geldt voor alles eronder." in render(error.hint, "nl")
    assert "summary task 1 Nazorg" in render(error.hint, "en")
