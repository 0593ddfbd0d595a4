"""Where a cause has few changes each of them is told, with exact days, also when it moves only beside other causes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from tests.cases.plans import build

import rechterhand as rh
from rechterhand.reports.saying import Sayer
from rechterhand.reports.telling import both, causes, inside
from rechterhand.versions.cause import Cause
from rechterhand.versions.compare import Comparison
from rechterhand.versions.movement import Member, Part
from rechterhand.versions.naming import names_of

OFF = [date(2026, 1, day) for day in (26, 27, 28, 29, 30)] + [date(2026, 2, 2), date(2026, 2, 3)]


def plan(*, new: bool) -> rh.Plan:
    """Five causes, of which two calendars are one: a day off for all, and seven for the supplier alone."""
    later: dict[str, Any] = {"constraint": "snet", "constraint_date": datetime(2026, 1, 28, 8)} if new else {}
    tasks = [
        {"id": 1, "days": 6},
        {"id": 2, "days": 9 if new else 5},
        {"id": 3, "days": 4 if new else 8},
        {"id": 4, "days": 5, **later},
        {"id": 5, "days": 7, "calendar_id": 2},
        {"id": 6, "days": 4},
        {"id": 7, "days": 0, "type": "milestone"},
    ]
    links = ["1 FS 2", "1 FS 3", "2 FS 4", "3 FS 4", "4 FS 6", "6 FS 7"]
    if new:
        tasks.append({"id": 8, "days": 3, "name": "Mend"})
        links += ["4 FS 8", "8 FS 6", "3 FS 5", "5 FS 6"]
    return build(
        {
            "tasks": tasks,
            "links": links,
            "start": datetime(2026, 1, 5, 8),
            "calendars": [
                {"id": 1, "name": "Standard", "off": [date(2026, 1, 14)] if new else []},
                {"id": 2, "name": "Supplier", "off": OFF if new else []},
            ],
        }
    )


@pytest.fixture(scope="module")
def made() -> Comparison:
    return rh.compare(plan(new=False), plan(new=True), futures=False)


def test_both_calendars_are_named_with_the_days_of_all_orders(made: Comparison) -> None:
    """Owen's value over all 64 mixtures, each scheduled by hand: 0.567 and 1.25."""
    (part,) = (one for one in made.finish.parts if one.cause is Cause.CALENDAR)

    assert {one.calendar: round(one.days, 3) for one in part.members} == {"Supplier": 1.25, "Standard": 0.567}
    assert part.others_days == pytest.approx(0, abs=1e-9)
    assert all(one.standard_error_days == 0 for one in part.members)


def test_the_terminal_names_them_and_leaves_no_rest(made: Comparison) -> None:
    (told,) = (one for one, _ in both(made) if one.part.cause is Cause.CALENDAR)

    line = inside(told, names_of(made), Sayer("en"), 2)
    assert line == "hours of calendar ‘Supplier’ +1.2; hours of calendar ‘Standard’ +0.6"
    assert inside(told, names_of(made), Sayer("en"), 1) == "hours of calendar ‘Supplier’ +1.2; the rest +0.6"


def test_the_changes_inside_never_show_more_than_their_cause() -> None:
    """Two causes of 3.667 days are told as 3.7 and 3.6, so that all add up; the change inside goes along."""
    only = Member("constraint", (1,), 11 / 3, 0.0, ("Build",))
    parts = [Part(cause, 11 / 3, 0.0, 1, (only,)) for cause in (Cause.PROGRESS, Cause.CONSTRAINT)]
    parts.append(Part(Cause.LOGIC, 14 / 3, 0.0, 2, (replace(only, days=4.0), replace(only, days=1 / 3)), 1 / 3))

    told = [(one.days, one.part.told_inside(one.days)) for one in causes(parts, 12.0)]

    assert sum(days for days, _ in told) == pytest.approx(12.0)
    for days, (members, rest) in told:
        assert sum(each for _, each in members) + rest == pytest.approx(days)
    assert [[each for _, each in members] for _, (members, _) in told[:2]] == [[told[0][0]], [told[1][0]]]
