"""How many requests came from somebody, minute by minute."""

from __future__ import annotations

from django.db import models


class RequestCount(models.Model):
    """One row for each of those who ask; ``minute`` counts since 1970, ``count`` is that of this minute alone."""

    key = models.CharField(max_length=80, primary_key=True)
    minute = models.BigIntegerField()
    count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.key} {self.count}"
