"""The colours of a project."""

from __future__ import annotations

from django.db import models


class Health(models.TextChoices):
    """How a project is doing; nothing is known of one without a reviewed plan."""

    LATE = "late", "Late"
    AT_RISK = "at_risk", "At risk"
    FINE = "fine", "Fine"
    UNKNOWN = "unknown", "No data"
