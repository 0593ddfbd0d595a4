"""Work before the start of the project is remarked on, where nobody put it there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from tests.cases.plans import build

from rechterhand.engine.schedule.solve import schedule
from rechterhand.text import render

START = datetime(2027, 3, 1, 8)
EARLIER = datetime(2027, 2, 22, 8)


def remarks(links: list[str], dialect: str = "microsoft", **second: Any) -> list[str]:
    form = {
        "engine": True,
        "dialect": dialect,
        "start": START,
        "tasks": [{"id": 1, "days": 4, "name": "Dig"}, {"id": 2, "days": 2, "name": "Pave", **second}],
        "links": links,
    }
    return [render(one.text, "en") for one in schedule(build(form)).assumptions if one.key == "before_start"]


def test_a_lead_that_reaches_before_the_project_is_told() -> None:
    (told,) = remarks(["1 SS-1d 2"])

    assert told.startswith("1 activity lies before the start of the project, 1 March 2027: its links put it there")
    assert told.endswith("It is ‘Pave’.")


@pytest.mark.parametrize(
    ("links", "dialect", "second"),
    [
        (["1 SS+1d 2"], "microsoft", {}),
        (["1 SS-1d 2"], "primavera", {}),
        (["1 SS-1d 2"], "microsoft", {"constraint": "snet", "constraint_date": EARLIER}),
        (["1 FS 2"], "microsoft", {"actual_start": EARLIER, "remaining_duration_minutes": 480}),
    ],
    ids=["after it", "P6 holds to the start", "a date of its own", "begun"],
)
def test_what_lies_elsewhere_for_a_reason_is_not(links: list[str], dialect: str, second: dict[str, Any]) -> None:
    assert remarks(links, dialect, **second) == []
