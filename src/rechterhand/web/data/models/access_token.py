"""Tokens by which programs come in as somebody."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from rechterhand.web.data.history import with_history


class TokenScope(models.TextChoices):
    """What a token is good for, at most: its person's own rights hold besides."""

    READ = "read", "Read"
    WRITE = "write", "Write"
    ADMINISTER = "administer", "Administer"


@with_history(without=("digest", "last_used_at"))
class AccessToken(models.Model):
    """A token is shown once; only ``digest``, the SHA-256 of it, is kept. A withdrawn one stays, and opens nothing."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    scopes = ArrayField(models.CharField(max_length=12, choices=TokenScope))
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        """Newest first; of the tokens that aren't withdrawn a person's names are told apart."""

        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("person", "name"), condition=models.Q(withdrawn_at=None), name="token_name_once"
            ),
        )

    def __str__(self) -> str:
        return self.name
