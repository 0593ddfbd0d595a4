"""A project with everything that a page can show of one, and more of it on request: for walks over all pages."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from tests.cases.history import versions
from tests.cases.programme import programme as plan
from tests.cases.verdicts import ordinary
from tests.web.queries import scenery

from rechterhand.engine.simulate.run import Run
from rechterhand.errors import NoTable
from rechterhand.intake import reading_of
from rechterhand.intake.tables.seen import Seen, SeenSheet
from rechterhand.remedies.what_if import Chosen
from rechterhand.text import Message
from rechterhand.verdict import what_if
from rechterhand.versions.compare import compare
from rechterhand.web.actions.plans import keep_verdict
from rechterhand.web.bridge import canonical, comparisons, problems, storage, tables, trials
from rechterhand.web.data.models import (
    AccessToken,
    Health,
    Job,
    JobKind,
    JobState,
    LatestLink,
    Membership,
    Person,
    PlanVersion,
    Programme,
    Project,
    ProjectLink,
    Role,
    SavedView,
    Scenario,
    UncertaintyTable,
)

NEWEST = 50
"""The number of the version that has a verdict; those that come later are older ones."""


@cache
def _compared() -> Any:
    return compare(*(reading_of(one) for one in versions()[:2]), run=Run(200))


@cache
def _tried() -> Any:
    return what_if(plan(), Chosen({}, {14: 60.0}), run=Run(200))


def _plan() -> str:
    return storage.keep(uuid.uuid4(), "plan", canonical.packed(reading_of(versions()[0])))


class Organisation:
    """Anna's: she is PMO'er in a programme and its project, and administers the installation."""

    def __init__(self) -> None:
        self.anna = Person.objects.create_user("anna", name="Anna de Wit", is_administrator=True)
        self.nova = scenery.programme("Nova")
        Membership.objects.create(person=self.anna, programme=self.nova, role=Role.PMO)
        self.haven = scenery.project("Haven", self.anna, programme=self.nova)
        scenery.promise(self.haven, date(2027, 3, 1))
        self.old = scenery.version(self.haven, created_by=self.anna, plan=_plan())
        made = scenery.version(self.haven, number=NEWEST, reviewed_at=None, upload=uuid.uuid4(), original=_file())
        self.newest = keep_verdict(made.pk, ordinary())
        UncertaintyTable.objects.create(project=self.haven)
        self.export = self._job(JobKind.EXPORT, {}, {"file": _file(), "name": "plan.xml", "left_out": []})
        compared = comparisons.keep(self.newest.upload, 1, _compared())
        self._job(JobKind.COMPARE, {"old": self.old.pk, "table": 1}, compared)
        tried = trials.keep(self.newest.upload, _tried())
        self.trial = self._job(JobKind.TRY, {"ways": {}, "durations": {"14": 60.0}, "seen_under": {}}, tried)
        seen = tables.keep(uuid.uuid4(), Seen((SeenSheet("", hidden=False, header_row=1, rows=()),), ";"))
        self.table = self._job(JobKind.IMPORT, {"file_name": "x.csv", "table": seen}, {})
        told = problems.as_data(NoTable(Message.of("tables.no_tasks")))
        Job.objects.filter(pk=self.table.pk).update(state=JobState.FAILED, problem=told)
        self.scenario = self._scenario(0)
        self.link = self._link(scenery.project("Kade", self.anna, programme=self.nova), self.haven)

    def named(self, parameters: tuple[str, ...], route: str) -> dict[str, object]:
        """What an address names."""
        known = {
            "project": self.haven.slug,
            "programme": self.nova.slug,
            "number": NEWEST,
            "old": 1,
            "new": NEWEST,
            "activity": 14,
            "scenario": self.scenario.pk,
            "link": self.link.pk,
            "job": {"plans:exported": self.export, "plans:columns": self.table}.get(route, self.trial).pk,
        }
        return {name: known.get(name, "1") for name in parameters}

    def grows(self, first: int, last: int) -> None:
        """More of everything that pages list."""
        for number in range(first, last):
            person = Person.objects.create_user(f"person-{number}", name=f"Person {number}")
            for place in ({"project": self.haven}, {"programme": self.nova}):
                Membership.objects.create(person=person, role=Role.READER, **place)
            older = scenery.version(self.haven, number=1 + number, created_by=person, plan=self.old.plan)
            self._rows(number, older)
            self._scenario(number)
            self._neighbour(number, person)
            Project.objects.filter(pk=self.haven.pk).update(
                health=Health.LATE if number % 2 else Health.FINE, health_reason=f"Reason {number}", health_by=person
            )
            Programme.objects.filter(pk=self.nova.pk).update(unit=f"Unit {number}")
            UncertaintyTable.objects.filter(project=self.haven).update(high=2 + number / 100)
            SavedView.objects.create(person=self.anna, area="portfolio", name=f"View {number}")
            AccessToken.objects.create(
                person=self.anna, name=f"Token {number}", digest=f"{number:064}", scopes=["read"]
            )

    def _rows(self, number: int, older: PlanVersion) -> None:
        self.haven.committed_dates.create(what=f"Decision {number}", date=date(2027, 1, 1) + timedelta(days=number))
        scenery.activity(
            self.haven, 10_000 + number, f"Build part {number}", start="2027-01-04T08:00", finish="2027-02-01T17:00",
            is_critical=True, criticality=0.9, duration_minutes=480, findings=["leads"],
            is_milestone=number % 2 == 0, finish_p80="2027-02-08T17:00",
        )  # fmt: skip
        for other in (14, 15):
            LatestLink.objects.create(
                project=self.haven, version=self.newest, predecessor_id=other, successor_id=10_000 + number,
                type="FS", lag_unit="working",
            )  # fmt: skip
        for kind in (JobKind.REVIEW, JobKind.IMPORT):
            Job.objects.create(kind=kind, state=JobState.DONE, project=self.haven, version=older, owner=self.anna)
        self._job(JobKind.EXPORT, {}, {"file": self.export.result["file"], "name": "plan.xml", "left_out": []})

    def _neighbour(self, number: int, person: Person) -> None:
        """Another project of the programme, and another programme."""
        row = scenery.project(
            f"Build {number}", self.anna, programme=self.nova, unit=f"Unit {number}", tags=[f"t{number}"]
        )
        row.health, row.health_reason, row.health_by = Health.LATE, "x", person
        row.save()
        scenery.promise(row, date(2027, 3, 1))
        scenery.version(row)
        scenery.version(row)
        self._link(row, self.haven)
        self._link(self.haven, row)
        other: Programme = scenery.programme(f"Build-programme-{number}")
        scenery.project(f"Far {number}", self.anna, programme=other)

    def _job(self, kind: JobKind, work: dict[str, Any], result: dict[str, Any]) -> Job:
        return Job.objects.create(
            kind=kind, state=JobState.DONE, project=self.haven, version=self.newest, work=work, result=result,
            owner=self.anna, finished_at=timezone.now(),
        )  # fmt: skip

    def _link(self, before: Project, after: Project) -> ProjectLink:
        return ProjectLink.objects.create(
            predecessor=before, predecessor_number=14, predecessor_name="Build", successor=after, successor_number=15,
            successor_name="Move", created_by=self.anna,
        )  # fmt: skip

    def _scenario(self, number: int) -> Scenario:
        return Scenario.objects.create(
            project=self.haven, version=self.newest, name=f"Scenario {number}", outcome=self.trial.result,
            durations={"14": 60.0}, created_by=self.anna,
        )  # fmt: skip


def _file() -> str:
    return default_storage.save("kept/plan.xml", ContentFile(b"<plan/>"))
