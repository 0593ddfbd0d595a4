"""How far a job is, told at most a few times a second; and whether somebody wants it to stop."""

from __future__ import annotations

import time
from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from rechterhand.web.data.models import Job, JobState

EVERY = 0.25
"""Seconds between two words on how far it is."""

REVIEW: Mapping[str, float] = MappingProxyType(
    {
        "read": 0.0,
        "match": 0.03,
        "attribute": 0.06,
        "schedule": 0.15,
        "simulate": 0.18,
        "people": 0.35,
        "check": 0.45,
        "price": 0.55,
        "ways_out": 0.75,
        "keep": 0.97,
    }
)
"""Where each step of a review begins, as a share of the whole."""
COMPARE: Mapping[str, float] = MappingProxyType(
    {"read": 0.0, "match": 0.05, "attribute": 0.1, "simulate": 0.45, "keep": 0.97}
)
"""The same of a comparison."""
TRY: Mapping[str, float] = MappingProxyType(
    {"read": 0.0, "schedule": 0.05, "simulate": 0.1, "people": 0.5, "ways_out": 0.7, "keep": 0.97}
)
"""The same of a trial."""
JOINT: Mapping[str, float] = MappingProxyType(
    {"read": 0.0, "schedule": 0.08, "simulate": 0.12, "price": 0.3, "keep": 0.97}
)
"""The same of looking at projects together."""


class Cancelled(Exception):
    """Somebody wants the job to stop."""


class Gone(Exception):
    """The job or what it is about was removed meanwhile."""


class Progress:
    """Hears steps and shares, keeps them on the job's row, and raises Cancelled when that says so."""

    def __init__(self, job_id: UUID, steps: Mapping[str, float]) -> None:
        self._job_id = job_id
        self._steps = steps
        self._step = ""
        self._told = 0.0

    def step(self, name: str) -> None:
        """A step begins."""
        self._step = name
        self._tell(self._steps.get(name, 0.0))

    def share(self, done: float) -> None:
        """So much of the step is done."""
        if time.monotonic() - self._told < EVERY:
            return
        begins = self._steps.get(self._step, 0.0)
        ends = min((one for one in self._steps.values() if one > begins), default=1.0)
        self._tell(begins + (ends - begins) * min(max(done, 0.0), 1.0))

    def _tell(self, share: float) -> None:
        self._told = time.monotonic()
        job = Job.objects.filter(pk=self._job_id)
        if not job.filter(state=JobState.RUNNING, wants_cancel=False).update(share=round(share, 4), step=self._step):
            raise Cancelled if job.exists() else Gone
