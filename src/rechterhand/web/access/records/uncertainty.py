"""The table of estimates and risks of a project's plan."""

from __future__ import annotations

from django.db.models import Q

from rechterhand.web.access.record import Follow, Record, Told
from rechterhand.web.data.models import Project, UncertaintyTable

record = Record(
    UncertaintyTable,
    told={Project: Told(lambda _, place: Q(project_id=place.pk), "plan.uncertainty", "plan.uncertainty")},
    follows=lambda *_: frozenset({Follow.REVIEW}),
)
