"""What Primavera's own XER files have in common, as rules on the bytes; knows nothing of the code that writes them.

Drawn from files that P6 wrote (8.1 to 8.4) and Oracle's list of fields; tables in the order in which they refer back.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TypeAlias

Row: TypeAlias = dict[str, str]

KEYS = {
    "CURRTYPE": "curr_id",
    "MEMOTYPE": "memo_type_id",
    "UDFTYPE": "udf_type_id",
    "ROLES": "role_id",
    "PROJECT": "proj_id",
    "CALENDAR": "clndr_id",
    "SCHEDOPTIONS": "schedoptions_id",
    "PROJWBS": "wbs_id",
    "RSRC": "rsrc_id",
    "ACTVTYPE": "actv_code_type_id",
    "RSRCRATE": "rsrc_rate_id",
    "TASK": "task_id",
    "ACTVCODE": "actv_code_id",
    "TASKMEMO": "memo_id",
    "TASKPRED": "task_pred_id",
    "TASKRSRC": "taskrsrc_id",
}
ORDER = (
    *("CURRTYPE", "MEMOTYPE", "OBS", "RCATTYPE", "UDFTYPE", "RCATVAL", "ROLES", "PROJECT", "CALENDAR", "SCHEDOPTIONS"),
    *("PROJWBS", "RSRC", "ACTVTYPE", "RSRCRATE", "RSRCRCAT", "TASK", "ACTVCODE", "TASKMEMO", "TASKPRED", "TASKRSRC"),
    *("TASKACTV", "UDFVALUE"),
)
NEEDED = {"CURRTYPE", "PROJECT", "CALENDAR", "SCHEDOPTIONS", "PROJWBS", "TASK", "TASKPRED"}
OTHER_NAMES = {
    "pred_task_id": "task_id",
    "pred_proj_id": "proj_id",
    "fk_id": "task_id",
    "parent_wbs_id": "wbs_id",
    "base_clndr_id": "clndr_id",
    "parent_rsrc_id": "rsrc_id",
    "parent_role_id": "role_id",
}
NOT_EMPTY = {
    "PROJECT": "proj_id proj_short_name clndr_id plan_start_date last_recalc_date",
    "CALENDAR": "clndr_name clndr_type day_hr_cnt clndr_data",
    "PROJWBS": "proj_id wbs_short_name wbs_name proj_node_flag status_code",
    "TASK": "proj_id wbs_id clndr_id task_code task_name task_type duration_type status_code complete_pct_type "
    "target_drtn_hr_cnt remain_drtn_hr_cnt target_start_date target_end_date",
    "TASKPRED": "task_id pred_task_id proj_id pred_proj_id pred_type lag_hr_cnt",
    "TASKRSRC": "task_id proj_id rsrc_id target_qty remain_qty act_reg_qty target_cost target_start_date",
    "RSRC": "rsrc_short_name rsrc_name rsrc_type",
    "ACTVTYPE": "actv_code_type actv_short_len actv_code_type_scope",
    "ACTVCODE": "actv_code_type_id short_name actv_code_name",
    "TASKACTV": "task_id actv_code_type_id actv_code_id proj_id",
    "UDFVALUE": "udf_type_id fk_id proj_id",
}
CHOICES = {
    "task_type": "TT_Task TT_Rsrc TT_LOE TT_Mile TT_FinMile TT_WBS",
    "duration_type": "DT_FixedDrtn DT_FixedDUR2 DT_FixedRate DT_FixedQty",
    "status_code": "TK_NotStart TK_Active TK_Complete WS_Open WS_Planned WS_Closed WS_Whatif",
    "complete_pct_type": "CP_Drtn CP_Phys CP_Units",
    "cstr_type": "CS_ALAP CS_MEO CS_MEOA CS_MEOB CS_MSO CS_MSOA CS_MSOB CS_MANDSTART CS_MANDFIN",
    "cstr_type2": "CS_ALAP CS_MEO CS_MEOA CS_MEOB CS_MSO CS_MSOA CS_MSOB",
    "priority_type": "PT_Top PT_High PT_Normal PT_Low PT_Lowest",
    "pred_type": "PR_FS PR_SS PR_FF PR_SF",
    "rsrc_type": "RT_Labor RT_Equip RT_Mat",
    "clndr_type": "CA_Base CA_Project CA_Rsrc",
    "actv_code_type_scope": "AS_Global AS_EPS AS_Project",
}
LONGEST = {"task_code": 40, "task_name": 120, "wbs_short_name": 40, "wbs_name": 100, "proj_short_name": 40,
           "clndr_name": 255, "rsrc_short_name": 255, "rsrc_name": 255, "role_short_name": 40, "role_name": 100,
           "udf_type_label": 40, "actv_code_type": 40, "short_name": 60}  # fmt: skip
_DATE = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d)?")
_NUMBER = re.compile(r"-?\d+(\.\d+)?(E-?\d+)?")


def broken_rules(data: bytes) -> Iterator[str]:
    """Every rule that the file breaks, in words."""
    lines = data.decode("cp1252").splitlines()
    if len(lines[0].split("\t")) != 9 or not lines[0].startswith("ERMHDR\t") or lines[-1] != "%E":
        yield "head or end"
    tables = _tables(lines)
    if list(tables) != [one for one in ORDER if one in tables] or not set(tables) >= NEEDED:
        yield f"tables {list(tables)}"
        return
    keys = {column: [row[column] for row in tables.get(table, ())] for table, column in KEYS.items()}
    yield from (f"{column} twice" for column, found in keys.items() if len(set(found)) != len(found))
    for table, rows in tables.items():
        for row in rows:
            yield from (f"{table}.{told}" for told in _cells(table, row, keys))
    yield from _structure(tables)
    yield from _work(tables)


def _tables(lines: list[str]) -> dict[str, list[Row]]:
    tables: dict[str, list[Row]] = {}
    rows: list[Row] = []
    columns: list[str] = []
    for line in lines[1:-1]:
        mark, *cells = line.split("\t")
        if mark == "%T":
            rows = tables[cells[0]] = []
        elif mark == "%F":
            columns = cells
        else:
            rows.append(dict(zip(columns, cells, strict=True)))
    return tables


def _cells(table: str, row: Row, keys: dict[str, list[str]]) -> Iterator[str]:
    yield from (f"{one} empty" for one in NOT_EMPTY.get(table, "").split() if not row[one])
    for column, value in row.items():
        target = OTHER_NAMES.get(column, column)
        if not value:
            continue
        outside = column == "parent_wbs_id" and row["proj_node_flag"] == "Y"  # the project's place among others
        if target in keys and value not in keys[target] and not outside:
            yield f"{column} {value} leads nowhere"
        if column in CHOICES and value not in CHOICES[column].split():
            yield f"{column} {value} isn't known"
        if len(value) > LONGEST.get(column, 10**6):
            yield f"{column} is too long"
        if column.endswith("_date") and not _DATE.fullmatch(value):
            yield f"{column} {value} is no date"
        if column.endswith(("_qty", "_cnt", "_cost", "_num")) and not _NUMBER.fullmatch(value):
            yield f"{column} {value} is no number"


def _structure(tables: dict[str, list[Row]]) -> Iterator[str]:
    seen: set[str] = set()
    for place, row in enumerate(tables["PROJWBS"]):
        if (row["proj_node_flag"] == "Y") != (place == 0) or (place and row["parent_wbs_id"] not in seen):
            yield f"PROJWBS {row['wbs_id']} before its parent"
        seen.add(row["wbs_id"])
    for table, column in (("TASK", "task_code"), ("RSRC", "rsrc_short_name"), ("ROLES", "role_short_name")):
        found = [row[column] for row in tables.get(table, ())]
        if len(set(found)) != len(found):
            yield f"{table}.{column} twice"
    for row in tables["TASK"]:
        begun, ended = bool(row["act_start_date"]), bool(row["act_end_date"])
        status = "TK_Complete" if ended else "TK_Active" if begun else "TK_NotStart"
        if row["status_code"] != status or (ended and float(row["remain_drtn_hr_cnt"])):
            yield f"TASK {row['task_code']}: {row['status_code']}"
        if (row["cstr_type"] not in {"", "CS_ALAP"}) != bool(row["cstr_date"]):
            yield f"TASK {row['task_code']}: constraint and its date"
    yield from (
        f"TASKPRED {row['task_id']} on itself" for row in tables["TASKPRED"] if row["task_id"] == row["pred_task_id"]
    )


def _work(tables: dict[str, list[Row]]) -> Iterator[str]:
    """An activity's units are the sums of its assignments'."""
    for kind, name in (("RT_Labor", "work"), ("RT_Equip", "equip")):
        sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
        for row in tables.get("TASKRSRC", ()):
            if row["rsrc_type"] == kind:
                for place, column in enumerate(("target_qty", "act_reg_qty", "remain_qty")):
                    sums[row["task_id"]][place] += float(row[column])
        for row in tables["TASK"]:
            told = [float(row[f"{what}_{name}_qty"]) for what in ("target", "act", "remain")]
            if any(abs(one - other) > 0.01 for one, other in zip(told, sums[row["task_id"]], strict=True)):
                yield f"TASK {row['task_code']}: {name} {told} and {sums[row['task_id']]}"
