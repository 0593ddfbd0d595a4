"""Small XER files, written cell by cell as Primavera writes them: what a reader makes of them is then under test."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

COLUMNS = ("task_id", "proj_id", "wbs_id", "clndr_id", "task_type", "status_code", "task_code", "task_name")
_HEAD = (
    "ERMHDR\t18.8\t2026-01-05\tProject\tpmo\tPMO\tdb\tProject Management\tEUR",
    "%T\tPROJECT",
    "%F\tproj_id\tproj_short_name\tplan_start_date\tlast_recalc_date\texport_flag\tclndr_id",
    "%R\t1\tplan\t2026-01-05 08:00\t2026-01-05 08:00\tY\t1",
    "%T\tPROJWBS",
    "%F\twbs_id\tproj_id\tseq_num\tproj_node_flag\tstatus_code\twbs_short_name\twbs_name",
    "%R\t1\t1\t1\tY\tWS_Open\tplan\tPlan",
)
_HOURS = "(0||0(s|08:00|f|12:00)())(0||1(s|13:00|f|17:00)())"
WEEK = "".join(f"(0||{day}()({_HOURS if 1 < day < 7 else ''}))" for day in range(1, 8))
"""Monday to Friday from eight to five; day 1 is Sunday."""
NO_HOURS = "".join(f"(0||{day}()())" for day in range(1, 8))


def xer(
    folder: Path, tasks: Iterable[Mapping[str, str]], *, calendars: Mapping[int, str] | None = None, name: str = "plan"
) -> Path:
    """Write a plan whose tasks have these columns; a task without a duration takes five days on calendar 1.

    ``calendars``: the days of each, by its id, as ``clndr_data`` has them.
    """
    rows = [{**_usual(at), **one} for at, one in enumerate(tasks, 1)]
    names = list(dict.fromkeys((*COLUMNS, *(column for row in rows for column in row))))
    days = calendars or {1: WEEK}
    lines = [
        _HEAD[0],
        "%T\tCALENDAR",
        "%F\tclndr_id\tdefault_flag\tclndr_name\tproj_id\tbase_clndr_id\tclndr_type\tday_hr_cnt\tclndr_data",
        *(
            f"%R\t{key}\t{'Y' if key == 1 else 'N'}\tCalendar {key}\t\t\tCA_Base\t8"
            f"\t(0||CalendarData()((0||DaysOfWeek()({data}))(0||Exceptions()())))"
            for key, data in days.items()
        ),
        *_HEAD[1:],
        "%T\tTASK",
        "%F\t" + "\t".join(names),
        *("%R\t" + "\t".join(row.get(column, "") for column in names) for row in rows),
        "%E",
    ]
    path = folder / f"{name}.xer"
    path.write_bytes("\r\n".join(lines).encode("cp1252"))
    return path


def _usual(at: int) -> dict[str, str]:
    return {
        "task_id": str(at),
        "proj_id": "1",
        "wbs_id": "1",
        "clndr_id": "1",
        "task_code": f"A{at}",
        "task_name": f"Task {at}",
        "task_type": "TT_Task",
        "status_code": "TK_NotStart",
        "target_drtn_hr_cnt": "40",
        "remain_drtn_hr_cnt": "40",
    }
