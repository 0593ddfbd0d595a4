"""Which date leaves no room is named: the one that binds, by its finish or its start."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from tests.cases.plans import build

from rechterhand.engine.schedule.solve import schedule
from rechterhand.findings.check import Check, Subject
from rechterhand.registry import members
from rechterhand.text import render

CHECKS = members("rechterhand.findings.checks", "check", Check)


def told(key: str, *tasks: dict[str, Any]) -> list[str]:
    links = [f"{one} FS {one + 1}" for one in range(1, len(tasks))]
    plan = build({"tasks": [{"id": at, **one} for at, one in enumerate(tasks, 1)], "links": links})
    plan = replace(plan, start=datetime(2026, 1, 5, 8))
    return [render(one.text, "en") for one in CHECKS[key].find(Subject(plan, schedule(plan))).evidence]


def test_a_later_date_that_leaves_less_is_the_one_named() -> None:
    found = told(
        "negative_float",
        {"days": 20, "name": "Test"},
        {"days": 5, "name": "Deliver", "deadline": datetime(2026, 2, 5, 17)},
        {"days": 5, "name": "Close", "deadline": datetime(2026, 2, 10, 17)},
    )
    assert all("‘3 Close’ is due on 10 February 2026" in one for one in found[:2])
    assert found[2].startswith("‘3 Close’ falls")


def test_a_start_that_must_be_met_is_called_a_start() -> None:
    held = {"constraint": "mso", "constraint_date": datetime(2026, 1, 12, 8), "name": "Build"}
    found = told("negative_float", {"days": 8, "name": "Design"}, {"days": 5, **held})
    assert found == [
        "‘1 Design’ falls 3 working days short, because ‘2 Build’ must begin on 12 January 2026 at the latest."
    ]
    (path,) = told("broken_critical_path", {"days": 8, "name": "Design"}, {"days": 5, **held})
    assert path.endswith("because of a date (must start on), before its links allow it.")
