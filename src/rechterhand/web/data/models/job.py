"""Long work, as people see it: what it is, how far it is, what came of it."""

from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone

from rechterhand.export.endings import PLAN_FILES
from rechterhand.web.data.models.plan_version import PlanVersion
from rechterhand.web.data.models.programme import Programme
from rechterhand.web.data.models.project import Project

CHANNEL = "rechterhand_jobs"
"""The channel on which every change of a job is told, as JSON: ``id``, ``state``, ``share``, ``step``."""

_TELL = f"""
PERFORM pg_notify('{CHANNEL}', json_build_object(
    'id', NEW.id, 'state', NEW.state, 'share', NEW.share, 'step', NEW.step)::text);
RETURN NULL;
"""


_FORGET = """
IF NEW.state NOT IN ('waiting', 'running') THEN
    NEW.sealed_password := '';
END IF;
RETURN NEW;
"""


class JobKind(models.TextChoices):
    """What is done."""

    IMPORT = "import_plan", "Read a plan"
    REVIEW = "review_version", "Review a plan"
    EXPORT = "export_version", "Export a plan"
    COMPARE = "compare_versions", "Compare two versions"
    DEMONSTRATION = "demonstration", "Make plans of the demonstration"
    TRY = "try_scenario", "Try a scenario"
    JOINT = "review_programme", "Look at projects together"


class JobState(models.TextChoices):
    """How far it is."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


OPEN = (JobState.WAITING, JobState.RUNNING)


class Job(models.Model):
    """One piece of long work.

    ``work`` is what it needs to know, ``step`` the key of the step that it is at, ``problem`` an error of the family in
    ``rechterhand.errors`` as data, ``result`` what came of it. ``queued_id`` is its number in the queue. It is about a
    ``project``, or about a ``programme`` as a whole. ``sealed_password`` opens a file that is to be read; the database
    itself forgets it when the job is over.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=JobKind)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    share = models.FloatField(default=0.0)
    step = models.CharField(max_length=40, default="")
    work = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    problem = models.JSONField(null=True)
    sealed_password = models.TextField(default="")
    wants_cancel = models.BooleanField(default=False)
    attempts = models.PositiveIntegerField(default=0)
    queued_id = models.BigIntegerField(null=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="jobs")
    project = models.ForeignKey(Project, models.CASCADE, null=True, related_name="jobs")
    version = models.ForeignKey(PlanVersion, models.CASCADE, null=True, related_name="jobs")
    programme = models.ForeignKey(Programme, models.CASCADE, null=True, related_name="jobs")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering = ("-created_at", "-pk")
        indexes = (
            models.Index(fields=["project", "-created_at"], name="job_of_project"),
            models.Index(fields=["owner", "-created_at"], name="job_of_owner"),
        )
        triggers = (
            pgtrigger.Trigger(
                name="tell", when=pgtrigger.After, operation=pgtrigger.Insert | pgtrigger.Update, func=_TELL
            ),
            pgtrigger.Trigger(
                name="forget_password",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_FORGET,
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def names_people(self) -> bool:
        """Whether the file that it makes names people; of a file of before this was kept it is taken to."""
        return self.kind == JobKind.EXPORT and bool(self.work.get("names", self.work.get("suffix") in PLAN_FILES))
