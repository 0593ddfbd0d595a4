"""An activity at the end of a link between projects, found again in whatever version of the plan is the newest.

Its code is its name for good, where the plan has codes. Otherwise its number counts, as long as it has the same name:
rows of a sheet are numbered anew when one is inserted. What was renamed keeps its number in files of a tool.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from rechterhand.record.plan import Plan
from rechterhand.web.data.models import LatestActivity, ProjectLink

SHEETS = frozenset({"CSV", "XLSX", "ODS"})
"""Formats that number activities by their row where they have no column for it."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an activity, as it was chosen or as it stands in a plan."""

    number: int
    code: str
    name: str


def predecessor(link: ProjectLink) -> Known:
    """Where a link comes from, as it was chosen."""
    return Known(link.predecessor_number, link.predecessor_code, link.predecessor_name)


def successor(link: ProjectLink) -> Known:
    """Where it leads."""
    return Known(link.successor_number, link.successor_code, link.successor_name)


def found_again(wanted: Known, rows: Iterable[Known], file_format: str) -> Known | None:
    """The activity among those of a newer version; None when it isn't there any more."""
    rows = list(rows)
    if wanted.code:
        return next((one for one in rows if one.code == wanted.code), None)
    same = next((one for one in rows if one.number == wanted.number), None)
    if same is not None and same.name == wanted.name:
        return same
    named = [one for one in rows if one.name == wanted.name]
    if len(named) == 1:
        return named[0]
    return None if file_format in SHEETS else same


def in_plan(plan: Plan, *, summaries: bool = True) -> list[Known]:
    """All activities of a plan."""
    rows = (one for one in plan.activities if summaries or not one.type.is_summary)
    return [Known(one.id, (one.code or "")[:255], one.name) for one in rows]


def in_latest(project_ids: Sequence[int], wanted: Sequence[Known]) -> dict[int, list[tuple[Known, bool]]]:
    """The rows of projects' newest versions that may be any of these, and whether each is a summary. One statement."""
    some = Q(code__in={one.code for one in wanted if one.code}) | Q(activity_id__in={one.number for one in wanted})
    some |= Q(name__in={one.name for one in wanted})
    rows = LatestActivity.objects.filter(some, project__in=project_ids)
    found: dict[int, list[tuple[Known, bool]]] = {}
    for project, number, code, name, is_summary in rows.order_by("position").values_list(
        "project", "activity_id", "code", "name", "is_summary"
    ):
        found.setdefault(project, []).append((Known(number, code, name), is_summary))
    return found
