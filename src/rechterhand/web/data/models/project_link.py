"""Links between activities of two projects."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from rechterhand.web.data.history import with_history
from rechterhand.web.data.models.project import Project

LONGEST_LAG = 2_000.0
"""Working days that a link may wait, or lead, at most."""


class LinkKind(models.TextChoices):
    """Which end of the predecessor drives which end of the successor."""

    FS = "FS", "Finish to start"
    SS = "SS", "Start to start"
    FF = "FF", "Finish to finish"
    SF = "SF", "Start to finish"


@with_history()
class ProjectLink(models.Model):
    """A link from an activity of one project to one of another.

    An activity is known by its code, number and name in the version in which it was chosen (``bridge/ends.py`` finds it
    again in a later one). ``lag_days`` are working days of the successor's calendar, less than nought for a lead.
    """

    predecessor = models.ForeignKey(Project, models.CASCADE, related_name="links_out")
    predecessor_number = models.BigIntegerField()
    predecessor_code = models.CharField(max_length=255, blank=True, default="")
    predecessor_name = models.TextField(blank=True, default="")
    successor = models.ForeignKey(Project, models.CASCADE, related_name="links_in")
    successor_number = models.BigIntegerField()
    successor_code = models.CharField(max_length=255, blank=True, default="")
    successor_name = models.TextField(blank=True, default="")
    type = models.CharField(max_length=2, choices=LinkKind, default=LinkKind.FS)
    lag_days = models.FloatField(
        default=0.0, validators=[MinValueValidator(-LONGEST_LAG), MaxValueValidator(LONGEST_LAG)]
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        """In the order in which they were made; between the same ends each type once."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                "predecessor", "predecessor_number", "successor", "successor_number", "type", name="project_link_once"
            ),
            models.CheckConstraint(
                name="project_link_between_two", condition=~models.Q(predecessor=models.F("successor"))
            ),
        )

    def __str__(self) -> str:
        return (
            f"{self.predecessor_id} {self.predecessor_number} {self.type} {self.successor_id} {self.successor_number}"
        )
