"""Which of Primavera's date constraints count as hard, from the file itself: its own names, read by the reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cases.xer import xer

from rechterhand.findings.check import Subject
from rechterhand.findings.checks import hard_constraints
from rechterhand.intake import read

KINDS = {
    "mandatory start": "CS_MANDSTART",
    "mandatory finish": "CS_MANDFIN",
    "start on": "CS_MSO",
    "finish on": "CS_MEO",
    "start on or before": "CS_MSOB",
    "finish on or before": "CS_MEOB",
    "start on or after": "CS_MSOA",
    "finish on or after": "CS_MEOA",
    "as late as possible": "CS_ALAP",
}
MANDATORY = {"mandatory start", "mandatory finish"}
ON_A_DATE = {"start on", "finish on"}
OR_BEFORE = {"start on or before", "finish on or before"}


@pytest.mark.parametrize(
    ("limits", "hard"),
    [
        ({}, MANDATORY | ON_A_DATE | OR_BEFORE),
        ({"hard_constraints.strict": 0}, MANDATORY),
        ({"hard_constraints.on_dates": 1}, ON_A_DATE),
        ({"hard_constraints.strict": 0, "hard_constraints.on_dates": 1}, ON_A_DATE),
    ],
)
@pytest.mark.parametrize("column", ["cstr_type", "cstr_type2"])
def test_each_reading_counts_its_own_kinds(
    tmp_path: Path, column: str, limits: dict[str, float], hard: set[str]
) -> None:
    date = column.replace("type", "date")
    tasks = [{"task_name": name, column: kind, date: "2026-02-02 08:00"} for name, kind in KINDS.items()]
    plan = read(xer(tmp_path, tasks)).plan

    found = hard_constraints.check.find(Subject(plan, None, limits=limits))

    names = {one.id: one.name for one in plan.activities}
    assert {names[one.activity_id] for one in found.evidence} == hard
    assert (found.population, found.value) == (len(KINDS), len(hard) / len(KINDS))
