"""The activities of a project's latest version, as a list."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from rechterhand.web.data.models import LatestActivity, Project
from rechterhand.web.data.searchable import asked
from rechterhand.web.queries.paging import Part


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of them; empty ones ask for all."""

    text: str = ""
    critical: bool | None = None
    milestones: bool | None = None
    finding: str = ""


def activities(project: Project, wanted: Wanted, skip: int, most: int) -> Part[LatestActivity]:
    """In the order of the plan. Two statements."""
    rows = LatestActivity.objects.filter(project=project)
    if wanted.text:
        rows = rows.filter(Q(search=asked(wanted.text)) | Q(name__icontains=wanted.text))
    if wanted.critical is not None:
        rows = rows.filter(is_critical=wanted.critical)
    if wanted.milestones is not None:
        rows = rows.filter(is_milestone=wanted.milestones)
    if wanted.finding:
        rows = rows.filter(findings__contains=[wanted.finding])
    return Part(list(rows.defer("search", "notes").order_by("position")[skip : skip + most]), rows.count())


def activity_row(project: Project, activity_id: int) -> LatestActivity | None:
    """One of them. One statement."""
    return LatestActivity.objects.filter(project=project, activity_id=activity_id).defer("search").first()
