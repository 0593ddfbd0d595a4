"""Who is what, in which project or programme."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from rechterhand.web.data.models.programme import Programme
from rechterhand.web.data.models.project import Project
from rechterhand.web.data.roles import Role


class Membership(models.Model):
    """One role of one person, in a project or in a programme (and so in each of its projects)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    project = models.ForeignKey(Project, models.CASCADE, null=True, blank=True, related_name="memberships")
    programme = models.ForeignKey(Programme, models.CASCADE, null=True, blank=True, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    since = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        """In exactly one place, and each role there once."""

        constraints = (
            models.CheckConstraint(
                name="membership_in_one_place",
                condition=models.Q(project__isnull=False, programme__isnull=True)
                | models.Q(project__isnull=True, programme__isnull=False),
            ),
            models.CheckConstraint(name="membership_role_known", condition=models.Q(role__in=Role.values)),
            models.UniqueConstraint("person", "project", "role", name="membership_of_project_once"),
            models.UniqueConstraint("person", "programme", "role", name="membership_of_programme_once"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.project_id or self.programme_id}"
