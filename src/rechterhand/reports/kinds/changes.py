"""The comparison as an Excel workbook: why the end moved, every change, milestones, float and matching."""

from __future__ import annotations

from collections.abc import Iterator

from rechterhand.engine.schedule.result import EPOCH
from rechterhand.reports import telling
from rechterhand.reports.document import Cell, Column, Form, Sheet
from rechterhand.reports.saying import Sayer
from rechterhand.reports.writers.xlsx import write
from rechterhand.text import Language, Message
from rechterhand.versions.change import Change
from rechterhand.versions.naming import member, names_of
from rechterhand.versions.rounding import apportioned
from rechterhand.versions.series import Series

Row = tuple[Cell, ...]


def workbook(made: Series, language: Language) -> bytes:
    """The bytes of an Excel workbook; equal comparisons give equal bytes."""
    say = Sayer(language)
    plan = made.steps[-1].new.plan
    stamp = (plan.status_date or made.points[-1].finish or EPOCH).replace(microsecond=0)
    return write(tuple(sheets(made, say)), language, title=plan.name, made=stamp)


def sheets(made: Series, say: Sayer) -> Iterator[Sheet]:
    """All sheets, in the order in which they are read."""
    yield why_sheet(made, say)
    if len(made.steps) > 1:
        yield _steps(made, say)
        yield _trend(made, say)
        yield _wave(made, say)
    yield _milestones(made, say)
    yield changes_sheet(made, say)
    yield _chains(made, say)
    yield _matched(made, say)


def _head(say: Sayer, *columns: tuple[str, int, Form]) -> tuple[Column, ...]:
    return tuple(Column(say(f"compare.column.{key}"), width, form) for key, width, form in columns)


def _step(made: Series, place: int) -> str:
    return f"{made.points[place].file} → {made.points[place + 1].file}"


def why_sheet(made: Series, say: Sayer) -> Sheet:
    """Causes in days for the finish and P80, with the changes inside each.

    The level tells them apart: the days of the changes are in those of their cause, and these in the whole.
    """
    level, inner, whole = (say(f"compare.level.{one}") for one in ("cause", "change", "whole"))
    columns = _head(
        say,
        ("step", 40, Form.TEXT),
        ("cause", 34, Form.TEXT),
        ("level", 16, Form.TEXT),
        ("days", 10, Form.FIGURE),
        ("error", 10, Form.FIGURE),
        ("change", 60, Form.TEXT),
        ("id", 10, Form.TEXT),
    )
    columns += (Column("P80", 10, Form.FIGURE), Column(say("compare.column.error"), 10, Form.FIGURE))
    rows: list[Row] = []
    for place, one in enumerate(made.steps):
        names = names_of(one)
        expected = {} if one.forecast is None else {part.cause: part for part in one.forecast.parts}
        rounded = apportioned([part.days for part in one.finish.parts], one.finish.days, 3)
        for part, days in zip(one.finish.parts, rounded, strict=True):
            cause = say(f"compare.cause.{part.cause.value}")
            p80 = expected.get(part.cause)
            figures = (None, None) if p80 is None else (p80.days, p80.standard_error_days)
            rows.append((_step(made, place), cause, level, days, part.standard_error_days, None, None, *figures))
            for each in part.members:
                told = say.message(member(each, names))
                ids = ", ".join(map(str, each.activity_ids))
                rows.append(
                    (_step(made, place), cause, inner, each.days, each.standard_error_days, told, ids, None, None)
                )
        for alone in [key for key in expected if key not in {part.cause for part in one.finish.parts}]:
            cause, p80 = say(f"compare.cause.{alone.value}"), expected[alone]
            rows.append((_step(made, place), cause, level, 0.0, 0.0, None, None, p80.days, p80.standard_error_days))
        forecast = one.forecast
        figures = (None, None) if forecast is None else (forecast.days, forecast.standard_error_days)
        rows.append((_step(made, place), say("compare.total"), whole, one.finish.days, 0.0, None, None, *figures))
    return Sheet(say("compare.sheet.why"), columns, rows)


def _steps(made: Series, say: Sayer) -> Sheet:
    columns = _head(
        say,
        ("file", 30, Form.TEXT),
        ("status", 14, Form.TEXT),
        ("finish", 14, Form.TEXT),
        ("movement", 12, Form.DAYS),
        ("due", 12, Form.COUNT),
        ("done", 12, Form.COUNT),
        ("postponed", 14, Form.DAYS),
        ("overdue", 12, Form.COUNT),
        ("added", 12, Form.COUNT),
        ("deleted", 12, Form.COUNT),
        ("touched", 12, Form.COUNT),
        ("churn", 12, Form.SHARE),
    )
    first = made.points[0]
    rows: list[Row] = [(first.file, first.status, first.finish, *(None,) * 9)]
    for point, one, figures in zip(made.points[1:], made.steps, made.figures, strict=True):
        rows.append(
            (
                point.file,
                point.status,
                point.finish,
                one.finish.days,
                figures.due,
                figures.done,
                figures.postponed_days,
                figures.overdue,
                figures.added,
                figures.deleted,
                figures.touched,
                figures.churn,
            )
        )
    return Sheet(say("compare.sheet.steps"), columns, rows)


