"""Versions of a project's plan: the file as it came, the plan that was read from it, and its verdict."""

from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from rechterhand.web.data.history import NOT_ERASURE
from rechterhand.web.data.models.project import Project

FIXED = (
    "project_id",
    "number",
    "upload",
    "file_name",
    "file_format",
    "file_sha256",
    "file_size",
    "original",
    "plan",
    "status_date",
    "activities",
    "links",
    "created_at",
)
"""What never changes once a version is there; a verdict may be made anew, with other uncertainty."""

_CHANGED = " OR ".join(f'OLD."{one}" IS DISTINCT FROM NEW."{one}"' for one in FIXED)


class Versions(models.QuerySet["PlanVersion"]):
    """Versions of plans."""

    def counting(self) -> Versions:
        """Those that weren't taken back; that they weren't is known of each without asking again."""
        return self.filter(taken_back=None).select_related("taken_back")


class PlanVersion(models.Model):
    """One version. ``original``, ``plan``, ``verdict_nl`` and ``verdict_en`` are names in storage.

    ``upload`` is the number of the upload that it came from: the same upload never becomes two versions. Dates are days
    of the plan's own clock. ``curve`` has the finishes of 101 equal shares of the futures (minutes since 1970), by
    which the chance of any date is known; ``dearest`` the three dearest bottlenecks. ``week`` marks the days from
    Monday on which its calendar works, and ``days_off`` are such days on which it doesn't.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    upload = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file_name = models.CharField(max_length=255)
    file_format = models.CharField(max_length=20)
    file_sha256 = models.CharField(max_length=64)
    file_size = models.PositiveBigIntegerField()
    original = models.CharField(max_length=255)
    plan = models.CharField(max_length=255)
    status_date = models.DateField(null=True)
    activities = models.PositiveIntegerField(default=0)
    links = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    reviewed_at = models.DateTimeField(null=True)
    verdict_nl = models.CharField(max_length=255, default="")
    verdict_en = models.CharField(max_length=255, default="")
    iterations = models.PositiveIntegerField(null=True)
    planned_finish = models.DateField(null=True)
    p50 = models.DateField(null=True)
    p80 = models.DateField(null=True)
    p80_low = models.DateField(null=True)
    p80_high = models.DateField(null=True)
    committed = models.DateField(null=True)
    committed_chance = models.FloatField(null=True)
    checks_failed = models.PositiveIntegerField(null=True)
    checks_warned = models.PositiveIntegerField(null=True)
    checks_passed = models.PositiveIntegerField(null=True)
    bottlenecks = models.PositiveIntegerField(null=True)
    dearest = models.JSONField(default=list)
    curve = ArrayField(models.BigIntegerField(), default=list)
    moved_days = models.FloatField(null=True)
    week = models.CharField(max_length=7, default="1111100")
    days_off = ArrayField(models.DateField(), default=list)

    objects = Versions.as_manager()

    class Meta:
        """Newest first; numbers count from 1 in each project."""

        ordering = ("project_id", "-number")
        constraints = (models.UniqueConstraint("project", "number", name="version_number_once"),)
        triggers = (
            pgtrigger.Protect(
                name="version_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(f"(({_CHANGED}) AND {NOT_ERASURE})"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.project_id} {self.number}"
