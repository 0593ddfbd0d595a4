"""Verdicts of the made-up programme, computed once a test process."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

from tests.cases.history import versions
from tests.cases.plans import build
from tests.cases.programme import MONDAY, hostile, programme

from rechterhand.engine.simulate.run import Run
from rechterhand.record.activity import ConstraintType
from rechterhand.verdict import Review, review


@cache
def ordinary() -> Review:
    """The programme as an office would plan it, without the names of people."""
    return review(programme(), run=Run(iterations=2_000, seed=1))


@cache
def moved() -> Review:
    """The second of four versions against the first: late, a connection that grew, and one more."""
    old, new = versions()[:2]
    return review(new, against=old, run=Run(iterations=1_000, seed=1))


@cache
def spoilt() -> Review:
    """Names that would do harm, in a plan of which every task lasts a day longer than in the version before."""
    old = hostile()
    rows = tuple(
        replace(one, duration_minutes=one.duration_minutes + 480) if one.duration_minutes and not one.started else one
        for one in old.activities
    )
    return review(replace(old, activities=rows), against=old, run=Run(iterations=500, seed=1))


@cache
def unmoved() -> Review:
    """The programme against itself."""
    return review(programme(), against=programme(), run=Run(iterations=500, seed=1))


@cache
def harmful() -> Review:
    """The programme with names that would do harm in a page, a workbook or a terminal."""
    return review(hostile(), run=Run(iterations=2_000, seed=1))


@cache
def wordy() -> Review:
    """The programme with names of several lines, in letters that not every font has."""
    plan = programme()
    rows = tuple(
        replace(one, name=f"{one.name}, {'met alles wat daar verder nog bij komt kijken ' * 8}🚀 测试 {one.id}")
        for one in plan.activities
    )
    return review(replace(plan, activities=rows, name=plan.name + " en verder" * 40), run=Run(iterations=500, seed=1))


@cache
def staffed() -> Review:
    """Two tasks of one tester, planned at once, beside work that others do."""
    work = ({"id": key, "days": 10, "name": f"Testronde {key}"} for key in (1, 2))
    form = {
        "start": MONDAY,
        "tasks": [*work, {"id": 3, "days": 15, "name": "Inrichten"}, {"id": 9, "days": 5, "name": "Livegang"}],
        "links": ["1 FS 9", "2 FS 9", "3 FS 9"],
        "resources": [{"id": 1, "name": "tester", "max_units": 1.0}],
        "assignments": [
            {"id": key, "task": key, "resource_id": 1, "remaining_work_minutes": 10 * 480} for key in (1, 2)
        ],
        "must_finish_by": MONDAY + timedelta(days=40),
    }
    return review(build(form), run=Run(iterations=500, seed=1))


@cache
def bare() -> Review:
    """Two tasks without links, baseline, ranges or dates to meet."""
    plan = programme()
    rows = tuple(
        replace(one, baselines=(), deadline=None, constraint=ConstraintType.AS_SOON_AS_POSSIBLE, constraint_date=None)
        for one in plan.activities
        if one.id in {14, 15}
    )
    rows = tuple(replace(one, parent_id=None, outline_level=1, three_point=None) for one in rows)
    plan = replace(plan, activities=rows, links=(), assignments=(), resources=(), status_date=None)
    return review(plan, run=Run(iterations=500, seed=1))


@cache
def finished() -> Review:
    """The programme when all of it is done."""
    plan = programme()
    end = datetime(2026, 9, 18, 17)
    rows = tuple(
        replace(one, actual_start=one.actual_start or MONDAY, actual_finish=one.actual_finish or end)
        for one in plan.activities
    )
    rows = tuple(replace(one, remaining_duration_minutes=0, percent_complete=100.0) for one in rows)
    return review(replace(plan, activities=rows), run=Run(iterations=200, seed=1))


@cache
def empty() -> Review:
    """A plan without a single row."""
    plan = replace(programme(), activities=(), links=(), assignments=())
    return review(plan, run=Run(iterations=200, seed=1))
