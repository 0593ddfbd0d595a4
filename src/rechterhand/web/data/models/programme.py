"""Programmes: projects that are steered together."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class Programme(models.Model):
    """A programme; its slug is its place in addresses."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    archived_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        """By name, as people look for it."""

        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name
