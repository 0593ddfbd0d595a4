"""A project itself."""

from __future__ import annotations

from django.db.models import Q

from rechterhand.web.access.record import Follow, Record, State, Told
from rechterhand.web.data.models import Project

TIES = ("programme_id", "archived_at")
"""Columns by which the projects of a programme stand together otherwise."""


def _follows(before: State, after: State) -> frozenset[Follow]:
    moved = any(before.get(one) != after[one] for one in TIES)
    return frozenset({Follow.TOGETHER} if moved else ())


record = Record(
    Project,
    told={Project: Told(lambda _, place: Q(pgh_obj_id=place.pk), "project.see", "project.change")},
    columns={
        "archived_at": "project.archive",
        "time_tolerance_days": "project.tolerances",
        "cost_tolerance": "project.tolerances",
        **dict.fromkeys(("health", "health_reason", "health_by_id", "health_at"), "project.health"),
    },
    moves="programme_id",
    follows=_follows,
)
