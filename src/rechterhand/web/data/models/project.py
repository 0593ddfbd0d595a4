"""Projects."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from rechterhand.web.data.models.programme import Programme


class Project(models.Model):
    """A project; its slug is its place in addresses, its number the organisation's own."""

    slug = models.SlugField(max_length=60, unique=True)
    number = models.CharField(max_length=40, blank=True, default="")
    name = models.CharField(max_length=200)
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="projects")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    archived_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        """By name, as people look for it."""

        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name
