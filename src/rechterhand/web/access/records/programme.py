"""A programme itself."""

from __future__ import annotations

from django.db.models import Q

from rechterhand.web.access.record import Record, Told
from rechterhand.web.data.models import Programme

record = Record(
    Programme,
    told={Programme: Told(lambda _, place: Q(pgh_obj_id=place.pk), "programme.see", "programme.change")},
    columns={"archived_at": "programme.archive"},
)
