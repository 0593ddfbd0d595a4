"""Projects, and the dates that were promised of them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils import timezone

from rechterhand.web.data.history import with_history
from rechterhand.web.data.models.health import Health
from rechterhand.web.data.models.programme import Programme
from rechterhand.web.data.searchable import searched


class Method(models.TextChoices):
    """How a project is run."""

    PRINCE2 = "prince2", "PRINCE2"
    IPMA = "ipma", "IPMA"
    SCRUM = "scrum", "Scrum"
    HYBRID = "hybrid", "Hybrid"
    WATERFALL = "waterfall", "Waterfall"
    OTHER = "other", "Other"


class Phase(models.TextChoices):
    """How far a project is."""

    STARTING_UP = "starting_up", "Starting up"
    INITIATION = "initiation", "Initiation"
    DELIVERY = "delivery", "Delivery"
    CLOSING = "closing", "Closing"


@with_history(without=("search",))
class Project(models.Model):
    """A project; its slug is its place in addresses, its number the organisation's own.

    ``time_tolerance_days`` (working days) and ``cost_tolerance`` (money) are what its leader may use without asking.
    ``health`` is what a person says of it, with the reason; empty where nobody did.
    """

    slug = models.SlugField(max_length=60, unique=True)
    number = models.CharField(max_length=40, blank=True, default="")
    name = models.CharField(max_length=200)
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="projects")
    method = models.CharField(max_length=20, choices=Method, blank=True, default="")
    phase = models.CharField(max_length=20, choices=Phase, blank=True, default="")
    unit = models.CharField(max_length=120, blank=True, default="")
    tags = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    time_tolerance_days = models.PositiveIntegerField(null=True, blank=True)
    cost_tolerance = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    health = models.CharField(max_length=10, choices=Health, blank=True, default="")
    health_reason = models.TextField(blank=True, default="")
    health_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    health_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    archived_at = models.DateTimeField(null=True, blank=True)
    is_demonstration = models.BooleanField(default=False, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    search = models.GeneratedField(
        expression=searched("name", "number", "unit"), output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        """By name, as people look for it."""

        ordering = ("name", "pk")
        indexes = (
            GinIndex(fields=["search"], name="project_search"),
            GinIndex(fields=["tags"], name="project_tags"),
        )
        constraints = (
            models.CheckConstraint(
                name="health_has_its_reason", condition=models.Q(health="") | ~models.Q(health_reason="")
            ),
        )

    def __str__(self) -> str:
        return self.name


@with_history()
class CommittedDate(models.Model):
    """A date that was promised; ``is_whole`` marks the one for the end of the whole project."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="committed_dates")
    what = models.CharField(max_length=200)
    date = models.DateField()
    is_whole = models.BooleanField(default=False)

    class Meta:
        """In order of time, one for the whole."""

        ordering = ("date", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("project",), condition=models.Q(is_whole=True), name="committed_whole_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.what} {self.date}"
