"""The rows of each project's latest version, for searching and for looking across projects."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from rechterhand.web.data.models.plan_version import PlanVersion
from rechterhand.web.data.models.project import Project
from rechterhand.web.data.searchable import searched
from rechterhand.web.data.wall_clock import WallClockField


class LatestActivity(models.Model):
    """An activity of the latest version, without people's names. ``activity_id`` is its number in the file.

    ``price_days`` is the price of the dearest bottleneck that it is part of, ``findings`` the checks that name it.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="activities")
    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    activity_id = models.BigIntegerField()
    code = models.CharField(max_length=255, default="")
    wbs = models.CharField(max_length=255, default="")
    name = models.TextField()
    type = models.CharField(max_length=20)
    outline_level = models.PositiveIntegerField(default=1)
    parent_id = models.BigIntegerField(null=True)
    is_summary = models.BooleanField(default=False)
    is_milestone = models.BooleanField(default=False)
    start = WallClockField(null=True)
    finish = WallClockField(null=True)
    actual_start = WallClockField(null=True)
    actual_finish = WallClockField(null=True)
    baseline_start = WallClockField(null=True)
    baseline_finish = WallClockField(null=True)
    deadline = WallClockField(null=True)
    duration_minutes = models.BigIntegerField(null=True)
    percent_complete = models.FloatField(null=True)
    total_float_minutes = models.BigIntegerField(null=True)
    is_critical = models.BooleanField(default=False)
    criticality = models.FloatField(null=True)
    finish_p50 = WallClockField(null=True)
    finish_p80 = WallClockField(null=True)
    price_days = models.FloatField(null=True)
    price_error_days = models.FloatField(null=True)
    bottleneck = models.CharField(max_length=255, default="")
    findings = ArrayField(models.CharField(max_length=60), default=list)
    notes = models.TextField(default="")
    search = models.GeneratedField(
        expression=searched("name", "code", "wbs", "notes"), output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        """In the order of the plan."""

        ordering = ("project_id", "position")
        indexes = (
            GinIndex(fields=["search"], name="activity_search"),
            models.Index(fields=["project", "position"], name="activity_in_order"),
        )
        constraints = (models.UniqueConstraint("project", "activity_id", name="activity_once"),)

    def __str__(self) -> str:
        return self.name


class LatestLink(models.Model):
    """A link of the latest version, by the numbers of its activities in the file."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="links")
    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="+")
    predecessor_id = models.BigIntegerField()
    successor_id = models.BigIntegerField()
    type = models.CharField(max_length=2)
    lag_minutes = models.BigIntegerField(default=0)
    lag_unit = models.CharField(max_length=20)
    lag_percent = models.FloatField(null=True)

    class Meta:
        """Found from both ends."""

        indexes = (
            models.Index(fields=["project", "predecessor_id"], name="link_by_predecessor"),
            models.Index(fields=["project", "successor_id"], name="link_by_successor"),
        )

    def __str__(self) -> str:
        return f"{self.predecessor_id} {self.type} {self.successor_id}"
