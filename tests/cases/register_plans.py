"""A plan with everything that rows of a register can be about, and the cases that are read against it."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from rechterhand.record.activity import Activity, ActivityType, ThreePoint
from rechterhand.record.calendar import Calendar
from rechterhand.record.link import Link, LinkType
from rechterhand.record.plan import Dialect, Plan, ScheduleOptions, Source

DAY = 480
MONDAY = datetime(2026, 9, 7, 8)


def plan(*, minutes_per_day: int = DAY) -> Plan:
    """Three branches, two of them inside each other; codes, a milestone, finished work, calendar days, own points."""
    rows = (
        _summary(1, "P", "Brug", 1, None),
        _summary(2, "P.1", "Ontwerp", 2, 1),
        _work(10, "A100", "Schetsen", 10, 2, discipline="Bouw", wbs="P.1"),
        _work(11, "A110", "Rekenen", 20, 2, discipline="Civiel", wbs="P.1"),
        _summary(3, "P.2", "Uitvoering", 2, 1),
        _summary(4, "P.2.1", "Ruwbouw", 3, 3),
        _work(20, "A200", "Fundering", 40, 4, discipline="Bouw", wbs="P.2.1"),
        _work(21, "A210", "Wanden", 20, 4, wbs="P.2.1", three_point=ThreePoint(18 * DAY, 20 * DAY, 30 * DAY)),
        _work(22, "A220", "Opleveren", 0, 3, wbs="P.2", type=ActivityType.FINISH_MILESTONE),
        _work(23, "A230", "Sloop", 10, 3, wbs="P.2", actual_start=datetime(2026, 9, 1, 8), actual_finish=MONDAY),
        _work(24, "A240", "Drogen", 21, 3, wbs="P.2", elapsed=True),
        _work(25, "A250", "Fundering", 10, 3, wbs="P.2", discipline="Fundering"),
    )
    return Plan(
        name="Brug",
        key="brug",
        source=Source("brug.xer", "XER", "0" * 64),
        activities=rows,
        links=tuple(Link(one, two, LinkType.FS) for one, two in ((10, 11), (11, 20), (20, 21), (21, 22))),
        calendars=(Calendar(1, "five days", minutes_per_day=DAY),),
        default_calendar_id=1,
        dialect=Dialect.PRIMAVERA,
        options=ScheduleOptions(minutes_per_day=minutes_per_day),
        start=MONDAY,
        status_date=MONDAY,
    )


def _summary(key: int, code: str, name: str, level: int, parent: int | None) -> Activity:
    return Activity(
        key, name, ActivityType.SUMMARY, row=key, code=code, wbs=code, outline_level=level, parent_id=parent
    )


def _work(key: int, code: str, name: str, days: int, parent: int, discipline: str = "", **fields: Any) -> Activity:
    return Activity(
        key,
        name,
        row=key,
        code=code,
        outline_level=4,
        parent_id=parent,
        calendar_id=1,
        duration_minutes=days * DAY,
        remaining_duration_minutes=0 if "actual_finish" in fields else days * DAY,
        codes={"Discipline": discipline} if discipline else {},
        **fields,
    )


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of one file."""
    text = (Path(__file__).parent / "registers" / f"{name}.toml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = tomllib.loads(text)["case"]
    return found


def written(folder: Path, case: dict[str, Any], name: str) -> Path:
    """The table of a case as a file of separated text; lines are indented for the eye only."""
    path = folder / f"{name}.csv"
    path.write_text("\n".join(line.strip() for line in case["table"].strip().splitlines()) + "\n", encoding="utf-8")
    return path
