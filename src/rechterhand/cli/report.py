"""The intake report on the terminal: what was read, what wasn't understood, what was assumed."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.text import Text

from rechterhand.cli.language import say
from rechterhand.cli.screen import hang, screen
from rechterhand.intake import NotUnderstood, Reading
from rechterhand.record.plan import Plan
from rechterhand.reports.unread import shown_field
from rechterhand.text import Language, Message, render
from rechterhand.text.plain import plain

WIDTH = 110
_LEFT_OUT_AT_NOUGHT = frozenset({"summaries", "baselines", "resources", "assignments"})


def show_report(reading: Reading, counts: Mapping[str, int], language: Language) -> None:
    """One line of counts, then a list of what wasn't understood and one of what was assumed."""
    console = screen(WIDTH)
    told = tuple(
        Message.of(f"cli.read.{name}", count=count)
        for name, count in counts.items()
        if count or name not in _LEFT_OUT_AT_NOUGHT
    )
    head = say("cli.read.counts", name=reading.plan.name, format=reading.source.format, counts=told)
    console.print(Text(plain(head), style="bold"))
    console.print(_dates(reading.plan))
    if reading.not_understood:
        _list(console, "cli.read.not_understood_title", [_missed(one, language) for one in reading.not_understood])
    else:
        console.print(say("cli.read.understood"))
    if reading.assumptions:
        _list(console, "cli.read.assumed_title", [render(one.text, language) for one in reading.assumptions])


def _dates(plan: Plan) -> str:
    """Status date, first start and last finish as read, so that a misread date is seen."""
    told = [say("cli.read.status", date=plan.status_date) if plan.status_date else say("cli.read.no_status")]
    work = [row for row in plan.activities if not row.type.is_summary]
    moments = [one for row in work for one in (row.start, row.finish) if one is not None]
    if moments:
        told.append(say("cli.read.span", first=min(moments), last=max(moments)))
    else:
        told.append(say("cli.read.no_dates"))
    return " ".join(told)


def _missed(one: NotUnderstood, language: Language) -> str:
    if one.reason is None:
        return say("cli.read.missed", field=shown_field(one, language), times=one.count, example=one.example)
    reason = render(one.reason, language)
    if one.where is None:
        field = shown_field(one, language)
        return say("cli.read.missed_because", field=field, times=one.count, example=one.example, reason=reason)
    if one.count > 1:
        return say(
            "cli.read.missed_cells",
            field=one.field,
            times=one.count,
            example=one.example,
            where=one.where,
            reason=reason,
        )
    key = "cli.read.missed_row" if one.field == "–" else "cli.read.missed_cell"
    values = {} if one.field == "–" else {"field": one.field}
    return say(key, example=one.example, where=one.where, reason=reason, **values)


def _list(console: Console, title: str, lines: list[str]) -> None:
    console.print()
    console.print(Text(say(title), style="bold underline"))
    for line in lines:
        hang(console, Text("  · "), Text(plain(line)))
