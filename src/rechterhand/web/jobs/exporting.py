"""Makes a file of a version: its plan for another tool, or its verdict as a document, workbook or sheet."""

from __future__ import annotations

import gzip
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from procrastinate.contrib.django import app

from rechterhand.errors import NothingToDo, UnknownFormat
from rechterhand.export.choose import written
from rechterhand.export.endings import MADE, PLAN_FILES
from rechterhand.intake import Reading
from rechterhand.intake.discreet import discreet
from rechterhand.reports.files import PLAN_FILES as SHEETS
from rechterhand.reports.files import VERDICT_FILES
from rechterhand.text import Language, Message
from rechterhand.versions.elsewhere import ends
from rechterhand.web.actions.plans import found_version
from rechterhand.web.bridge import canonical, storage
from rechterhand.web.bridge.canonical import packed_message
from rechterhand.web.data.models import Job, PlanVersion
from rechterhand.web.jobs.progress import REVIEW, Progress
from rechterhand.web.jobs.reviewing import verdict_of
from rechterhand.web.jobs.running import AGAIN, run


@app.task(name="rechterhand.export_version", retry=AGAIN)
def export_version(job_id: str) -> None:
    """Make the file that was asked for; the job's result says where it lies and what it is called."""
    run(job_id, REVIEW, _work)


def _work(job: Job, progress: Progress) -> dict[str, Any]:
    version = found_version(job.version_id or 0)
    suffix, language = job.work["suffix"], job.work["language"]
    left_out: list[Any] = []
    progress.step("read")
    if suffix in PLAN_FILES:
        whole = canonical.unpacked(storage.load(version.plan))
        data, told = _plan(whole if job.work.get("names") else discreet(whole), suffix, language)
        left_out = [packed_message(one) for one in told]
    elif suffix in VERDICT_FILES:
        data = _verdict(version, suffix, language, progress)
    else:
        known = ", ".join(sorted(MADE))
        raise UnknownFormat(Message.of("export.unknown_format", suffix=suffix or "–", known=known))
    progress.step("keep")
    stem = PurePosixPath(version.file_name).stem
    return {
        "file": _kept(UUID(job.work["export"]), suffix, data),
        "name": f"{stem}{suffix}",
        "left_out": left_out,
        "language": language if suffix in VERDICT_FILES or suffix in SHEETS else "",
    }


def _plan(reading: Reading, suffix: str, language: Language) -> tuple[bytes, list[Message]]:
    """The file of a plan, and what isn't in it as the plan has it."""
    if suffix in SHEETS:
        return SHEETS[suffix](reading, language), []
    made = written(reading.plan, f"plan{suffix}")
    moves = ends(reading.plan, made.data, suffix).told
    return made.data, [one.text for one in made.left_out] + ([] if moves is None else [moves])


def _verdict(version: PlanVersion, suffix: str, language: Language, progress: Progress) -> bytes:
    if suffix == ".json":
        name = version.verdict_nl if language == "nl" else version.verdict_en
        if not name:
            raise NothingToDo(Message.of("records.not_reviewed"))
        return gzip.decompress(storage.load(name))
    return VERDICT_FILES[suffix](verdict_of(version, progress), language)


def _kept(export: UUID, suffix: str, data: bytes) -> str:
    """Doing it again writes the same file anew."""
    name = f"{storage.folder_of(export)}/export{suffix}"
    if default_storage.exists(name):
        default_storage.delete(name)
    return default_storage.save(name, ContentFile(data))