def _trend(made: Series, say: Sayer) -> Sheet:
    columns = (
        *_head(say, ("id", 10, Form.TEXT), ("milestone", 44, Form.TEXT)),
        *(Column(one.file, 16) for one in made.points),
    )
    rows = [(str(one.activity_id), one.name, *one.dates) for one in made.trends]
    return Sheet(say("compare.sheet.trend"), columns, rows)


def _wave(made: Series, say: Sayer) -> Sheet:
    columns = (
        *_head(say, ("month", 12, Form.TEXT)),
        *(Column(one.file, 16, Form.DAYS) for one in made.points),
    )
    by_version = [{day: work for day, _, work in one.months} for one in made.waves]
    days = sorted({day for one in by_version for day in one})
    rows = [(day, *(one.get(day) for one in by_version)) for day in days]
    return Sheet(say("compare.sheet.wave"), columns, rows)


def _milestones(made: Series, say: Sayer) -> Sheet:
    columns = _head(
        say,
        ("step", 40, Form.TEXT),
        ("id", 10, Form.TEXT),
        ("milestone", 44, Form.TEXT),
        ("old", 16, Form.TEXT),
        ("new", 16, Form.TEXT),
        ("moved", 12, Form.FIGURE),
        ("why", 80, Form.TEXT),
    )
    rows = []
    for place, one in enumerate(made.steps):
        for each in one.milestones:
            told = ", ".join(
                f"{telling.signed(part.days, say)} {say(f'compare.cause.{part.part.cause.value}')}"
                for part in telling.causes(each.parts, each.days)
                if part.days
            )
            rows.append((_step(made, place), str(each.activity_id), each.name, each.old, each.new, each.days, told))
    return Sheet(say("compare.sheet.milestones"), columns, rows)


def changes_sheet(made: Series, say: Sayer) -> Sheet:
    """Every change of every step."""
    columns = _head(
        say,
        ("step", 40, Form.TEXT),
        ("what", 20, Form.TEXT),
        ("id", 10, Form.TEXT),
        ("activity", 44, Form.TEXT),
        ("change", 80, Form.TEXT),
        ("old", 22, Form.FIGURE),
        ("new", 22, Form.FIGURE),
        ("field", 22, Form.TEXT),
        ("past", 10, Form.TEXT),
    )
    rows: list[Row] = []
    for place, one in enumerate(made.steps):
        for change in one.changes:
            key = change.activity_id
            rows.append(
                (
                    _step(made, place),
                    say(f"compare.what.{change.what.value}"),
                    None if key is None else str(key),
                    change.name,
                    say.message(change.text),
                    _value(change, "old", say),
                    _value(change, "new", say),
                    change.field,
                    say("compare.in_past") if change.in_past else None,
                )
            )
    return Sheet(say("compare.sheet.changes"), columns, rows)


def _value(change: Change, side: str, say: Sayer) -> Cell:
    """What a change is from or to: dates and numbers as they are, codes in the words of its sentence."""
    value, told = getattr(change, side), change.text.values.get(side)
    if isinstance(value, bool):
        return say("compare.yes" if value else "compare.no")
    return say.message(told) if isinstance(value, str) and isinstance(told, Message) else value


def _chains(made: Series, say: Sayer) -> Sheet:
    columns = _head(
        say,
        ("step", 40, Form.TEXT),
        ("chain", 50, Form.TEXT),
        ("float_old", 12, Form.DAYS),
        ("float_new", 12, Form.DAYS),
        ("eaten", 12, Form.DAYS),
        ("activities", 60, Form.TEXT),
    )
    rows: list[Row] = []
    for place, one in enumerate(made.steps):
        for each in one.chains:
            count = len(each.activity_ids)
            told = say("compare.chain", name=each.name, more=count - 1, count=count)
            ids = ", ".join(map(str, each.activity_ids))
            rows.append((_step(made, place), told, each.old_days, each.new_days, each.eaten_days, ids))
    return Sheet(say("compare.sheet.float"), columns, rows)


def _matched(made: Series, say: Sayer) -> Sheet:
    columns = _head(
        say,
        ("step", 40, Form.TEXT),
        ("id", 10, Form.TEXT),
        ("old", 44, Form.TEXT),
        ("id", 10, Form.TEXT),
        ("new", 44, Form.TEXT),
        ("by", 18, Form.TEXT),
        ("certainty", 16, Form.TEXT),
    )
    rows: list[Row] = []
    for place, one in enumerate(made.steps):
        old = {row.id: row.name for row in one.old.plan.activities}
        new = {row.id: row.name for row in one.new.plan.activities}
        for pair in one.lineage.pairs:
            by, sure = say(f"compare.by.{pair.by.value}"), say(f"compare.certainty.{pair.certainty.value}")
            names = (str(pair.old_id), old[pair.old_id], str(pair.new_id), new[pair.new_id])
            rows.append((_step(made, place), *names, by, sure))
    return Sheet(say("compare.sheet.matched"), columns, rows)
