"""That a version of the plan doesn't count: to take that back is an action of its own, on the page of versions."""

from __future__ import annotations

from django.db.models import Q

from rechterhand.web.access.record import Record, Seen, Told
from rechterhand.web.data.models import Project, TakenBack

record = Record(
    TakenBack,
    told={Project: Told(lambda _, place: Q(project_id=place.pk), "plan.see")},
    about="version",
    untold=frozenset({"created_by"}),
    seen=Seen.EVENT,
)
