"""What a job asks of people before it can read its file: which column of a table is what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from rechterhand.intake.tables.seen import Seen
from rechterhand.web.bridge import tables
from rechterhand.web.data.models import Job, JobKind, JobState, Project
from rechterhand.web.queries.versions import asks

LOOKED_BACK = 50
"""Choices of a project that are held against a new file."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was said of a table: the sheet and the header row it goes for here, its mapping, and of which file."""

    sheet: str
    header_row: int
    mapping: Mapping[str, Any] = field(default_factory=dict)
    file_name: str = ""

    def is_at(self, sheet: str, header_row: int) -> bool:
        """Whether it goes for this header row."""
        return (self.sheet, self.header_row) == (sheet, header_row)


@dataclass(frozen=True, slots=True)
class TableAsked:
    """A table in which no plan was found; ``before`` is what was chosen for one with the same columns, if any was."""

    pk: UUID
    file_name: str
    table: Seen
    asks_columns: bool
    before: Choice | None


def table_asked(project: Project, pk: UUID) -> TableAsked | None:
    """The table of a job on a project; None when the job has none. Two statements."""
    job = Job.objects.filter(pk=pk, project=project, kind=JobKind.IMPORT, work__has_key="table").first()
    if job is None:
        return None
    table = tables.load(job.work["table"])
    return TableAsked(job.pk, job.work["file_name"], table, asks(job) == "columns", _chosen(project, job, table))


def _chosen(project: Project, job: Job, table: Seen) -> Choice | None:
    """What was said of this very file, else of the newest one of the project that was read with the same columns."""
    rows = Job.objects.filter(project=project, kind=JobKind.IMPORT, work__has_key="headings")
    done = rows.filter(state=JobState.DONE).order_by("-finished_at")[:LOOKED_BACK]
    for one in (job, *done):
        found = _same(table, one.work.get("headings") or ())
        if found is not None:
            name = "" if one.pk == job.pk else one.work["file_name"]
            return Choice(*found, one.work["mapping"], name)
    return None


def _same(table: Seen, headings: Sequence[str]) -> tuple[str, int] | None:
    """The sheet and row where these headings stand."""
    found = (
        (sheet.name, row.number)
        for sheet in table.sheets
        for row in sheet.rows
        if headings and row.headings == tuple(headings)
    )
    return next(found, None)
