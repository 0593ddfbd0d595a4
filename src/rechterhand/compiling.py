"""Compiling all kernels into their cache, so that no plan waits for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from rechterhand import kernels
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.schedule.solve import schedule
from rechterhand.engine.simulate.run import Run
from rechterhand.record.activity import Activity
from rechterhand.record.calendar import Calendar
from rechterhand.record.link import Link
from rechterhand.record.plan import Dialect, Plan, Source
from rechterhand.verdict import review


def compile_all() -> None:
    """Take a plan of three activities through everything, by each dialect's rules."""
    rows = tuple(Activity(id=number, name=f"Task {number}", duration_minutes=480) for number in range(1, 4))
    plan = Plan(
        name="Three tasks",
        key="three",
        source=Source("three.xml", "MSPDI", "0" * 64),
        activities=rows,
        links=(Link(1, 2, lag_minutes=60), Link(2, 3)),
        calendars=(Calendar(1, "Standard"),),
        default_calendar_id=1,
        start=datetime(2026, 1, 5, 8),
    )
    for dialect in Dialect:
        one = replace(plan, dialect=dialect)
        schedule(one, drag=True, network=compile_plan(one))
        review(one, run=Run(iterations=20, threads=1))
    kernels.note_compiled()
