"""Moments of a plan: local wall clock without a time zone, as its file has them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    _Field = models.Field[datetime | None, datetime | None]
else:
    _Field = models.Field


class WallClockField(_Field):
    """A moment that no time zone shifts."""

    description = "wall clock moment"

    def db_type(self, connection: Any) -> str:
        """PostgreSQL's type without zone."""
        return "timestamp"

    def get_prep_value(self, value: Any) -> Any:
        """Refuses moments with a zone: they would shift."""
        if isinstance(value, datetime) and value.tzinfo is not None:
            raise ValueError("a moment of a plan has no time zone")
        return super().get_prep_value(value)
