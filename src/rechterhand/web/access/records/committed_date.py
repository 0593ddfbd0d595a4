"""A date that was promised: part of what one saves of a project, so that the project's revision counts."""

from __future__ import annotations

from django.db.models import Q

from rechterhand.web.access.record import Follow, Record, Rule, Seen, State, Told
from rechterhand.web.data.models import CommittedDate, Project


def _follows(before: State, after: State) -> frozenset[Follow]:
    whole = before.get("is_whole") or after["is_whole"]
    return frozenset({Follow.TOGETHER, Follow.REVIEW} if whole else {Follow.TOGETHER})


record = Record(
    CommittedDate,
    told={Project: Told(lambda _, place: Q(project_id=place.pk), "project.see", "project.tolerances")},
    about="what",
    seen=Seen.PLACE,
    rules=frozenset({Rule.ONE_WHOLE}),
    follows=_follows,
)
