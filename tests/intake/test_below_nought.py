"""A duration below nought is told, whatever file it came from, and harms nothing behind the door."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases.programme import programme

from rechterhand.demo.portfolio import plan_of, portfolio
from rechterhand.engine.simulate.run import Run
from rechterhand.export import written
from rechterhand.intake import Intake, reading_of
from rechterhand.record.activity import Activity, Baseline, ThreePoint
from rechterhand.reports.unread import unread_line
from rechterhand.text import render
from rechterhand.verdict import review

DAY = 480
LEFT = ("restart_date", "reend_date")


def without_dates_of_what_is_left(told: str) -> str:
    """An XER of which no row says when the rest of its work is done."""
    lines, columns = [], list[str]()
    for line in told.splitlines():
        cells = line.split("\t")
        columns = cells if cells[0] == "%F" else columns
        if cells[0] == "%R" and LEFT[0] in columns:
            cells = ["" if name in LEFT else cell for name, cell in zip(columns, cells, strict=False)]
        lines.append("\t".join(cells))
    return "\r\n".join(lines)


def test_work_of_an_xer_that_ends_before_it_began_is_told_and_judged(tmp_path: Path, intake: Intake) -> None:
    """As we wrote such files before: begun work whose approved finish lies before it."""
    project = portfolio().project("klantportaal")
    whole = written(plan_of(project, project.versions), "plan.xer").data.decode("cp1252")
    (tmp_path / "plan.xer").write_bytes(without_dates_of_what_is_left(whole).encode("cp1252"))

    reading = intake.read(tmp_path / "plan.xer")

    (one,) = (row for row in reading.plan.activities if row.code == "KP240")
    (line,) = (line for line in reading.not_understood if line.field == "task.duration")
    assert (line.count, line.example.partition(" ")[0]) == (1, "KP240")
    assert "nought" in render(unread_line(line, "en"), "en")
    assert "onder nul" in render(unread_line(line, "nl"), "nl")
    assert (one.duration_minutes or 0) >= (one.remaining_duration_minutes or 0) == 5 * DAY
    assert review(reading, run=Run(iterations=200)).simulation is not None


def test_what_was_never_below_nought_is_read_as_it_was() -> None:
    plan = programme()
    reading = reading_of(plan)

    assert reading.plan is plan
    assert reading.not_understood == ()


@given(
    minutes=st.lists(st.integers(-20, 20).map(lambda days: days * DAY), min_size=5, max_size=5),
    begun=st.booleans(),
    points=st.booleans(),
)
@settings(max_examples=40, deadline=None)
def test_no_duration_breaks_the_engine(minutes: list[int], begun: bool, points: bool) -> None:
    plan = programme()
    at = next(place for place, one in enumerate(plan.activities) if one.duration_minutes and not one.type.is_summary)
    whole, left, done, planned, approved = minutes
    wrong = replace(
        plan.activities[at],
        duration_minutes=whole,
        remaining_duration_minutes=left,
        actual_duration_minutes=done,
        planned_duration_minutes=planned,
        actual_start=datetime(2026, 9, 7, 8) if begun else None,
        actual_finish=None,
        baselines=(Baseline(0, datetime(2026, 9, 7, 8), datetime(2026, 9, 9, 17), approved),),
        three_point=ThreePoint(-5 * DAY, None, whole) if points else None,
    )
    rows = (*plan.activities[:at], wrong, *plan.activities[at + 1 :])

    verdict = review(replace(plan, activities=rows), run=Run(iterations=100))

    assert all(_is_sound(one) for one in verdict.reading.plan.activities)
    assert bool(verdict.reading.not_understood) is any(each < 0 for each in minutes)


def _is_sound(one: Activity) -> bool:
    told = (one.duration_minutes, one.remaining_duration_minutes, one.actual_duration_minutes)
    return all(each is None or each >= 0 for each in told)


@pytest.mark.parametrize("field", ["remaining_duration_minutes", "actual_duration_minutes", "planned_duration_minutes"])
def test_each_kind_is_told_by_itself(field: str) -> None:
    plan = programme()
    rows = (replace(plan.activities[-1], **{field: -DAY}), *plan.activities[:-1])

    (line,) = reading_of(replace(plan, activities=rows)).not_understood

    assert line.field == "task." + field.removesuffix("_minutes")
    assert line.field not in render(unread_line(line, "nl"), "nl").partition("(")[0]
