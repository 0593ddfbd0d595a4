"""How a file is to be read where it doesn't tell by itself: its password, and what the columns of a table are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from rechterhand.intake.tables.mapping import load
from rechterhand.text import Message
from rechterhand.web.actions.acting import acting, found
from rechterhand.web.actions.errors import NotThere, TooLate
from rechterhand.web.actions.working import begun_anew
from rechterhand.web.bridge import tables
from rechterhand.web.bridge.sealed import sealed
from rechterhand.web.data.models import Job, JobKind, JobState, Person

LONGEST_PASSWORD = 256


@dataclass(frozen=True, slots=True)
class How:
    """What somebody says of a file.

    ``mapping`` is what a mapping file of the command line would say. The password is never kept: it goes along sealed,
    and is forgotten when the job is over.
    """

    password: str = field(default="", repr=False)
    mapping: Mapping[str, Any] = field(default_factory=dict)

    def work(self) -> dict[str, Any]:
        """As a job knows it. Raises BadInput for a mapping that says what isn't known."""
        if not self.mapping:
            return {}
        load(self.mapping)
        return {"mapping": dict(self.mapping)}


NOTHING_SAID = How()


def answer_import(person: Person, job_id: UUID, how: How) -> Job:
    """Read a file that couldn't be read once more, as somebody says; it isn't uploaded again.

    What isn't said stays as it was said before. Raises NotThere, TooLate, BadInput, TooMuch.
    """
    told = how.work()
    with acting(person, "version.read"):
        job = found(Job, pk=job_id)
        if job.kind != JobKind.IMPORT:
            raise NotThere
        if job.state not in (JobState.FAILED, JobState.CANCELLED):
            raise TooLate(Message.of("records.job_not_over"))
        job.work = job.work | told | ({"headings": _headings(job, how.mapping)} if told else {})
        job.sealed_password = sealed(how.password)
        return begun_anew(person, job)


def _headings(job: Job, mapping: Mapping[str, Any]) -> list[str]:
    """The header row by which columns were chosen; a next file with the same one is offered the same choice."""
    table = tables.load(job.work["table"]) if "table" in job.work else None
    sheet = table.sheet(mapping.get("sheet", "")) if table else None
    row = sheet.row(mapping.get("header_row", sheet.header_row)) if sheet else None
    return [one.replace("\0", "") for one in row.headings] if row and mapping.get("columns") else []
