"""A plan as a sheet: a row an activity, a column a figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal

from django.urls import reverse

from rechterhand.record.link import LagUnit
from rechterhand.text import Message
from rechterhand.text.writing import number
from rechterhand.web.bridge import canonical, storage
from rechterhand.web.data.models import LatestActivity, LatestLink, PlanVersion
from rechterhand.web.look.say import language, told
from rechterhand.web.queries.figures import last_day


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its field, how it is written, and whether it stays in sight.

    ``level`` names the field that says how deep a row lies, by which this one is indented.
    """

    field: str
    kind: Literal["text", "number", "date"]
    digits: int = 0
    frozen: bool = False
    level: str = ""


CODE, NUMBER = "code", "number"
"""By what links name activities: codes where the plan has them, as those of Primavera P6 do, else numbers."""
COLUMNS = (
    Column("wbs", "text"),
    Column(NUMBER, "text"),
    Column(CODE, "text"),
    Column("name", "text", frozen=True, level="level"),
    Column("start", "date"),
    Column("finish", "date"),
    Column("duration", "number", 1),
    Column("progress", "number"),
    Column("total_float", "number", 1),
    Column("predecessors", "text"),
    Column("successors", "text"),
    Column("baseline", "date"),
    Column("deadline", "date"),
    Column("criticality", "number"),
    Column("p50", "date"),
    Column("p80", "date"),
    Column("price", "number", 1),
    Column("findings", "text"),
)
READ = (
    "activity_id", "wbs", "code", "name", "outline_level", "is_summary", "is_milestone",
    "start", "finish", "duration_minutes", "percent_complete", "total_float_minutes",
    "baseline_finish", "deadline", "criticality", "finish_p50", "finish_p80", "price_days", "findings",
)  # fmt: skip
"""Columns that are read: as plain rows, since a plan has thousands of them."""
WHOLE_DAY, USUAL_DAY = 1440, 480
"""Minutes of a day by the clock, and of a working day where the plan isn't there to say."""
LINK_READ = ("predecessor_id", "successor_id", "type", "lag_minutes", "lag_unit", "lag_percent")


def grid(version: PlanVersion | None) -> dict[str, Any]:
    """What the grid island is told of the latest version; no rows of an older one, or of none. Two statements, and how
    long a day of the plan is from storage.
    """
    rows: list[dict[str, Any]] = []
    columns: Sequence[Column] = COLUMNS
    if version is not None:
        every = LatestActivity.objects.filter(version=version).order_by("position")
        found = list(every.values_list(*READ, named=True))
        place = {"project": version.project.slug, "activity": 0}
        address = reverse("plans:activity", kwargs=place).removesuffix("0/")
        sheet = _Sheet(found, address, minutes_per_day(version), links_told(version, found))
        rows = [sheet.row(one) for one in found]
        other = NUMBER if any(one.code for one in found) else CODE
        columns = tuple(one for one in COLUMNS if one.field != other)
    return {"columns": [_column(one) for one in columns], "rows": rows, "url": "url"}


def _column(one: Column) -> dict[str, Any]:
    level = {"level": one.level} if one.level else {}
    words = told(Message.of(f"plans.grid.{one.field}"))
    return {"field": one.field, "title": words, "kind": one.kind, "digits": one.digits, "frozen": one.frozen} | level


class _Sheet:
    """What rows have in common: where they lead to, how long a day is, and titles that were written out before."""

    def __init__(self, found: Sequence[Any], address: str, day: int, links: Mapping[int, tuple[str, str]]) -> None:
        self._address, self._day, self._links = address, day, links
        self._top = min((one.outline_level for one in found), default=0)
        self._titles: dict[str, str] = {}

    def row(self, one: Any) -> dict[str, Any]:
        for each in one.findings:
            if each not in self._titles:
                self._titles[each] = told(Message.of(f"checks.{each}.title"))
        before, after = self._links.get(one.activity_id, ("", ""))
        return {
            "wbs": one.wbs,
            NUMBER: str(one.activity_id),
            CODE: one.code,
            "name": one.name,
            "level": one.outline_level - self._top,
            "summary": one.is_summary,
            "start": None if one.start is None else one.start.date().isoformat(),
            "finish": _last_day(one, one.finish),
            "duration": self._days(one.duration_minutes),
            "progress": one.percent_complete,
            "total_float": self._days(one.total_float_minutes),
            "predecessors": before,
            "successors": after,
            "baseline": _last_day(one, one.baseline_finish),
            "deadline": None if one.deadline is None else one.deadline.date().isoformat(),
            "criticality": None if one.criticality is None else 100 * one.criticality,
            "p50": _last_day(one, one.finish_p50),
            "p80": _last_day(one, one.finish_p80),
            "price": one.price_days,
            "findings": ", ".join(self._titles[each] for each in one.findings),
            "url": f"{self._address}{one.activity_id}/",
        }

    def _days(self, minutes: int | None) -> float | None:
        return None if minutes is None else minutes / self._day


def _last_day(one: Any, moment: datetime | None) -> str | None:
    day = last_day(moment, is_milestone=one.is_milestone)
    return None if day is None else day.isoformat()


def links_told(version: PlanVersion, found: Sequence[Any]) -> dict[int, tuple[str, str]]:
    """By activity what it waits for and what waits for it, as people write links: '12FS+2d'. One statement."""
    day, marks = minutes_per_day(version), {one.activity_id: one.code or str(one.activity_id) for one in found}
    before: dict[int, list[str]] = defaultdict(list)
    after: dict[int, list[str]] = defaultdict(list)
    for first, then, kind, lag, unit, percent in LatestLink.objects.filter(version=version).values_list(*LINK_READ):
        wait = f"{kind}{_lag(lag, unit, percent, day)}"
        before[then].append(f"{marks.get(first, first)}{wait}")
        after[first].append(f"{marks.get(then, then)}{wait}")
    return {key: ("; ".join(before[key]), "; ".join(after[key])) for key in before.keys() | after.keys()}


def _lag(minutes: int, unit: str, percent: float | None, day: int) -> str:
    """'+2d', '-1d', '+3ed' in elapsed days, '+50%'; nothing for no lag."""
    elapsed = unit in (LagUnit.ELAPSED, LagUnit.ELAPSED_PERCENT)
    if unit in (LagUnit.PERCENT, LagUnit.ELAPSED_PERCENT) and percent is not None:
        value, of = percent, "e%" if elapsed else "%"
    else:
        value, of = minutes / (WHOLE_DAY if elapsed else day), "ed" if elapsed else "d"
    written = number(abs(value), language(), 0 if float(value).is_integer() else 1)
    return f"{'+' if value > 0 else '-'}{written}{of}" if value else ""


def minutes_per_day(version: PlanVersion) -> int:
    """Of the plan of a version, which never changes once it is there."""
    return _minutes_per_day(version.plan) if version.plan else USUAL_DAY


@lru_cache(maxsize=1_000)
def _minutes_per_day(plan: str) -> int:
    return canonical.minutes_per_day(storage.load(plan))
