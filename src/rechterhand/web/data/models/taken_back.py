"""Versions of a plan that were taken back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from rechterhand.web.data.history import with_history
from rechterhand.web.data.models.plan_version import PlanVersion
from rechterhand.web.data.models.project import Project


@with_history()
class TakenBack(models.Model):
    """Says of a version that it doesn't count, since when, who said so and why; nothing of the version itself changes.

    Without this row it counts again: history keeps that it was there.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    version = models.OneToOneField(PlanVersion, models.CASCADE, related_name="taken_back")
    reason = models.CharField(max_length=500)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    def __str__(self) -> str:
        return self.reason
