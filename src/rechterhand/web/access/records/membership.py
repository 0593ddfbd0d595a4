"""A role of somebody."""

from __future__ import annotations

from django.db.models import Q

from rechterhand.web.access.record import Record, Rule, Seen, Told
from rechterhand.web.data.models import Membership, Programme, Project

record = Record(
    Membership,
    told={
        Project: Told(lambda _, place: Q(project_id=place.pk), "project.see", "project.members"),
        Programme: Told(lambda _, place: Q(programme_id=place.pk), "programme.see", "programme.change"),
    },
    about="person",
    seen=Seen.EVENT,
    rules=frozenset({Rule.ROLES}),
)
