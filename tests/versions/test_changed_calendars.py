"""A calendar that others are built on is told once when its hours change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.cases.programme import programme

import rechterhand as rh
from rechterhand.record.calendar import Calendar, CalendarException
from rechterhand.text import render
from rechterhand.versions.change import What


def test_what_inherits_new_hours_is_counted_with_the_calendar_that_has_them() -> None:
    plan = programme()
    base = plan.calendars[0]
    built = tuple(Calendar(100 + at, f"Team {at}", (None,) * 7, parent_id=base.id) for at in range(3))
    rows = [one for one in plan.activities if not one.type.is_summary and not one.finished][-3:]
    on = {one.id: 100 + at for at, one in enumerate(rows)}
    old = replace(
        plan,
        calendars=(*plan.calendars, *built),
        activities=tuple(replace(one, calendar_id=on.get(one.id, one.calendar_id)) for one in plan.activities),
    )
    week = CalendarException(date(2026, 12, 21), date(2026, 12, 24))
    off = replace(base, exceptions=(*base.exceptions, week))
    new = replace(old, calendars=tuple(off if one.id == base.id else one for one in old.calendars))

    found = [one for one in rh.compare(old, new, futures=False).changes if one.what is What.CALENDAR]

    assert len(found) == 1
    assert "so have 3 calendars built on it" in render(found[0].text, "en")
