"""Rows of a table become activities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from rechterhand.intake.tables.durations import Span
from rechterhand.intake.tables.grid import Fault, letters, shown
from rechterhand.intake.tables.lines import Line
from rechterhand.intake.tables.outline import Outline
from rechterhand.intake.tables.progress import Progress
from rechterhand.intake.tables.rules import Rule
from rechterhand.intake.tables.spans import When, finishing, starting
from rechterhand.intake.tables.table import Table
from rechterhand.intake.tables.worktime import moved, next_work
from rechterhand.record.activity import Activity, ActivityType, Baseline, Cost, ThreePoint


@dataclass(frozen=True, slots=True)
class Parts:
    """What was found out of each task, by its place; ``calendars`` are ids (None: the plan's own), ``kinds`` theirs.

    ``status`` is the status date of all.
    """

    ids: Sequence[int]
    outline: Outline
    whens: Sequence[When]
    progress: Sequence[Progress]
    rules: Sequence[Rule]
    calendars: Sequence[int | None]
    kinds: Sequence[str]
    status: datetime | None = None


def activities(table: Table, parts: Parts) -> tuple[Activity, ...]:
    """All rows, summaries included, in the order of the table."""
    summaries = parts.outline.has_children()
    groups = _groups(table.lines)
    return tuple(
        _activity(table, parts, place, summary=place in summaries, group=groups[place])
        for place in range(len(table.lines))
    )


def _activity(table: Table, parts: Parts, place: int, *, summary: bool, group: str | None) -> Activity:
    line, when, done, rule = table.lines[place], parts.whens[place], parts.progress[place], parts.rules[place]
    parent = parts.outline.parents[place]
    code = shown(table.cell(line, "id")) or None
    left = _remaining(table, line, when, done)
    worked = _done(table, line, when, left)
    stop = _stop(when, done, worked, parts.kinds[place], parts.status)
    return Activity(
        id=parts.ids[place],
        name=line.name.strip(),
        type=_type(table, line, when, summary=summary),
        row=_number(code, parts.ids[place]),
        code=code,
        wbs=parts.outline.wbs[place],
        outline_level=parts.outline.levels[place],
        parent_id=None if parent is None else parts.ids[parent],
        active=table.flag(line, "active") is not False and not done.dropped,
        manual=not summary and table.word(line, "mode", "mode") == "manual",
        estimated=when.estimated,
        hidden=line.row in table.sheet.hidden_rows,
        milestone_mark=when.marked,
        calendar_id=parts.calendars[place],
        priority=_whole(table, line, "priority"),
        duration_minutes=when.minutes,
        remaining_duration_minutes=left,
        actual_duration_minutes=worked,
        elapsed=when.elapsed,
        work_minutes=table.effort(line, "work"),
        actual_work_minutes=table.effort(line, "actual_work"),
        remaining_work_minutes=table.effort(line, "remaining_work"),
        three_point=_three_point(table, line, when),
        start=done.start or when.start,
        finish=done.finish or when.finish,
        actual_start=None if summary else done.start,
        actual_finish=None if summary else done.finish,
        stop=stop,
        resume=None if stop is None else next_work(stop, parts.kinds[place]),
        constraint=rule.type,
        constraint_date=rule.date,
        deadline=finishing(table.date(line, "deadline")),
        percent_complete=done.percent,
        reported=None if summary else done.reported,
        baselines=_baselines(table, line),
        cost=Cost(total=table.money(line, "cost"), actual=table.money(line, "actual_cost")),
        codes=MappingProxyType({table.columns.titles["phase"]: group} if group else {}),
        responsible=table.text(line, "responsible"),
        notes=table.text(line, "notes"),
        fields=_fields(table, line),
    )


def _number(code: str | None, id_: int) -> int | None:
    """The number a user sees: the one typed, none beside a code, else what links or the sheet say."""
    if code is None:
        return id_
    return int(code) if code.isascii() and code.isdecimal() and len(code) < 10 else None


def _type(table: Table, line: Line, when: When, *, summary: bool) -> ActivityType:
    word = table.word(line, "type", "type")
    if summary or word == "summary" or table.flag(line, "summary"):
        return ActivityType.SUMMARY
    if when.milestone:
        return ActivityType.MILESTONE
    return ActivityType.LEVEL_OF_EFFORT if word == "level_of_effort" else ActivityType.TASK


def _remaining(table: Table, line: Line, when: When, done: Progress) -> int | None:
    told = table.duration(line, "remaining_duration")
    if done.finish is not None:
        return 0
    if told is not None:
        return told.minutes
    if when.minutes is None:
        return None
    return round(when.minutes * (1 - (done.percent or 0) / 100))


def _done(table: Table, line: Line, when: When, left: int | None) -> int | None:
    told = table.duration(line, "actual_duration")
    if told is not None:
        return told.minutes
    if when.minutes is None or left is None or left >= when.minutes:
        return None
    return when.minutes - left


def _stop(when: When, done: Progress, worked: int | None, calendar: str, status: datetime | None) -> datetime | None:
    """Up to when work was done, the status date at the latest: what is left lies after it, not after the start."""
    if done.start is None or done.finish is not None or not worked:
        return None
    stop = moved(done.start, worked, calendar, elapsed=when.elapsed)
    return stop if status is None or status <= done.start else min(stop, status)


def _three_point(table: Table, line: Line, when: When) -> ThreePoint | None:
    low, likely, high = (_minutes(table.duration(line, key)) for key in ("low", "likely", "high"))
    if low is None and high is None:
        return None
    likely = when.minutes if likely is None else likely
    told = [one for one in (low, likely, high) if one is not None]
    if told != sorted(told):
        table.missed(line, "high" if high is not None else "low", "tables.three_point_order")
        return None
    return ThreePoint(low, likely, high)


def _minutes(found: Span | None) -> int | None:
    return None if found is None else found.minutes


def _baselines(table: Table, line: Line) -> tuple[Baseline, ...]:
    start = starting(table.date(line, "baseline_start"))
    finish = finishing(table.date(line, "baseline_finish"))
    duration = _minutes(table.duration(line, "baseline_duration"))
    return (Baseline(0, start, finish, duration),) if start or finish or duration is not None else ()


def _whole(table: Table, line: Line, key: str) -> int | None:
    found = table.number(line, key)
    return None if found is None else round(found)


def _fields(table: Table, line: Line) -> Mapping[str, object]:
    """Columns that nothing knows, and cells that weren't understood: kept as they stand."""
    unknown = table.columns.unknown
    found: dict[str, object] = {}
    for column, cell in enumerate(table.sheet.rows[line.row]):
        if cell is None or isinstance(cell, Fault):
            continue
        if column in unknown:
            found[unknown[column]] = shown(cell)
        elif column not in table.columns.used:
            found[letters(column)] = shown(cell)
    return MappingProxyType(found | table.kept.get(line.row, {}))


def _groups(lines: Sequence[Line]) -> list[str | None]:
    """The phase of each task: its own row's, else the last one named above it, as merged cells show it."""
    found: list[str | None] = []
    last: str | None = None
    for line in lines:
        last = line.group or (line.name.strip() if line.depth == 1 else last)
        found.append(None if line.depth == 1 else last)
    return found
