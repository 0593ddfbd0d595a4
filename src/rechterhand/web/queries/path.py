"""A plan as the Gantt draws it: all of it, or the part that its finish hangs on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from rechterhand.engine.schedule.result import to_minute
from rechterhand.text import Message
from rechterhand.web.data.models import LatestActivity, LatestLink, PlanVersion
from rechterhand.web.look.gantt import Gantt, GanttLink, GanttRow

MOST = 60
"""Activities that are drawn, those that most often hold up the finish."""
OFTEN = 0.1
"""From this share of the futures on the longest path, an activity is near-critical."""


def critical_part(version: PlanVersion, promised: datetime | None) -> Gantt | None:
    """Unfinished work on or near the critical path, and what has a price; None when there is none or an older version
    is asked for. Two statements.
    """
    rows = LatestActivity.objects.filter(version=version, is_summary=False, actual_finish=None).defer("search", "notes")
    near = rows.filter(Q(is_critical=True) | Q(criticality__gte=OFTEN) | Q(price_days__gt=0))
    found = sorted(near.order_by("-criticality", "position")[:MOST], key=lambda one: one.position)
    found = [one for one in found if one.start is not None and one.finish is not None]
    if not found:
        return None
    ids = [one.activity_id for one in found]
    links = LatestLink.objects.filter(version=version, predecessor_id__in=ids, successor_id__in=ids)
    return _drawn(version, found, links, promised, level=None)


def whole_plan(version: PlanVersion, promised: datetime | None) -> Gantt | None:
    """Every row of the plan in its outline; None when an older version is asked for. Two statements."""
    rows = LatestActivity.objects.filter(version=version).defer("search", "notes").order_by("position")
    found = [one for one in rows if one.start is not None and one.finish is not None]
    if not found:
        return None
    links = LatestLink.objects.filter(version=version)
    return _drawn(version, found, links, promised, level=min(one.outline_level for one in found))


def _drawn(
    version: PlanVersion,
    found: Sequence[LatestActivity],
    links: Iterable[LatestLink],
    promised: datetime | None,
    *,
    level: int | None,
) -> Gantt:
    """``level`` is the outline level of the outermost rows; None for a list without outline."""
    ids = {one.activity_id: one for one in found}
    address = _address(version)
    return Gantt(
        [_row(one, address, 0 if level is None else one.outline_level - level) for one in found],
        [
            GanttLink(
                each.predecessor_id,
                each.successor_id,
                each.type,
                ids[each.predecessor_id].is_critical and ids[each.successor_id].is_critical,
            )
            for each in links
            if each.predecessor_id in ids and each.successor_id in ids
        ],
        today=to_minute(datetime.combine(timezone.localdate(), datetime.min.time())),
        status=None
        if version.status_date is None
        else to_minute(datetime.combine(version.status_date, datetime.min.time())),
        committed=None if promised is None else to_minute(promised),
        title=version.file_name,
    )


def _address(version: PlanVersion) -> str:
    """What stands before the number of an activity in its address: looked up once for thousands of rows."""
    return reverse("plans:activity", kwargs={"project": version.project.slug, "activity": 0}).removesuffix("0/")


def _row(one: LatestActivity, address: str, level: int) -> GanttRow:
    return GanttRow(
        id=one.activity_id,
        wbs=one.wbs,
        name=one.name,
        level=level,
        start=_minute(one.start),
        finish=_minute(one.finish),
        summary=one.is_summary,
        milestone=one.is_milestone,
        critical=one.is_critical,
        done=(one.percent_complete or 0.0) / 100,
        baseline=_pair(one.baseline_start, one.baseline_finish),
        spread=_pair(one.finish_p50, one.finish_p80),
        price=one.price_days,
        error=one.price_error_days,
        findings=tuple(Message.of(f"checks.{each}.title") for each in one.findings),
        url=f"{address}{one.activity_id}/",
    )


def _minute(moment: datetime | None) -> int:
    return 0 if moment is None else to_minute(moment)


def _pair(first: datetime | None, last: datetime | None) -> tuple[int, int] | None:
    return None if first is None or last is None else (to_minute(first), to_minute(last))
