"""A plan as the Gantt draws it: all of it, or the part that its finish hangs on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, F, Func, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from rechterhand.engine.schedule.result import to_minute
from rechterhand.text import Message
from rechterhand.web.data.models import LatestActivity, LatestLink, PlanVersion
from rechterhand.web.look.gantt import Gantt, GanttLink, GanttRow
from rechterhand.web.look.say import told
from rechterhand.web.queries.figures import Basis

MOST = 60
"""Activities that are drawn, those that most often hold up the finish."""
OFTEN = 0.1
"""From this share of the futures on the longest path, an activity is near-critical."""
DRAWN = (
    "activity_id", "position", "wbs", "name", "outline_level", "is_summary", "is_milestone", "is_critical",
    "percent_complete", "price_days", "price_error_days", "findings",
)  # fmt: skip
"""Columns that are read: as plain rows, since a plan has thousands of them."""
MOMENTS = {
    "begins": "start", "ends": "finish", "approved_start": "baseline_start", "approved_finish": "baseline_finish",
    "at_p50": "finish_p50", "at_p80": "finish_p80",
}  # fmt: skip
"""Moments that are read as minutes since 1970, counted by the database."""
MINUTE = "round(extract(epoch from %(expressions)s) / 60)::bigint"


def critical_part(version: PlanVersion, promised: datetime | None) -> Gantt | None:
    """Unfinished work on or near the critical path, and what has a price; None when there is none or an older version
    is asked for. Two statements.
    """
    rows = LatestActivity.objects.filter(version=version, is_summary=False, actual_finish=None)
    near = rows.filter(Q(is_critical=True) | Q(criticality__gte=OFTEN) | Q(price_days__gt=0))
    first = _read(near.order_by("-criticality", "position")[:MOST])
    found = sorted((one for one in first if _has_dates(one)), key=lambda one: one.position)
    if not found:
        return None
    ids = [one.activity_id for one in found]
    links = LatestLink.objects.filter(version=version, predecessor_id__in=ids, successor_id__in=ids)
    return _drawn(version, found, _ends(links), promised, level=None)


def whole_plan(version: PlanVersion, promised: datetime | None) -> Gantt | None:
    """Every row of the plan in its outline; None when an older version is asked for. Two statements."""
    every = LatestActivity.objects.filter(version=version).order_by("position")
    found = [one for one in _read(every) if _has_dates(one)]
    if not found:
        return None
    links = _ends(LatestLink.objects.filter(version=version))
    return _drawn(version, found, links, promised, level=min(one.outline_level for one in found))


def _read(rows: QuerySet[LatestActivity]) -> Iterable[Any]:
    """The rows with the columns that are drawn."""
    moments = {
        name: Func(F(column), template=MINUTE, output_field=BigIntegerField()) for name, column in MOMENTS.items()
    }
    return rows.annotate(**moments).values_list(*DRAWN, *MOMENTS, named=True)


def _has_dates(one: Any) -> bool:
    return one.begins is not None and one.ends is not None


def _ends(links: QuerySet[LatestLink]) -> Iterable[tuple[int, int, str]]:
    return links.values_list("predecessor_id", "successor_id", "type")


def _drawn(
    version: PlanVersion,
    found: Sequence[Any],
    links: Iterable[tuple[int, int, str]],
    promised: datetime | None,
    *,
    level: int | None,
) -> Gantt:
    """``level`` is the outline level of the outermost rows; None for a list without outline."""
    critical = {one.activity_id: one.is_critical for one in found}
    titles: dict[str, str] = {}
    address = _address(version)
    return Gantt(
        [_row(one, address, 0 if level is None else one.outline_level - level, titles) for one in found],
        [
            GanttLink(before, after, kind, critical[before] and critical[after])
            for before, after, kind in links
            if before in critical and after in critical
        ],
        today=to_minute(datetime.combine(timezone.localdate(), datetime.min.time())),
        status=None
        if version.status_date is None
        else to_minute(datetime.combine(version.status_date, datetime.min.time())),
        committed=None if promised is None else to_minute(promised),
        title=_title(version),
        price=Basis.of(version).price(0.0, None),
    )


def _title(version: PlanVersion) -> str:
    """What a picture of it is called: project, version, file."""
    number = told(Message.of("plans.version.of", number=version.number))
    return f"{version.project.name} · {number} · {version.file_name}"


def _address(version: PlanVersion) -> str:
    """What stands before the number of an activity in its address: looked up once for thousands of rows."""
    return reverse("plans:activity", kwargs={"project": version.project.slug, "activity": 0}).removesuffix("0/")


def _row(one: Any, address: str, level: int, titles: dict[str, str]) -> GanttRow:
    """``titles`` are those of checks that were written out before."""
    for each in one.findings:
        if each not in titles:
            titles[each] = told(Message.of(f"checks.{each}.title"))
    return GanttRow(
        id=one.activity_id,
        wbs=one.wbs,
        name=one.name,
        level=level,
        start=one.begins,
        finish=one.ends,
        summary=one.is_summary,
        milestone=one.is_milestone,
        critical=one.is_critical,
        done=(one.percent_complete or 0.0) / 100,
        baseline=_pair(one.approved_start, one.approved_finish),
        spread=_pair(one.at_p50, one.at_p80),
        price=one.price_days,
        error=one.price_error_days,
        findings=tuple(titles[each] for each in one.findings),
        url=f"{address}{one.activity_id}/",
    )


def _pair(first: int | None, last: int | None) -> tuple[int, int] | None:
    return None if first is None or last is None else (first, last)
