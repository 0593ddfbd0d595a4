"""Primavera's planned dates are no baseline: nobody approved them, and they move along."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from tests.cases.xer import xer

from rechterhand.findings.check import Subject, Verdict
from rechterhand.findings.checks import low_baseline_execution, missed_tasks, missing_baseline
from rechterhand.intake import Intake
from rechterhand.text import LANGUAGES, render

PLANNED = {"target_start_date": "2026-01-05 08:00", "target_end_date": "2026-01-09 17:00"}
XML = """<?xml version="1.0" encoding="UTF-8"?>
<APIBusinessObjects xmlns="http://xmlns.oracle.com/Primavera/P6/V19.12/API/BusinessObjects">
<Project><ObjectId>1</ObjectId><Id>plan</Id><Name>Plan</Name><DataDate>2026-02-02T08:00:00</DataDate>{current}
{activity}</Project>{baseline}</APIBusinessObjects>"""
ACTIVITY = """<Activity><ObjectId>{key}</ObjectId><Id>A1</Id><Name>Build</Name><Type>Task Dependent</Type>
<Status>Not Started</Status><PlannedDuration>40</PlannedDuration><RemainingDuration>40</RemainingDuration>
<PlannedStartDate>{start}</PlannedStartDate><PlannedFinishDate>{finish}</PlannedFinishDate>
<StartDate>{start}</StartDate><FinishDate>{finish}</FinishDate></Activity>"""


def test_planned_dates_of_an_xer_stay_planned_dates(intake: Intake, tmp_path: Path) -> None:
    plan = intake.read(xer(tmp_path, [PLANNED])).plan

    task = next(one for one in plan.activities if one.code == "A1")
    assert task.baselines == ()
    assert (task.planned_start, task.planned_finish) == (datetime(2026, 1, 5, 8), datetime(2026, 1, 9, 17))


@pytest.mark.parametrize("check", [low_baseline_execution, missed_tasks, missing_baseline])
def test_no_check_judges_an_xer_by_them(intake: Intake, tmp_path: Path, check: object) -> None:
    plan = intake.read(xer(tmp_path, [PLANNED])).plan

    found = check.check.find(Subject(plan, None))  # type: ignore[attr-defined] - a module of the registry

    assert found.verdict is Verdict.NOT_JUDGEABLE
    told = {language: render(found.summary, language) for language in LANGUAGES}
    assert "XER" in told["en"]
    assert "move along" in told["en"]
    assert "XER" in told["nl"]
    assert "schuiven" in told["nl"]


@pytest.mark.parametrize("has_baseline", [True, False])
def test_primaveras_xml_has_a_baseline_only_where_one_stands_beside_the_project(
    intake: Intake, tmp_path: Path, *, has_baseline: bool
) -> None:
    approved = ACTIVITY.format(key=21, start="2026-01-05T08:00:00", finish="2026-01-09T17:00:00")
    path = tmp_path / "plan.xml"
    path.write_text(
        XML.format(
            activity=ACTIVITY.format(key=11, start="2026-02-02T08:00:00", finish="2026-02-06T17:00:00"),
            current="<CurrentBaselineProjectObjectId>2</CurrentBaselineProjectObjectId>" if has_baseline else "",
            baseline="<BaselineProject><ObjectId>2</ObjectId><OriginalProjectObjectId>1</OriginalProjectObjectId>"
            f"<Id>plan - B1</Id><Name>Plan - B1</Name>{approved}</BaselineProject>"
            if has_baseline
            else "",
        )
    )

    task = next(one for one in intake.read(path).plan.activities if one.code == "A1")

    approved_start = [one.start for one in task.baselines]
    assert approved_start == ([datetime(2026, 1, 5, 8)] if has_baseline else [])
