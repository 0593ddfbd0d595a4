"""Plan versions: upload a file; what its jobs keep of it."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID, uuid4

from django.core.files.base import File
from django.utils import timezone

from rechterhand.errors import TooLarge, UnreadableFile, megabytes
from rechterhand.intake import Reading
from rechterhand.intake.discreet import discreet
from rechterhand.record.plan import Plan
from rechterhand.text import Message
from rechterhand.verdict import Review
from rechterhand.web.actions.acting import acting, found
from rechterhand.web.actions.errors import NotThere
from rechterhand.web.actions.links import look_again
from rechterhand.web.actions.reading import NOTHING_SAID, How
from rechterhand.web.actions.working import URGENT, USUAL, Asked, asked_for, queue
from rechterhand.web.bridge import canonical, storage, verdicts
from rechterhand.web.bridge.headline import day_of, headline
from rechterhand.web.bridge.rows import activity_rows, link_rows
from rechterhand.web.data.models import Job, JobKind, LatestActivity, LatestLink, Person, PlanVersion, Project

LARGEST = 150 << 20
"""Bytes of a file that is taken; the reader's own limit."""
LONGEST_NAME, LONGEST_NAME_BYTES = 120, 220
"""Letters of a file's name that are kept; file systems count bytes."""
AT_ONCE = 2_000
"""Rows that are inserted by one statement."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which version of a series a file is, and of which day, where versions come in another order than they were made.

    ``priority`` is that of its reading, ``review`` that of its review.
    """

    number: int
    received_at: datetime
    priority: int = URGENT
    review: int = USUAL


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that was uploaded and kept as it came; without a ``place`` it is the newest version, of now."""

    upload: UUID
    file_name: str
    file_size: int
    sha256: str
    original: str
    place: Place | None = None

    def work(self) -> dict[str, Any]:
        """As a job knows it."""
        told: dict[str, Any] = {
            "upload": str(self.upload),
            "file_name": self.file_name,
            "file_size": self.file_size,
            "sha256": self.sha256,
            "original": self.original,
        }
        if self.place is not None:
            told |= {**asdict(self.place), "received_at": self.place.received_at.isoformat()}
        return told

    @classmethod
    def of(cls, work: dict[str, Any]) -> Arrived:
        """What a job knows."""
        place = None
        if "number" in work:
            received = datetime.fromisoformat(work["received_at"])
            place = Place(work["number"], received, work["priority"], work["review"])
        told = {one: work[one] for one in ("file_name", "file_size", "sha256", "original")}
        return cls(UUID(work["upload"]), **told, place=place)


def upload_plan(
    person: Person | None,
    project_id: int,
    name: str,
    content: File[bytes],
    *,
    place: Place | None = None,
    how: How = NOTHING_SAID,
) -> Job:
    """Keep a file as it came, and have it read: as the next version, or at its own place in the series.

    Raises NotThere, TooLarge, UnreadableFile when it is empty, BadInput for a mapping that says what isn't known,
    TooMuch.
    """
    told = how.work()
    if not Project.objects.filter(pk=project_id).exists():
        raise NotThere
    arrived = _arrived(name, content, place)
    try:
        with acting(person, "version.upload"):
            project = found(Project, pk=project_id)
            priority = URGENT if place is None else place.priority
            asked = Asked(JobKind.IMPORT, project, None, arrived.work() | told, priority, how.password)
            return asked_for(person, asked) if place is None else queue(person, asked)
    except BaseException:
        storage.remove(arrived.upload)
        raise


def _arrived(name: str, content: File[bytes], place: Place | None) -> Arrived:
    size, digest = 0, hashlib.sha256()
    for part in content.chunks():
        size += len(part)
        if size > LARGEST:
            told = Message.of("intake.too_large", megabytes=megabytes(content.size or size), most=LARGEST >> 20)
            raise TooLarge(told, where={"file": name}, hint=Message.of("intake.too_large_hint"))
        digest.update(part)
    if not size:
        told = Message.of("intake.empty")
        raise UnreadableFile(told, where={"file": name}, hint=Message.of("intake.empty_hint"))
    upload, short = uuid4(), file_name(name)
    content.seek(0)
    try:
        original = storage.keep_original(upload, short, content)
    except BaseException:  # a full disk leaves half a file
        storage.remove(upload)
        raise
    return Arrived(upload, short, size, digest.hexdigest(), original, place)


def file_name(name: str) -> str:
    """What people see of a file's name: its last part, without what no file is called, short enough for any."""
    last = PurePosixPath(name.replace("\\", "/")).name
    clean = "".join(one for one in last if one.isprintable()).strip(" .") or "plan"
    stem, dot, suffix = clean.rpartition(".")
    if len(clean) <= LONGEST_NAME and len(clean.encode()) <= LONGEST_NAME_BYTES:
        return clean
    return f"{_cut((stem or clean)[:100], 180)}{dot}{_cut(suffix[:12], 40)}"


def _cut(text: str, most: int) -> str:
    """As many whole letters of a text as so many bytes hold."""
    return text.encode()[:most].decode(errors="ignore")


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
        shown, place = discreet(reading).plan, arrived.place
        version = PlanVersion.objects.create(
            project=project,
            number=_next_number(project) if place is None else place.number,
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
            created_at=timezone.now() if place is None else place.received_at,
            created_by=person,
        )
        if _is_latest(version):
            replace_rows(version, shown, None)
        priority = USUAL if place is None else place.review
        queue(person, Asked(JobKind.REVIEW, project, version, priority=priority))
        return version


def _next_number(project: Project) -> int:
    """After the versions that are there, and those that are on their way to a place of their own."""
    there = PlanVersion.objects.filter(project=project).values_list("number", flat=True)
    coming = Job.objects.filter(project=project, work__has_key="number").values_list("work__number", flat=True)
    return 1 + max([*there, *coming], default=0)


def _is_latest(version: PlanVersion) -> bool:
    """Whether it is the newest that counts."""
    return PlanVersion.objects.counting().filter(project_id=version.project_id).first() == version


def keep_verdict(version_id: int, review: Review) -> PlanVersion:
    """Keep a verdict: its documents, its headline, and what it says of the latest rows. Raises NotThere."""
    version = found_version(version_id)
    names = verdicts.keep(version.upload, review)
    with acting(None, "version.verdict"):
        found(Project, pk=version.project_id)
        version = found(PlanVersion, pk=version_id)
        told = headline(review) | {"verdict_nl": names["nl"], "verdict_en": names["en"], "reviewed_at": timezone.now()}
        for name, value in told.items():
            setattr(version, name, value)
        version.save(update_fields=list(told))
        if _is_latest(version):
            replace_rows(version, review.plan, review)
            look_again(None, version.project.programme)
        return version


def found_version(version_id: int) -> PlanVersion:
    """Raises NotThere."""
    version = PlanVersion.objects.select_related("project").filter(pk=version_id).first()
    if version is None:
        raise NotThere
    return version


def replace_rows(version: PlanVersion, plan: Plan, review: Review | None) -> None:
    """The project's rows are those of this version, as a whole; call it in a transaction."""
    LatestActivity.objects.filter(project_id=version.project_id).delete()
    LatestLink.objects.filter(project_id=version.project_id).delete()
    LatestActivity.objects.bulk_create(activity_rows(version, plan, review), batch_size=AT_ONCE)
    LatestLink.objects.bulk_create(link_rows(version, plan), batch_size=AT_ONCE)
