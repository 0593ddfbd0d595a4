"""A plan as a sheet: a row an activity, a column a figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.urls import reverse

from rechterhand.text import Message
from rechterhand.text.ending import ending_day
from rechterhand.web.data.models import LatestActivity, PlanVersion
from rechterhand.web.look.say import told


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its field, how it is written, and whether it stays in sight."""

    field: str
    kind: Literal["text", "number", "date"]
    digits: int = 0
    frozen: bool = False


COLUMNS = (
    Column("wbs", "text"),
    Column("name", "text", frozen=True),
    Column("start", "date"),
    Column("finish", "date"),
    Column("duration", "number", 1),
    Column("progress", "number"),
    Column("total_float", "number", 1),
    Column("baseline", "date"),
    Column("deadline", "date"),
    Column("criticality", "number"),
    Column("p50", "date"),
    Column("p80", "date"),
    Column("price", "number", 1),
    Column("findings", "text"),
)
READ = (
    "activity_id", "wbs", "name", "start", "finish", "duration_minutes", "percent_complete", "total_float_minutes",
    "baseline_finish", "deadline", "criticality", "finish_p50", "finish_p80", "price_days", "findings",
)  # fmt: skip
"""Columns that are read: as plain rows, since a plan has thousands of them."""
HOUR = 60


def grid(version: PlanVersion | None) -> dict[str, Any]:
    """What the grid island is told of the latest version; no rows of an older one, or of none. One statement."""
    rows: list[dict[str, Any]] = []
    if version is not None:
        every = LatestActivity.objects.filter(version=version).order_by("position")
        found: Iterable[Any] = every.values_list(*READ, named=True)
        place = {"project": version.project.slug, "activity": 0}
        address = reverse("plans:activity", kwargs=place).removesuffix("0/")
        titles: dict[str, str] = {}
        rows = [_row(one, address, titles) for one in found]
    return {
        "columns": [
            {
                "field": one.field,
                "title": told(Message.of(f"plans.grid.{one.field}")),
                "kind": one.kind,
                "digits": one.digits,
                "frozen": one.frozen,
            }
            for one in COLUMNS
        ],
        "rows": rows,
        "url": "url",
    }


def _row(one: Any, address: str, titles: dict[str, str]) -> dict[str, str | float | None]:
    """``titles`` are those of checks that were written out before."""
    for each in one.findings:
        if each not in titles:
            titles[each] = told(Message.of(f"checks.{each}.title"))
    return {
        "wbs": one.wbs,
        "name": one.name,
        "start": None if one.start is None else one.start.date().isoformat(),
        "finish": _last_day(one.finish),
        "duration": _hours(one.duration_minutes),
        "progress": one.percent_complete,
        "total_float": _hours(one.total_float_minutes),
        "baseline": _last_day(one.baseline_finish),
        "deadline": _last_day(one.deadline),
        "criticality": None if one.criticality is None else 100 * one.criticality,
        "p50": _last_day(one.finish_p50),
        "p80": _last_day(one.finish_p80),
        "price": one.price_days,
        "findings": ", ".join(titles[each] for each in one.findings),
        "url": f"{address}{one.activity_id}/",
    }


def _last_day(moment: datetime | None) -> str | None:
    return None if moment is None else ending_day(moment).isoformat()


def _hours(minutes: int | None) -> float | None:
    return None if minutes is None else minutes / HOUR
