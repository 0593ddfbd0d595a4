"""What came of looking at a programme's projects together: its newest result."""

from __future__ import annotations

import uuid

from django.db import models

from rechterhand.web.data.models.programme import Programme


class JointReview(models.Model):
    """One result a programme; a new one takes its place.

    ``document_nl`` and ``document_en`` are names in storage, in the folder of ``upload``. ``projects`` has by project
    (its key as text) what lists show: ``p80`` and ``p80_alone`` (days), ``later_days`` with ``later_error``, and the
    ``version`` that was looked at. ``left_out`` are the keys of links that couldn't count, with why.
    """

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="joint_review")
    upload = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    made_at = models.DateTimeField()
    iterations = models.PositiveIntegerField()
    document_nl = models.CharField(max_length=255)
    document_en = models.CharField(max_length=255)
    projects = models.JSONField(default=dict)
    left_out = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"joint review of {self.programme_id}"
