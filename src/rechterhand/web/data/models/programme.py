"""Programmes: projects that are steered together."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils import timezone

from rechterhand.web.data.history import CAME, GONE, LEFT, with_history
from rechterhand.web.data.searchable import searched


@with_history(without=("search",), told=(CAME, LEFT, GONE))
class Programme(models.Model):
    """A programme; its slug is its place in addresses."""

    slug = models.SlugField(max_length=60, unique=True)
    number = models.CharField(max_length=40, blank=True, default="")
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=120, blank=True, default="")
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
        indexes = (GinIndex(fields=["search"], name="programme_search"),)

    def __str__(self) -> str:
        return self.name
