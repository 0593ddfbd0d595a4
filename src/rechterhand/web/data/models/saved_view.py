"""Views that people keep: filters and order of a list, which are an address."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from rechterhand.web.data.history import with_history


@with_history()
class SavedView(models.Model):
    """``query`` is the query string of the list's address."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="views")
    area = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    query = models.TextField(blank=True, default="")
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        """By name, each once a person and area."""

        ordering = ("name", "pk")
        constraints = (models.UniqueConstraint("person", "area", "name", name="view_name_once"),)

    def __str__(self) -> str:
        return self.name
