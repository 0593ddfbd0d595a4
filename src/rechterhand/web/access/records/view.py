"""A view of a list that somebody keeps: nobody else sees it."""

from __future__ import annotations

from django.db.models import Q

from rechterhand.web.access.record import Record, Told
from rechterhand.web.data.models import Person, SavedView

record = Record(
    SavedView,
    told={Person: Told(lambda _, place: Q(person_id=place.pk), "portfolio.see", "portfolio.see")},
    about="name",
    untold=frozenset({"person", "area"}),
)
