"""Ties with other projects survive the reading: what stands elsewhere, and what isn't in the file at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rechterhand.intake import Intake
from rechterhand.record.link import Link, LinkType, OutsideLink

XER = """ERMHDR\t18.8\t2026-01-05\tProject\tadmin\tAdmin\tdb\tProject Management\tEUR
%T\tPROJECT
%F\tproj_id\tproj_short_name\tclndr_id\tplan_start_date\tlast_recalc_date\texport_flag
%R\t1\tOWN\t1\t2026-01-05 08:00\t2026-01-05 08:00\tY
%R\t2\tOTHER\t1\t2026-01-05 08:00\t2026-01-05 08:00\tN
%T\tCALENDAR
%F\tclndr_id\tdefault_flag\tclndr_name\tproj_id\tclndr_type\tday_hr_cnt\tweek_hr_cnt
%R\t1\tY\tOffice\t\tCA_Base\t8\t40
%T\tPROJWBS
%F\twbs_id\tproj_id\tseq_num\tproj_node_flag\tstatus_code\twbs_short_name\twbs_name
%R\t1\t1\t1\tY\tWS_Open\tOWN\tOwn project
%R\t2\t2\t1\tY\tWS_Open\tOTHER\tOther project
%T\tTASK
%F\ttask_id\tproj_id\twbs_id\tclndr_id\ttask_type\tstatus_code\ttask_code\ttask_name\tremain_drtn_hr_cnt\ttarget_drtn_hr_cnt
%R\t11\t1\t1\t1\tTT_Task\tTK_NotStart\tA1\tFirst\t40\t40
%R\t12\t1\t1\t1\tTT_Task\tTK_NotStart\tA2\tSecond\t40\t40
%R\t21\t2\t2\t1\tTT_Task\tTK_NotStart\tB1\tOf the other\t40\t40
%T\tTASKPRED
%F\ttask_pred_id\ttask_id\tpred_task_id\tproj_id\tpred_proj_id\tpred_type\tlag_hr_cnt
%R\t1\t12\t11\t1\t1\tPR_FS\t0
%R\t2\t11\t99\t1\t3\tPR_SS\t0
%R\t3\t98\t12\t3\t1\tPR_FF\t0
%R\t4\t12\t21\t1\t2\tPR_FS\t0
%R\t5\tx\t12\t1\t2\tPR_FS\t0
%E
"""

MSPDI = """<?xml version="1.0" encoding="UTF-8"?>
<Project xmlns="http://schemas.microsoft.com/project">
<SaveVersion>14</SaveVersion><StartDate>2026-01-05T08:00:00</StartDate>
<Tasks>
<Task><UID>1</UID><ID>1</ID><Name>Theirs</Name><OutlineLevel>1</OutlineLevel><Start>2026-01-05T08:00:00</Start>
<Finish>2026-01-09T17:00:00</Finish><Duration>PT40H0M0S</Duration><ExternalTask>1</ExternalTask>
<ExternalTaskProject>C:\\plans\\network.mpp\\7</ExternalTaskProject></Task>
<Task><UID>2</UID><ID>2</ID><Name>Ours</Name><OutlineLevel>1</OutlineLevel><Start>2026-01-12T08:00:00</Start>
<Finish>2026-01-16T17:00:00</Finish><Duration>PT40H0M0S</Duration>
<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink></Task>
</Tasks></Project>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own.xer").write_text(XER, encoding="cp1252", newline="\r\n")
    (tmp_path / "own.xml").write_text(MSPDI, encoding="utf-8")
    return tmp_path


def test_primavera_links_that_leave_the_project_are_kept_apart(folder: Path, intake: Intake) -> None:
    plan = intake.read(folder / "own.xer", project="OWN").plan

    assert [(one.predecessor_id, one.successor_id) for one in plan.links] == [(11, 12)]
    assert plan.outside_links == (
        OutsideLink(11, 99, LinkType.SS, incoming=True),
        OutsideLink(12, 98, LinkType.FF, incoming=False),
        OutsideLink(12, 21, LinkType.FS, incoming=True, in_file=True),
    )


def test_ties_stay_with_their_activity_where_the_breakdown_has_its_number(tmp_path: Path, intake: Intake) -> None:
    """MPXJ numbers activities anew then: 1, 2 become other numbers."""
    clashing = XER
    for was, now in (("R\t11\t1", "R\t1\t1"), ("R\t12\t1", "R\t2\t1"), ("\t12\t11\t", "\t2\t1\t")):
        clashing = clashing.replace(was, now)
    for was, now in (("\t11\t99", "\t1\t99"), ("98\t12", "98\t2"), ("\t12\t21", "\t2\t21")):
        clashing = clashing.replace(was, now)
    (tmp_path / "own.xer").write_text(clashing, encoding="cp1252", newline="\r\n")
    plan = intake.read(tmp_path / "own.xer", project="OWN").plan

    codes = {one.id: one.code for one in plan.activities}
    assert [(codes[one.activity_id], one.other_id, one.incoming, one.in_file) for one in plan.outside_links] == [
        ("A1", 99, True, False),
        ("A2", 98, False, False),
        ("A2", 21, True, True),
    ]


def test_row_of_another_project_says_where_it_stands(folder: Path, intake: Intake) -> None:
    plan = intake.read(folder / "own.xml").plan

    assert [(one.external, one.external_project) for one in plan.activities if one.id] == [
        (True, "C:\\plans\\network.mpp\\7"),
        (False, None),
    ]
    assert [(one.predecessor_id, one.successor_id) for one in plan.links] == [(1, 2)]
    assert isinstance(plan.links[0], Link)
    assert plan.outside_links == ()


@pytest.mark.parametrize("lag", ["0", "0.0"])
def test_a_link_that_the_file_says_twice_is_kept_twice(tmp_path: Path, intake: Intake, lag: str) -> None:
    again = XER.replace("%R\t2\t11", f"%R\t6\t12\t11\t1\t1\tPR_FS\t{lag}\n%R\t2\t11")
    (tmp_path / "own.xer").write_text(again, encoding="cp1252", newline="\r\n")
    plan = intake.read(tmp_path / "own.xer", project="OWN").plan

    inside = [one for one in plan.links if {one.predecessor_id, one.successor_id} == {11, 12}]
    assert [one.id for one in inside] == [1, 6]
    assert len({replace(one, id=None) for one in inside}) == 1
