"""A scenario."""

from __future__ import annotations

from django.db.models import Q

from rechterhand.web.access.record import Record, Told
from rechterhand.web.data.models import Project, Scenario

record = Record(
    Scenario,
    told={Project: Told(lambda _, place: Q(project_id=place.pk), "plan.scenario", "plan.scenario")},
    about="name",
    untold=frozenset({"outcome", "created_by"}),
)
