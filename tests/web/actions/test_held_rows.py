"""What several people do at the same moment: nobody waits for ever, and nothing is lost between them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from tests.web.queries import scenery

from rechterhand.errors import RechterhandError
from rechterhand.web.actions.accounts import erase_account
from rechterhand.web.actions.acting import found
from rechterhand.web.actions.links import Ends, Hold, add_link, remove_link
from rechterhand.web.actions.projects import ProjectForm, Promised, archive_project, change_project, set_committed_dates
from rechterhand.web.actions.uncertainty import keep_uncertainty
from rechterhand.web.actions.working import queue_export, queue_review
from rechterhand.web.bridge.uncertain import RiskEvent, Table
from rechterhand.web.data.models import Job, JobState, Membership, Person, Project, ProjectLink, Role, UncertaintyTable
from rechterhand.web.jobs.running import run

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]
ROUNDS = 12


def together(*todo: Callable[[], object]) -> list[BaseException | None]:
    """Do all at the same moment, each by a connection of its own; what each raised."""
    start = threading.Barrier(len(todo), timeout=30)

    def one(do: Callable[[], object]) -> BaseException | None:
        try:
            start.wait()
            do()
        except BaseException as error:
            return error
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(todo)) as pool:
        return list(pool.map(one, todo))


def outside(do: Callable[[], object]) -> threading.Thread:
    """Begin something by a connection of its own."""

    def one() -> None:
        try:
            do()
        finally:
            connection.close()

    begun = threading.Thread(target=one)
    begun.start()
    return begun


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna", name="Anna Berg")


@pytest.fixture
def pair(anna: Person) -> tuple[Project, Project]:
    """Two projects of a programme, each with one activity in its newest version."""
    programme = scenery.programme("Kust")
    Membership.objects.create(person=anna, programme=programme, role=Role.PMO)
    rows = scenery.project("Haven", anna, programme=programme), scenery.project("Kade", anna, programme=programme)
    for one in rows:
        scenery.version(one)
        scenery.activity(one, 1, "Bouwen")
    return rows


def test_links_dates_and_moves_never_wait_for_each_other(anna: Person, pair: tuple[Project, Project]) -> None:
    first, second = pair
    programme = first.programme
    assert programme is not None

    def linked() -> None:
        made = add_link(anna, programme.pk, Ends(first.pk, 1, second.pk, 1), Hold())
        remove_link(anna, made.pk, made.revision)

    def changed(row: Project) -> Callable[[], object]:
        return lambda: change_project(
            anna, row.pk, Project.objects.get(pk=row.pk).revision, ProjectForm(row.name, programme_id=programme.pk)
        )

    def promised(row: Project) -> Callable[[], object]:
        return lambda: set_committed_dates(
            anna,
            row.pk,
            Project.objects.get(pk=row.pk).revision,
            [Promised("Klaar", date(2027, 1, 1 + threading.get_ident() % 20), is_whole=True)],
        )

    def archived(row: Project) -> None:
        seen = Project.objects.get(pk=row.pk)
        archive_project(anna, row.pk, seen.revision, archived=False)

    for _ in range(ROUNDS):
        ends = together(
            linked, changed(first), changed(second), promised(first), promised(second), lambda: archived(first)
        )
        # that somebody else was first is told; anything else is a fault
        assert [one for one in ends if one is not None and not isinstance(one, RechterhandError)] == []
    assert not ProjectLink.objects.exists()


def test_two_administrators_never_erase_each_other() -> None:
    for turn in range(ROUNDS):
        names = [f"Xavier Een-{turn}", f"Yara Twee-{turn}"]
        x, y = (
            Person.objects.create_user(one.casefold()[:4] + str(turn), name=one, is_administrator=True) for one in names
        )

        ends = together(lambda: erase_account(x, y.pk, names[1]), lambda: erase_account(y, x.pk, names[0]))  # noqa: B023 - called within this turn

        left = list(Person.objects.filter(is_administrator=True, is_active=True))
        assert len(left) == 1, ends
        assert [one is None for one in ends].count(True) == 1
        assert all(one is None or isinstance(one, RechterhandError) for one in ends), ends
        Person.objects.filter(pk__in=[x.pk, y.pk]).update(is_administrator=False)


def test_who_makes_a_file_waits_for_nobody_that_keeps_rows(anna: Person, pair: tuple[Project, Project]) -> None:
    version = pair[0].versions.get()
    queued = threading.Event()

    def ask() -> None:
        queue_export(anna, version.pk, ".xml")
        queued.set()

    with transaction.atomic():
        found(Project, pk=pair[0].pk)
        found(type(version), pk=version.pk)
        begun = outside(ask)
        assert queued.wait(20), "an import of a large plan holds up who only wants a file"
    begun.join(20)


def test_what_is_kept_while_a_review_waits_is_what_it_reads(anna: Person, pair: tuple[Project, Project]) -> None:
    project = pair[0]
    job = queue_review(anna, project.versions.get().pk)
    read: list[Any] = []

    def work(job: Job, progress: Any) -> dict[str, Any]:
        read.append(UncertaintyTable.objects.filter(project_id=job.project_id).values_list("risks", flat=True).first())
        return {}

    with transaction.atomic():
        risk = RiskEvent("r1", "Aannemer failliet", 0.4, (1,), 1.0, 2.0, 3.0)
        keep_uncertainty(anna, project.pk, 0, Table(risks=(risk,)))
        begun = outside(lambda: run(str(job.pk), {"read": 0.0}, work))
        begun.join(1.0)
    begun.join(20)

    done = Job.objects.filter(kind=job.kind, project=project, state=JobState.DONE).count()
    waits = Job.objects.filter(kind=job.kind, project=project, state=JobState.WAITING).exists()
    assert done == 1
    assert waits or (read and read[0]), "the table was changed, and nothing will ever read it"
