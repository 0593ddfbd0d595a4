"""Projects with reviewed versions, made without reading or simulating anything: for tests of what lists say."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from tests.cases.verdicts import ordinary

from rechterhand.intake import reading_of
from rechterhand.record.plan import Plan
from rechterhand.text import Language
from rechterhand.verdict import Review
from rechterhand.web.actions.plans import keep_verdict
from rechterhand.web.bridge import canonical, page_documents, storage
from rechterhand.web.bridge.verdicts import curve
from rechterhand.web.data.models import (
    CommittedDate,
    LatestActivity,
    Membership,
    Person,
    PlanVersion,
    Programme,
    Project,
    Role,
)
from rechterhand.web.queries.promise import promised_here
from rechterhand.web.queries.verdict import Verdict, verdict_of
from rechterhand.web.queries.versions import version_for

P80 = date(2027, 3, 15)


def project(name: str, member: Person | None = None, **fields: Any) -> Project:
    """A project in which somebody is PMO'er."""
    row = Project.objects.create(name=name, slug=name.casefold().replace(" ", "-"), **fields)
    if member is not None:
        Membership.objects.create(person=member, project=row, role=Role.PMO)
    return row


def programme(name: str) -> Programme:
    return Programme.objects.create(name=name, slug=name.casefold())


def promise(row: Project, day: date) -> None:
    CommittedDate.objects.create(project=row, what="Oplevering", date=day, is_whole=True)


def version(row: Project, p80: date | None = P80, **fields: Any) -> PlanVersion:
    """The project's next version, reviewed, with its dearest bottleneck."""
    number = 1 + row.versions.count()
    told = {
        "number": number, "file_name": f"plan {number}.xml", "file_format": "MSPDI", "file_sha256": "0" * 64,
        "file_size": 2048,
        "status_date": date(2026, 11, number), "reviewed_at": timezone.now(), "p50": p80, "p80": p80,
        "iterations": 1000, "curve": _points(p80), "dearest": [_dear(row.name)], "bottlenecks": 1,
        "checks_failed": 3, "checks_warned": 6, "checks_passed": 41,
    }  # fmt: skip
    return PlanVersion.objects.create(project=row, **{**told, **fields})


def kept(row: Project, plan: Plan, **fields: Any) -> PlanVersion:
    """The project's next version, with its plan in storage."""
    upload = uuid.uuid4()
    packed = storage.keep(upload, "plan", canonical.packed(reading_of(plan)))
    return version(row, upload=upload, plan=packed, **fields)


def _points(p80: date | None) -> list[int]:
    """Futures that finish day after day, four in five of them by P80."""
    if p80 is None:
        return []
    last = datetime(p80.year, p80.month, p80.day, 17)
    minute = int((last - datetime(1970, 1, 1)) / timedelta(minutes=1))
    return curve([minute + (share - 80) * 1440 for share in range(1, 101)])


def _dear(name: str) -> dict[str, Any]:
    way = {"key": "decide", "title": {"nl": "Besluit nu", "en": "Decide now"}, "days": 9.2, "error": 0.4}
    title = {"nl": f"Wachten op {name}", "en": f"Waiting for {name}"}
    return {
        "key": f"decision:{name}", "kind": "decision", "title": title, "activity_ids": [1], "days": 11.0,
        "error": 0.4, "way": way,
    }  # fmt: skip


def activity(row: Project, key: int, name: str, **fields: Any) -> LatestActivity:
    found = row.versions.first()
    told = {"position": key, "activity_id": key, "name": name, "type": "task"}
    return LatestActivity.objects.create(project=row, version=found, **{**told, **fields})


def reviewed(row: Project, review: Review | None = None) -> PlanVersion:
    """A version with a real verdict, its documents in storage."""
    made = version(row, reviewed_at=None, upload=uuid.uuid4())
    return keep_verdict(made.pk, review or ordinary())


def verdict_shown(person: Person, slug: str, number: int | None, language: Language) -> Verdict | None:
    """What the page of a verdict takes; nothing where there is none for this person."""
    found = version_for(person, slug, number)
    if found is None or found.reviewed_at is None:
        return None
    document = page_documents.load(found.verdict_nl if language == "nl" else found.verdict_en)
    return verdict_of(found, document, promised_here(found.project_id))
