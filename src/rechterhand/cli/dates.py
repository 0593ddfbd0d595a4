"""Dates and floats on the terminal: every row of a plan, or the chains that lead to one activity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from rechterhand.cli.language import say
from rechterhand.cli.screen import screen
from rechterhand.engine.schedule.result import ScheduledActivity, ScheduleResult
from rechterhand.record.activity import Activity
from rechterhand.record.mark import mark
from rechterhand.record.plan import Plan
from rechterhand.reports.days import shown_days
from rechterhand.text import Language
from rechterhand.text.ending import ending_day
from rechterhand.text.plain import plain, shorten
from rechterhand.text.writing import number, short_date

if TYPE_CHECKING:
    from rechterhand.engine.schedule.float_paths import FloatPath, FloatPaths

ROOMY = 110
"""From so many columns on there is room for free float as well."""

NAME = 12
"""A name keeps at least so many columns."""

SPARED = ("free_float", "interfering_float", "early_start", "id", "drag", "total_float")
"""What a narrow terminal does without, the first first: half a date, number or id would say something else."""

EXPLAINED = ("interfering_float", "drag")
"""Columns that the legend says more of."""

CRITICAL, LONGEST = "●", "◆"
LEFT = {"name", "early_start", "early_finish", "marks"}


def show_schedule(result: ScheduleResult, language: Language) -> None:
    """Early dates, floats and drag of every row; critical ones and the longest path marked."""
    console = screen()
    shown = [one for one in result if one.early_start is not None and one.early_finish is not None]
    top = min((one.activity.outline_level for one in shown), default=1)
    indent = "  " if console.width >= ROOMY else " "
    names = [indent * (one.activity.outline_level - top) + plain(_name(one.activity, result.plan)) for one in shown]
    if shown:
        cells = [_cells(one, name, result, language) for one, name in zip(shown, names, strict=True)]
        grid = _Grid(console, cells, by_row=result.plan.source.sheet_rows)
        grid.show(grid.rows, head=True)
        _legend(grid)
    else:
        console.print(say("cli.schedule.empty"))
    if len(shown) < len(result):
        console.print(say("cli.schedule.undated", count=len(result) - len(shown)))
    if shown:
        console.print(say("cli.schedule.finish", finish=ending_day(result.project_finish)))


def show_paths(found: FloatPaths, language: Language) -> None:
    """Each path with what it may slip, where it joins, and its activities."""
    console = screen()
    if found.end_id is None:
        console.print(say("cli.paths.none"))
        return
    schedule = found.schedule
    end = schedule[found.end_id]
    _, finish = shown_days(end, schedule.project_start)
    console.print(Text(plain(say("cli.paths.title", name=end.activity.name, finish=finish)), style="bold"))
    members = [schedule[key] for path in found for key in path.activity_ids]
    cells = [_cells(one, plain(one.activity.name), schedule, language) for one in members]
    grid = _Grid(console, cells, by_row=schedule.plan.source.sheet_rows)
    rows = iter(grid.rows)
    for path in found:
        console.print()
        console.print(Text(plain(_about(path, schedule)), style="bold"))
        grid.show(islice(rows, len(path.activity_ids)), head=path.number == 1)
    console.print()
    _legend(grid)
    if len(found) == 1 and found.complete:
        console.print(say("cli.paths.only"))


def shown_id(activity: Activity, plan: Plan) -> str:
    """The mark by which people know an activity."""
    return plain(mark(activity, plan.dialect))


def _name(activity: Activity, plan: Plan) -> str:
    """Its name; that of the plan for the row that Microsoft Project keeps for the whole project."""
    whole = activity.id == 0 and activity.outline_level == 0
    return activity.name or (plan.name if whole else "")


def _about(path: FloatPath, schedule: ScheduleResult) -> str:
    """What a path means for the end."""
    if path.joins is None:
        return say("cli.paths.first", path=path.number)
    joined = schedule[path.joins].activity
    days = schedule.days(path.activity_ids[-1], path.relative_float_minutes)
    kind = "joins" if days is None else "slack" if days > 0 else "short" if days < 0 else "drives"
    values = {} if days is None or days == 0 else {"days": abs(days)}
    return say(f"cli.paths.{kind}", path=path.number, id=shown_id(joined, schedule.plan), name=joined.name, **values)


def _cells(one: ScheduledActivity, name: str, schedule: ScheduleResult, language: Language) -> dict[str, str]:
    def days(minutes: int | None) -> str:
        return "–" if minutes is None else number(minutes / one.minutes_per_day, language, 1)

    start, finish = shown_days(one, schedule.project_start)
    return {
        "id": shown_id(one.activity, schedule.plan),
        "name": name,
        "early_start": "–" if start is None else short_date(start, language),
        "early_finish": "–" if finish is None else short_date(finish, language),
        "total_float": days(one.total_float_minutes),
        "free_float": days(one.free_float_minutes),
        "interfering_float": days(one.interfering_float_minutes),
        "drag": "–" if one.drag_days is None else number(one.drag_days, language, 1),
        "marks": (CRITICAL if one.critical else " ") + (LONGEST if one.on_longest_path else ""),
    }


def _head(key: str, *, by_row: bool) -> str:
    if key == "marks":
        return ""
    return say("cli.column.row" if key == "id" and by_row else f"cli.column.{key}").replace(" ", "\n")


class _Grid:
    """Rows of cells that share their widths; names are cut to what is left of the terminal."""

    def __init__(self, console: Console, rows: Sequence[dict[str, str]], *, by_row: bool) -> None:
        self.console = console
        self.rows = rows
        self.keys = list(rows[0])
        self.gap = 2 if console.width >= ROOMY else 1
        self.heads = {key: _head(key, by_row=by_row) for key in self.keys}
        self.widths = {
            key: max(cell_len(text) for text in (*self.heads[key].split("\n"), *(row[key] for row in rows)))
            for key in self.keys
        }
        name = min(self.widths["name"], NAME)
        if console.width < ROOMY:
            self.keys.remove("free_float")
        for key in SPARED:
            if key in self.keys and name + self._beside() > console.width:
                self.keys.remove(key)
        self.widths["name"] = min(self.widths["name"], max(name, console.width - self._beside()))
        self.left = LEFT if all(row["id"].isdecimal() for row in rows) else LEFT | {"id"}

    def _beside(self) -> int:
        """Columns that all but the name take."""
        return sum(self.widths[key] for key in self.keys if key != "name") + self.gap * (len(self.keys) - 1)

    def show(self, rows: Iterable[dict[str, str]], *, head: bool) -> None:
        """Some of the rows; a thousand of them as plain lines cost a tenth of what a table of Rich does."""
        if head:
            told = [self.heads[key].split("\n") for key in self.keys]
            for number in range(max(map(len, told))):
                line = self._line(texts[number] if number < len(texts) else "" for texts in told)
                self.console.print(Text(line, style="bold"), no_wrap=True)
            self.console.print("─" * (sum(self.widths[key] + self.gap for key in self.keys) - self.gap), no_wrap=True)
        for row in rows:
            shown = (shorten(row[key], self.widths[key]) if key == "name" else row[key] for key in self.keys)
            self.console.file.write(self._line(shown) + "\n")

    def _line(self, texts: Iterable[str]) -> str:
        cells = []
        for key, text in zip(self.keys, texts, strict=True):
            room = " " * (self.widths[key] - cell_len(text))
            cells.append(text + room if key in self.left else room + text)
        return (" " * self.gap).join(cells).rstrip()


def _legend(grid: _Grid) -> None:
    """What the columns that are there mean, and where the ids are when they aren't."""
    grid.console.print(Text(say("cli.schedule.marks", dot=CRITICAL, diamond=LONGEST), style="dim"))
    told = [say("cli.schedule.legend")]
    told += [say(f"cli.schedule.legend.{key}") for key in EXPLAINED if key in grid.keys]
    grid.console.print(Text(" ".join(told), style="dim"))
    if "id" not in grid.keys:
        grid.console.print(Text(say("cli.schedule.no_ids"), style="dim"))
