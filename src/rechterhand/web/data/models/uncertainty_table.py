"""What is uncertain in a project's plan, and what may happen: input of its simulation."""

from __future__ import annotations

from django.db import models

from rechterhand.web.data.history import with_history
from rechterhand.web.data.models.project import Project


@with_history()
class UncertaintyTable(models.Model):
    """One table a project. ``low``, ``likely`` and ``high`` are factors of planned durations, the band of what has no
    estimate of its own; ``estimates`` and ``risks`` have the form that ``bridge/uncertain.py`` states.
    """

    project = models.OneToOneField(Project, models.CASCADE, related_name="uncertainty")
    low = models.FloatField(default=0.9)
    likely = models.FloatField(default=1.0)
    high = models.FloatField(default=1.3)
    correlation = models.FloatField(default=0.3)
    estimates = models.JSONField(default=list, blank=True)
    risks = models.JSONField(default=list, blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)

    def __str__(self) -> str:
        return f"uncertainty of {self.project_id}"

    @classmethod
    def revision_of(cls, project_id: int) -> int:
        """That of a project's table; 0 where there is none. One statement."""
        return cls.objects.filter(project=project_id).values_list("revision", flat=True).first() or 0
