"""Scenarios: what if these ways out were taken, or this work took longer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from rechterhand.web.data.history import with_history
from rechterhand.web.data.models.plan_version import PlanVersion
from rechterhand.web.data.models.project import Project


@with_history()
class Scenario(models.Model):
    """Chosen ways out (by key) and changed durations (working days by activity), with what came of them."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="scenarios")
    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="scenarios")
    name = models.CharField(max_length=200)
    ways = models.JSONField(default=list, blank=True)
    durations = models.JSONField(default=dict, blank=True)
    outcome = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        """Newest first; a name is given once in a project."""

        ordering = ("-created_at", "-pk")
        constraints = (models.UniqueConstraint("project", "name", name="scenario_name_once"),)

    def __str__(self) -> str:
        return self.name
