"""Plan versions: upload a file; what its jobs keep of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID, uuid4

from django.core.files.base import File
from django.utils import timezone

from rechterhand.errors import TooLarge, UnreadableFile
from rechterhand.intake import Reading
from rechterhand.intake.discreet import discreet
from rechterhand.record.plan import Plan
from rechterhand.text import Message
from rechterhand.verdict import Review
from rechterhand.web.actions.acting import acting, found
from rechterhand.web.actions.errors import NotThere
from rechterhand.web.actions.working import Asked, queue
from rechterhand.web.bridge import canonical, storage, verdicts
from rechterhand.web.bridge.headline import day_of, headline
from rechterhand.web.bridge.rows import activity_rows, link_rows
from rechterhand.web.data.models import Job, JobKind, LatestActivity, LatestLink, Person, PlanVersion, Project

LARGEST = 150 << 20
"""Bytes of a file that is taken; the reader's own limit."""
AT_ONCE = 2_000
"""Rows that are inserted by one statement."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that was uploaded and kept as it came."""

    upload: UUID
    file_name: str
    file_size: int
    sha256: str
    original: str

    def work(self) -> dict[str, Any]:
        """As a job knows it."""
        return {
            "upload": str(self.upload),
            "file_name": self.file_name,
            "file_size": self.file_size,
            "sha256": self.sha256,
            "original": self.original,
        }

    @classmethod
    def of(cls, work: dict[str, Any]) -> Arrived:
        """What a job knows."""
        return cls(UUID(work["upload"]), work["file_name"], work["file_size"], work["sha256"], work["original"])


def upload_plan(person: Person | None, project_id: int, name: str, content: File[bytes], *, urgent: bool = True) -> Job:
    """Keep a file as it came, and have it read. Raises NotThere, TooLarge, UnreadableFile when it is empty."""
    if not Project.objects.filter(pk=project_id).exists():
        raise NotThere
    arrived = _arrived(name, content)
    try:
        with acting(person, "version.upload"):
            project = found(Project, pk=project_id)
            return queue(person, Asked(JobKind.IMPORT, project, work=arrived.work(), urgent=urgent))
    except BaseException:
        storage.remove(arrived.upload)
        raise


def _arrived(name: str, content: File[bytes]) -> Arrived:
    size, digest = 0, hashlib.sha256()
    for part in content.chunks():
        size += len(part)
        if size > LARGEST:
            told = Message.of("intake.too_large", megabytes=size / 2**20, most=LARGEST >> 20)
            raise TooLarge(told, where={"file": name}, hint=Message.of("intake.too_large_hint"))
        digest.update(part)
    if not size:
        told = Message.of("intake.empty")
        raise UnreadableFile(told, where={"file": name}, hint=Message.of("intake.empty_hint"))
    upload, short = uuid4(), file_name(name)
    content.seek(0)
    return Arrived(upload, short, size, digest.hexdigest(), storage.keep_original(upload, short, content))


def file_name(name: str) -> str:
    """What people see of a file's name: its last part, without what no file is called."""
    last = PurePosixPath(name.replace("\\", "/")).name
    clean = "".join(one for one in last if one.isprintable()).strip(" .") or "plan"
    stem, dot, suffix = clean.rpartition(".")
    return clean if len(clean) <= 120 else f"{(stem or clean)[:100]}{dot}{suffix[:12]}"


def add_version(person: Person | None, project_id: int, arrived: Arrived, reading: Reading) -> PlanVersion:
    """Keep what was read as the project's next version, and have it reviewed.

    Of an upload there is never more than one version: doing this again gives the one that is there. Raises NotThere.
    """
    known = PlanVersion.objects.filter(upload=arrived.upload).first()
    if known is not None:
        return known
    plan = storage.keep(arrived.upload, "plan", canonical.packed(reading))
    with acting(person, "version.add"):
        project = found(Project, pk=project_id)
        known = PlanVersion.objects.filter(upload=arrived.upload).first()
        if known is not None:
            return known
        shown = discreet(reading).plan
        version = PlanVersion.objects.create(
            project=project,
            number=1 + (PlanVersion.objects.filter(project=project).values_list("number", flat=True).first() or 0),
            upload=arrived.upload,
            file_name=arrived.file_name,
            file_format=reading.source.format,
            file_sha256=arrived.sha256,
            file_size=arrived.file_size,
            original=arrived.original,
            plan=plan,
            status_date=day_of(shown.status_date),
            activities=sum(not one.type.is_summary for one in shown.activities),
            links=len(shown.links),
            created_by=person,
        )
        _replace_rows(version, shown, None)
        queue(person, Asked(JobKind.REVIEW, project, version, urgent=False))
        return version


def keep_verdict(version_id: int, review: Review) -> PlanVersion:
    """Keep a verdict: its documents, its headline, and what it says of the latest rows. Raises NotThere."""
    version = found_version(version_id)
    names = verdicts.keep(version.upload, review)
    with acting(None, "version.verdict"):
        version = found(PlanVersion, pk=version_id)
        told = headline(review) | {"verdict_nl": names["nl"], "verdict_en": names["en"], "reviewed_at": timezone.now()}
        for name, value in told.items():
            setattr(version, name, value)
        version.save(update_fields=list(told))
        found(Project, pk=version.project_id)
        latest = PlanVersion.objects.filter(project_id=version.project_id).first()
        if latest is not None and latest.pk == version.pk:
            _replace_rows(version, review.plan, review)
        return version


def found_version(version_id: int) -> PlanVersion:
    """Raises NotThere."""
    version = PlanVersion.objects.select_related("project").filter(pk=version_id).first()
    if version is None:
        raise NotThere
    return version


def _replace_rows(version: PlanVersion, plan: Plan, review: Review | None) -> None:
    """The project's rows are those of this version, as a whole."""
    LatestActivity.objects.filter(project_id=version.project_id).delete()
    LatestLink.objects.filter(project_id=version.project_id).delete()
    LatestActivity.objects.bulk_create(activity_rows(version, plan, review), batch_size=AT_ONCE)
    LatestLink.objects.bulk_create(link_rows(version, plan), batch_size=AT_ONCE)
