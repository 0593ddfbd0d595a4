"""Two projects of a programme with plans and verdicts, for tests of links between them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from tests.cases.plans import build

from rechterhand.intake import reading_of
from rechterhand.record.plan import Plan
from rechterhand.web.actions.plans import Arrived, add_version
from rechterhand.web.data.models import LatestActivity, PlanVersion, Project

START = datetime(2026, 11, 2, 8)


def plan(key: str, tasks: list[tuple[int, str, float]], links: list[str], *, codes: bool = False) -> Plan:
    """A plan of tasks (number, name, working days); with ``codes`` each has one."""
    rows = [
        {"id": at, "name": name, "days": days} | ({"code": f"{key[:1].upper()}{at}"} if codes else {})
        for at, name, days in tasks
    ]
    made = build({"tasks": rows, "links": links, "start": START})
    found = made[0] if isinstance(made, tuple) else made
    return replace(found, key=key, name=key.capitalize())


GROUND = plan("ground", [(1, "Dig", 10), (2, "Pour", 20), (3, "Harden", 15)], ["1 FS 2", "2 FS 3"], codes=True)
HOUSE = plan("house", [(1, "Draw", 8), (2, "Build", 30)], ["1 FS 2"])


def upload(project: Project, found: Plan) -> PlanVersion:
    """The project's next version; its review waits."""
    kept = default_storage.save(f"tied/{uuid4().hex}.xml", ContentFile(b"plan"))
    arrived = Arrived(uuid4(), f"{found.key}.xml", 4, "0" * 64, kept)
    return add_version(None, project.pk, arrived, reading_of(found))


def number(project: Project, name: str) -> int:
    """The number of an activity in the newest version."""
    return LatestActivity.objects.get(project=project, name=name).activity_id
