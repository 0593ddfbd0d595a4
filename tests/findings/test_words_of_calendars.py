"""A shortage is told in the days of the calendar that counts it, where its week isn't the plan's."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from tests.cases.plans import build

from rechterhand.engine.schedule.solve import schedule
from rechterhand.findings.check import Check, Subject
from rechterhand.registry import members
from rechterhand.text import Language, render

CHECK = members("rechterhand.findings.checks", "check", Check)["negative_float"]


def told(days: str, language: Language) -> list[str]:
    form: dict[str, Any] = {
        "calendars": [{"id": 1}, {"id": 2, "days": days}],
        "tasks": [
            {"id": 1, "days": 5, "name": "Dig", "stored_float_days": -12, "calendar_id": 2},
            {"id": 2, "days": 5, "name": "Hand over", "stored_float_days": -8, "deadline": datetime(2026, 1, 12, 17)},
        ],
        "links": ["1 FS 2"],
    }
    return [render(one.text, language) for one in CHECK.find(Subject(build(form), None)).evidence]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "‘1 Dig’ komt 12 dagen van zijn kalender (7 per week) tekort, omdat ‘2 Hand over’"),
        ("en", "‘1 Dig’ falls 12 days of its calendar (7 a week) short, because ‘2 Hand over’"),
    ],
)
def test_days_of_another_week_are_called_so(language: Language, text: str) -> None:
    assert told("1234567", language)[0].startswith(text)


def test_days_of_the_same_week_are_working_days() -> None:
    first, second = told("12345", "en")

    assert first.startswith("‘1 Dig’ falls 12 working days short")
    assert second.startswith("‘2 Hand over’ falls 8 working days short of")


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ("1234567", "could be 14 days of its calendar (7 a week) earlier."),
        ("12345", "could be 10 working days earlier."),
    ],
)
def test_a_typed_date_is_told_in_the_days_that_it_holds_up(days: str, text: str) -> None:
    form: dict[str, Any] = {
        "engine": True,
        "calendars": [{"id": 1}, {"id": 2, "days": days}],
        "start": datetime(2026, 1, 5, 8),
        "tasks": [
            {"id": 1, "days": 5, "calendar_id": 2, "constraint": "snet", "constraint_date": datetime(2026, 1, 19, 8)}
        ],
    }
    plan = build(form)
    found = members("rechterhand.findings.checks", "check", Check)["typed_dates"].find(Subject(plan, schedule(plan)))

    assert render(found.evidence[0].text, "en").endswith(text)
