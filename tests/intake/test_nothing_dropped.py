"""Nothing of a file is dropped without a word: what can't be read is told with count, example and what is done."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.cases.programme import programme
from tests.cases.real import FOLDER, needs_data

from rechterhand.export import written as as_file
from rechterhand.intake import Intake
from rechterhand.intake.reader import NotUnderstood
from rechterhand.reports.unread import shown_field
from rechterhand.text import LANGUAGES, render

_DAY = "(0||{day}()((0||0(s|08:00|f|12:00)())(0||1(s|13:00|f|17:00)())))"
_WEEK = "".join(_DAY.format(day=day) for day in range(2, 7))
XER = f"""ERMHDR\t18.8\t2027-03-01\tProject\tpmo\tPMO\tdb\tProject Management\tEUR
%T\tPROJECT
%F\tproj_id\tclndr_id\tproj_short_name\tplan_start_date\tlast_recalc_date\texport_flag
%R\t1\t1\tplan\t2027-03-01 08:00\t2027-03-01 08:00\tY
%T\tCALENDAR
%F\tclndr_id\tdefault_flag\tclndr_name\tclndr_type\tday_hr_cnt\tweek_hr_cnt\tmonth_hr_cnt\tyear_hr_cnt\tclndr_data
%R\t1\tY\tFive\tCA_Base\t8\t40\t172\t2000\t(0||CalendarData()((0||DaysOfWeek()((0||1()()){_WEEK}(0||7()())))))
%T\tSCHEDOPTIONS
%F\tschedoptions_id\tproj_id\tsched_calendar_on_relationship_lag
%R\t1\t1\trcal_Predecessor
%T\tPROJWBS
%F\twbs_id\tproj_id\tseq_num\tproj_node_flag\twbs_short_name\twbs_name
%R\t1\t1\t1\tY\tplan\tPlan
%T\tTASK
%F\ttask_id\tproj_id\twbs_id\tclndr_id\ttask_type\tstatus_code\ttask_code\ttask_name\ttarget_drtn_hr_cnt\tcstr_type\tcstr_date
%R\t1\t1\t1\t1\tTT_Task\tTK_NotStart\tA1\tBuild\t40\tCS_MEOB\t2027-03-05 17:00
%R\t2\t1\t1\t1\tTT_Task\tTK_NotStart\tA2\tTest\t8\t\t
%T\tTASKPRED
%F\ttask_pred_id\ttask_id\tpred_task_id\tproj_id\tpred_proj_id\tpred_type\tlag_hr_cnt
%R\t1\t2\t1\t1\t1\tPR_FS\t0
%E
"""


@dataclass(frozen=True)
class Damage:
    """A piece of text in place of another, and what the report says of it: field, how often, what the example shows."""

    old: str
    new: str
    field: str
    example: str
    count: int = 1


XER_DAMAGE = [
    Damage("Build\t40", "Build\tabc", "XER.TASK.target_drtn_hr_cnt", "abc (task_code A1)"),
    Damage("CS_MEOB", "CS_WEIRD", "XER.TASK.cstr_type", "CS_WEIRD (task_code A1)"),
    Damage("2027-03-05 17:00", "2027-13-45", "XER.TASK.cstr_date", "2027-13-45 (task_code A1)"),
    Damage("PR_FS", "PR_ZZ", "XER.TASKPRED.pred_type", "PR_ZZ (task_id 2)"),
    Damage("2\t1\t1\t1\tTT_Task", "2\t1\t1\t55\tTT_Task", "XER.TASK.clndr_id", "55 (task_code A2)"),
    Damage("rcal_Predecessor", "rcal_Never", "XER.SCHEDOPTIONS.sched_calendar_on_relationship_lag", "rcal_Never"),
    Damage("task_name\t", "frobnicate\t", "XER.TASK.frobnicate", "frobnicate"),
    Damage("1\t2\t1\t1\t1\tPR_FS", "1\t2\t777\t1\t1\tPR_FS", "XER.TASKPRED", "task_id 2, pred_task_id 777"),
]
_DAYS = "".join(f"<WeekDay><DayType>{day}</DayType><DayWorking>0</DayWorking></WeekDay>" for day in (1, 7)) + "".join(
    f"<WeekDay><DayType>{day}</DayType><DayWorking>1</DayWorking><WorkingTimes><WorkingTime><FromTime>08:00:00</FromTime>"
    "<ToTime>16:00:00</ToTime></WorkingTime></WorkingTimes></WeekDay>"
    for day in range(2, 7)
)
XML = f"""<?xml version="1.0" encoding="UTF-8"?>
<Project xmlns="http://schemas.microsoft.com/project"><CalendarUID>1</CalendarUID><StartDate>2027-03-01T08:00:00</StartDate>
<Calendars><Calendar><UID>1</UID><Name>Five</Name><IsBaseCalendar>1</IsBaseCalendar><WeekDays>{_DAYS}</WeekDays>
</Calendar></Calendars><Tasks>
<Task><UID>1</UID><ID>1</ID><Name>Build</Name><Start>2027-03-01T08:00:00</Start><Duration>PT40H0M0S</Duration>
<DurationFormat>7</DurationFormat><ConstraintType>5</ConstraintType><ConstraintDate>2027-03-05T17:00:00</ConstraintDate></Task>
<Task><UID>2</UID><ID>2</ID><Name>Test</Name><Start>2027-03-01T08:00:00</Start><Duration>PT8H0M0S</Duration>
<CalendarUID>-1</CalendarUID><PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type><LinkLag>0</LinkLag>
<LagFormat>7</LagFormat></PredecessorLink></Task></Tasks></Project>
"""
XML_DAMAGE = [
    Damage("<PredecessorUID>1<", "<PredecessorUID>555<", "MSPDI.PredecessorUID", "555 (ID 2)"),
    Damage("PT40H0M0S", "PTxxH", "MSPDI.Duration", "PTxxH (ID 1)"),
    Damage("<ConstraintType>5", "<ConstraintType>9", "MSPDI.ConstraintType", "9 (ID 1)"),
    Damage("2027-03-05T17:00:00", "2027-02-31T17:00:00", "MSPDI.ConstraintDate", "2027-02-31T17:00:00 (ID 1)"),
    Damage("</PredecessorUID><Type>1", "</PredecessorUID><Type>8", "MSPDI.PredecessorLink.Type", "8 (ID 2)"),
    Damage("<CalendarUID>-1", "<CalendarUID>9", "MSPDI.CalendarUID", "9 (ID 2)"),
    Damage("<Name>Test", "<Frobnicate>7</Frobnicate><Name>Test", "MSPDI.Frobnicate", "7"),
]
_P6_DAYS = "".join(
    f"<StandardWorkHours><DayOfWeek>{day}</DayOfWeek><WorkTime><Start>08:00:00</Start><Finish>15:59:00</Finish>"
    "</WorkTime></StandardWorkHours>"
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
)
P6 = f"""<?xml version="1.0" encoding="UTF-8"?>
<APIBusinessObjects xmlns="http://xmlns.oracle.com/Primavera/P6/V25.12/API/BusinessObjects">
<Calendar><IsDefault>1</IsDefault><Name>Five</Name><ObjectId>1</ObjectId><Type>Global</Type><StandardWorkWeek>{_P6_DAYS}
</StandardWorkWeek><HolidayOrExceptions/></Calendar>
<Project><DataDate>2027-03-01T08:00:00</DataDate><Id>plan</Id><Name>Plan</Name><ObjectId>1</ObjectId>
<PlannedStartDate>2027-03-01T08:00:00</PlannedStartDate><WBS><Code>plan</Code><Name>Plan</Name><ObjectId>1</ObjectId></WBS>
<Activity><CalendarObjectId>1</CalendarObjectId><Id>A1</Id><Name>Build</Name><ObjectId>12</ObjectId>
<PlannedDuration>40</PlannedDuration><PrimaryConstraintDate>2027-03-05T17:00:00</PrimaryConstraintDate>
<PrimaryConstraintType>Finish On or Before</PrimaryConstraintType><Status>Not Started</Status>
<Type>Task Dependent</Type><WBSObjectId>1</WBSObjectId></Activity>
<Activity><CalendarObjectId>1</CalendarObjectId><Id>A2</Id><Name>Test</Name><ObjectId>13</ObjectId>
<PlannedDuration>8</PlannedDuration><Status>Not Started</Status>
<Type>Task Dependent</Type><WBSObjectId>1</WBSObjectId></Activity>
<Relationship><Lag>0</Lag><ObjectId>1</ObjectId><PredecessorActivityObjectId>12</PredecessorActivityObjectId>
<SuccessorActivityObjectId>13</SuccessorActivityObjectId><Type>Finish to Start</Type></Relationship>
<ScheduleOptions><RelationshipLagCalendar>24 Hour Calendar</RelationshipLagCalendar></ScheduleOptions></Project>
</APIBusinessObjects>
"""
_LINK = "PMXML.Relationship"
_ROW = "PMXML.Activity"
P6_DAMAGE = [
    Damage(">12</Pred", ">555</Pred", f"{_LINK}.PredecessorActivityObjectId", "555 (SuccessorActivityObjectId 13)"),
    Damage(">40</PlannedD", ">abc</PlannedD", f"{_ROW}.PlannedDuration", "abc (Id A1)"),
    Damage("Finish On or Before", "Finish Someday", f"{_ROW}.PrimaryConstraintType", "Finish Someday (Id A1)"),
    Damage("2027-03-05T17", "2027-02-31T17", f"{_ROW}.PrimaryConstraintDate", "2027-02-31T17:00:00 (Id A1)"),
    Damage("Finish to Start", "End to Start", f"{_LINK}.Type", "End to Start (SuccessorActivityObjectId 13)"),
    Damage("<Activity><CalendarObjectId>1", "<Activity><CalendarObjectId>9", f"{_ROW}.CalendarObjectId", "9 (Id A1)"),
    Damage("24 Hour C", "25 Hour C", "PMXML.ScheduleOptions.RelationshipLagCalendar", "25 Hour Calendar"),
    Damage("<Name>Test", "<Frobnicate>7</Frobnicate><Name>Test", f"{_ROW}.Frobnicate", "7"),
]


def _unread(text: str, name: str, folder: Path, intake: Intake) -> list[NotUnderstood]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return list(intake.read(path).not_understood)


@pytest.mark.parametrize(("name", "text"), [("plan.xer", XER), ("plan.xml", XML), ("plan.xml", P6)])
def test_nothing_is_told_of_a_sound_file(name: str, text: str, tmp_path: Path, intake: Intake) -> None:
    assert _unread(text, name, tmp_path, intake) == []


@pytest.mark.parametrize(
    ("name", "text", "damage"),
    [
        *(("plan.xer", XER, one) for one in XER_DAMAGE),
        *(("plan.xml", XML, one) for one in XML_DAMAGE),
        *(("plan.xml", P6, one) for one in P6_DAMAGE),
    ],
    ids=lambda one: one.field if isinstance(one, Damage) else None,
)
def test_what_cannot_be_read_is_told_with_an_example(
    name: str, text: str, damage: Damage, tmp_path: Path, intake: Intake
) -> None:
    assert damage.old in text
    found = _unread(text.replace(damage.old, damage.new, 1), name, tmp_path, intake)

    assert [(one.field, one.count, one.example) for one in found] == [(damage.field, damage.count, damage.example)]
    assert all(
        shown_field(one, language) and (one.reason is None or render(one.reason, language))
        for one in found
        for language in LANGUAGES
    )


def test_wide_text_is_looked_through_too(tmp_path: Path, intake: Intake) -> None:
    path = tmp_path / "plan.xml"
    text = XML.replace('"UTF-8"', '"UTF-16"').replace("PT40H0M0S", "PTxxH")
    path.write_bytes(text.encode("utf-16"))

    assert [one.field for one in intake.read(path).not_understood] == ["MSPDI.Duration"]


def test_links_into_another_project_are_told_and_kept_apart(tmp_path: Path, intake: Intake) -> None:
    other = P6[P6.index("<Project>") : P6.index("</APIB")].replace("<Id>plan", "<Id>other")
    for old, new in (("<WBSObjectId>1", "<WBSObjectId>2"), ("<ObjectId>1<", "<ObjectId>2<"), (">12</Pred", ">0</Pred")):
        other = other.replace(old, new)
    other = other.replace(">12<", ">22<").replace(">13<", ">23<").replace(">0</Pred", ">13</Pred")
    path = tmp_path / "plan.xml"
    path.write_text(P6.replace("</APIB", f"{other}</APIB"), encoding="utf-8")

    read = intake.read(path, project="other")
    outside = [(one.activity_id, one.other_id, one.incoming, one.in_file) for one in read.plan.outside_links]

    assert [(one.field, one.example) for one in read.not_understood] == [
        ("PMXML.Relationship", "13 → 23 (SuccessorActivityObjectId 23)")
    ]
    assert outside == [(23, 13, True, True)]


def test_figures_in_comments_and_raw_text_are_nobodys(tmp_path: Path, intake: Intake) -> None:
    notes = "<!-- <Duration>x</Duration> --><Notes><![CDATA[<Frobnicate>7</Frobnicate>]]></Notes>"
    assert _unread(XML.replace("<Name>Test", f"{notes}<Name>Test"), "plan.xml", tmp_path, intake) == []


@pytest.mark.parametrize("suffix", [".xer", ".xml"])
def test_what_we_write_ourselves_is_understood(suffix: str, tmp_path: Path, intake: Intake) -> None:
    path = tmp_path / f"plan{suffix}"
    path.write_bytes(as_file(programme(), path.name).data)

    assert not [one for one in intake.read(path).not_understood if one.reason is not None]


@needs_data
def test_files_of_the_tools_themselves_raise_no_doubts(intake: Intake) -> None:
    paths = [one for one in sorted(FOLDER.rglob("*")) if one.suffix in {".xer", ".xml", ".pmxml"}]
    doubtful = {
        path.name: [one.field for one in intake.read(path).not_understood if one.reason is not None] for path in paths
    }

    assert paths
    assert {name: fields for name, fields in doubtful.items() if fields} == {}
