"""What an XER says outside the fields of its tasks: its money, and notes under a subject."""

from __future__ import annotations

from pathlib import Path

import pytest

from rechterhand.intake import Intake

LINES = (
    "ERMHDR\t18.8\t2026-01-05\tProject\tpmo\tPMO\tdb\tProject Management{currency}",
    "%T\tCURRTYPE",
    "%F\tcurr_id\tdecimal_digit_cnt\tcurr_symbol\tdecimal_symbol\tdigit_group_symbol\tpos_curr_fmt_type"
    "\tneg_curr_fmt_type\tcurr_type\tcurr_short_name\tgroup_digit_cnt\tbase_exch_rate",
    "%R\t1\t2\t€\t,\t.\t#1.1\t(#1.1)\tEuro\tEUR\t3\t1",
    "%T\tMEMOTYPE",
    "%F\tmemo_type_id\tseq_num\teps_flag\tproj_flag\twbs_flag\ttask_flag\tmemo_type",
    "%R\t1\t1\tY\tY\tY\tY\tNotes",
    "%R\t2\t2\tY\tY\tY\tY\tScope",
    "%T\tPROJECT",
    "%F\tproj_id\tproj_short_name\tplan_start_date\tlast_recalc_date\texport_flag",
    "%R\t1\tplan\t2026-01-05 08:00\t2026-01-05 08:00\tY",
    "%T\tPROJWBS",
    "%F\twbs_id\tproj_id\tseq_num\tproj_node_flag\tstatus_code\twbs_short_name\twbs_name",
    "%R\t1\t1\t1\tY\tWS_Open\tplan\tPlan",
    "%T\tTASK",
    "%F\ttask_id\tproj_id\twbs_id\ttask_type\tstatus_code\ttask_code\ttask_name\ttarget_drtn_hr_cnt",
    "%R\t1\t1\t1\tTT_Task\tTK_NotStart\tA1\tBuild\t80",
    "%R\t2\t1\t1\tTT_Task\tTK_NotStart\tA2\tTest\t8",
    "%R\t3\t1\t1\tTT_Task\tTK_NotStart\tA3\tUse\t8",
    "%T\tTASKMEMO",
    "%F\tmemo_id\ttask_id\tmemo_type_id\tproj_id\ttask_memo",
    "%R\t1\t1\t1\t1\tAgreed with the supplier",
    "%R\t2\t2\t2\t1\tTwo streets",
    "%E",
)


def plan(folder: Path, currency: str) -> Path:
    path = folder / "plan.xer"
    path.write_text("\r\n".join(LINES).format(currency=currency), encoding="cp1252")
    return path


@pytest.mark.parametrize(("head", "code"), [("\tEUR", "EUR"), ("\tGBP", "GBP"), ("", "EUR"), ("\t", "EUR")])
def test_money_has_its_code_wherever_the_file_says_it(intake: Intake, tmp_path: Path, head: str, code: str) -> None:
    assert intake.read(plan(tmp_path, head)).plan.currency == code


def test_a_note_is_what_was_noted_and_keeps_only_a_subject_that_says_something(intake: Intake, tmp_path: Path) -> None:
    notes = [
        one.notes for one in intake.read(plan(tmp_path, "\tEUR")).plan.activities if one.code in {"A1", "A2", "A3"}
    ]

    assert notes == ["Agreed with the supplier", "Scope\nTwo streets", None]
