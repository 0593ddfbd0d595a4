"""The table of dates on the terminal."""

from __future__ import annotations

from rich import box
from rich.table import Table
from rich.text import Text

from rechterhand.cli.language import say
from rechterhand.cli.screen import screen
from rechterhand.engine.schedule.result import ScheduleResult
from rechterhand.text import Language
from rechterhand.text.plain import plain, shorten
from rechterhand.text.writing import number, short_date

BESIDE = 68
"""Columns of the terminal that stand beside an activity's name."""


def show_schedule(result: ScheduleResult, language: Language) -> None:
    """Early dates and total float of every row; critical ones marked."""
    console = screen()
    table = Table(box=box.SIMPLE_HEAD, title=None, pad_edge=False)
    for key in ("id", "name", "early_start", "early_finish", "total_float", "critical"):
        words = say(f"cli.column.{key}")
        head = "\n(".join(words.split(" (")) if key == "total_float" else "\n".join(words.split(" "))
        table.add_column(head, justify="right" if key in {"id", "total_float"} else "left", no_wrap=True)
    most = max(20, console.width - BESIDE)
    for one in result:
        if one.early_start is None or one.early_finish is None:
            continue
        days = None if one.total_float_minutes is None else one.total_float_minutes / one.minutes_per_day
        table.add_row(
            str(one.activity.id),
            Text(shorten("  " * max(0, one.activity.outline_level - 1) + plain(one.activity.name), most)),
            short_date(one.early_start, language),
            short_date(one.early_finish, language),
            "–" if days is None else number(days, language, 1),
            "●" if one.critical else "",
        )
    console.print(table)
    console.print(say("cli.schedule.finish", finish=result.project_finish))
