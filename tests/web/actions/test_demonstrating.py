"""The demonstration comes in as plans do, newest first, and goes without a trace."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.files.base import File
from django.db import connection
from django.test import Client
from tests.cases.programme import mspdi, programme
from tests.web.jobs.working_off import waiting, work_off

from rechterhand.web.access.permissions import allowed
from rechterhand.web.actions.acting import acting
from rechterhand.web.actions.demonstrating import SIZES, Size, make_demonstration
from rechterhand.web.actions.memberships import add_membership
from rechterhand.web.actions.plans import upload_plan
from rechterhand.web.actions.programmes import ProgrammeForm, create_programme
from rechterhand.web.actions.projects import ProjectForm, create_project
from rechterhand.web.actions.removing import remove_demonstration
from rechterhand.web.bridge import storage
from rechterhand.web.data.models import (
    CommittedDate,
    Job,
    JobKind,
    JobState,
    JointReview,
    LatestActivity,
    Membership,
    Person,
    PlanVersion,
    Programme,
    Project,
    ProjectLink,
    Role,
)
from rechterhand.web.jobs import joining, reviewing
from rechterhand.web.jobs.progress import REVIEW, Progress
from rechterhand.web.jobs.running import run
from rechterhand.web.pages.start.personas import BACKEND
from rechterhand.web.queries.demonstration import persona, reading
from rechterhand.web.queries.keepers import unattended
from rechterhand.web.queries.people import candidates, people_to_choose

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def few_futures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviewing, "ITERATIONS", 200)
    monkeypatch.setattr(joining, "ITERATIONS", 200)


def rows() -> dict[str, int]:
    """How many rows each table has, those of other apps and of the queue too."""
    names = connection.introspection.table_names()
    with connection.cursor() as cursor:
        counts = {}
        for name in names:
            cursor.execute(f'SELECT count(*) FROM "{name}"')
            counts[name] = cursor.fetchone()[0]
    return counts


def files(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()]


def test_it_has_a_programme_projects_people_and_work() -> None:
    make_demonstration(SIZES["whole"])

    programme = Programme.objects.get()
    assert programme.is_demonstration
    assert Project.objects.filter(is_demonstration=True, programme=programme).count() == 6
    assert CommittedDate.objects.filter(is_whole=True).count() == 6
    assert {one.role for one in Membership.objects.all()} == {
        "pmo", "project_leader", "programme_manager", "pmo_lead", "steering", "team_member", "reader"
    }  # fmt: skip
    assert not any(one.has_usable_password() for one in Person.objects.all())
    assert {one.kind for one in Job.objects.all()} == {JobKind.DEMONSTRATION}
    assert Project.objects.get(name="Verbouwing stadskantoor").time_tolerance_days == 20


def test_it_is_made_once() -> None:
    make_demonstration(SIZES["small"])
    before = rows()

    make_demonstration(SIZES["whole"])

    assert rows() == before


def test_newest_versions_go_first_and_history_takes_its_place() -> None:
    make_demonstration(SIZES["small"])
    done = work_off()

    reviews = [(one.version.project.name, one.version.number) for one in done if one.kind == JobKind.REVIEW]
    assert {one.state for one in done} == {JobState.DONE}
    assert [number for _, number in reviews[:2]] == [3, 3]
    assert sorted(number for _, number in reviews) == [1, 1, 2, 2, 3, 3]
    for project in Project.objects.all():
        versions = PlanVersion.objects.filter(project=project).order_by("number")
        assert [one.number for one in versions] == [1, 2, 3]
        assert all(one.status_date == one.created_at.date() for one in versions)
        assert [one.moved_days is None for one in versions] == [True, False, False]
        assert {one.version_id for one in LatestActivity.objects.filter(project=project)} == {versions[2].pk}
    assert [(one.state, one.reviewed, one.versions) for one in reading()] == [("done", 3, 3)] * 2
    assert ProjectLink.objects.count() == 2
    together, moved = JointReview.objects.get(), Project.objects.get(name__startswith="Verhuizing")
    assert together.left_out == {}
    assert together.projects[str(moved.pk)]["later_days"] > 2, "it waits for the building"


def test_a_plan_that_somebody_uploads_meanwhile_comes_after_those_on_their_way() -> None:
    make_demonstration(Size(1, 3))
    work_off(1)
    upload_plan(None, Project.objects.get().pk, "eigen.xml", File(BytesIO(mspdi(programme()).encode())))
    work_off()

    named = PlanVersion.objects.order_by("number").values_list("number", "file_name")
    assert [number for number, _ in named] == [1, 2, 3, 4]
    assert named[3] == (4, "eigen.xml")
    assert {one.version.number for one in LatestActivity.objects.all()} == {4}


def test_bringing_again_doubles_nothing() -> None:
    make_demonstration(Size(1, 3))
    asked = waiting()[0]
    work_off(1)
    Job.objects.filter(pk=asked.pk).update(state=JobState.WAITING)
    work_off()

    assert PlanVersion.objects.count() == 3


def test_how_far_it_is_as_it_goes() -> None:
    make_demonstration(Size(1, 3))
    assert [(one.state, one.reviewed, one.versions) for one in reading()] == [("waiting", 0, 3)]

    job = waiting()[0]
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, share=0.5, step="make")
    assert [(one.state, one.step, one.share) for one in reading()] == [("running", "make", 0.5)]

    Job.objects.filter(pk=job.pk).update(state=JobState.FAILED)
    assert [(one.state, one.is_whole) for one in reading()] == [("failed", True)]


@pytest.mark.django_db(transaction=True)
def test_it_goes_without_a_trace(settings: Any, client: Client) -> None:
    guest = Person.objects.create_user("guest-1", is_guest=True)
    create_project(guest, ProjectForm("Haven"))
    before = rows()
    make_demonstration(SIZES["small"])
    work_off(11)
    pmo = persona("pmo")
    assert pmo is not None
    client.force_login(pmo, backend=BACKEND)
    made = create_project(pmo, ProjectForm("Van een ander"))
    with acting(pmo, "project.change"):
        Project.objects.filter(pk=made.pk).update(unit="Zomaar")
    assert files(settings.MEDIA_ROOT)
    assert Session.objects.exists()

    removed = remove_demonstration(pmo)

    assert removed == 3
    assert rows() == before
    assert files(settings.MEDIA_ROOT) == []
    assert list(Project.objects.values_list("name", flat=True)) == ["Haven"]


@pytest.mark.django_db(transaction=True)
def test_work_that_ends_after_the_removal_leaves_no_file(settings: Any) -> None:
    make_demonstration(Size(1, 1))
    work_off(2)
    version = PlanVersion.objects.get()

    def removed_meanwhile(job: Job, progress: Progress) -> dict[str, Any]:
        remove_demonstration(None)
        storage.keep(version.upload, "verdict", b"too late")
        return {}

    run(str(Job.objects.get(kind=JobKind.REVIEW).pk), REVIEW, removed_meanwhile)

    assert files(settings.MEDIA_ROOT) == []
    assert not Job.objects.exists()


def test_a_project_that_others_are_in_stays() -> None:
    make_demonstration(Size(1, 1))
    anna = Person.objects.create_user("anna", is_administrator=True)
    own = create_project(anna, ProjectForm("Haven", programme_id=Programme.objects.get().pk))
    add_membership(anna, own, persona("reader") or anna, Role.READER)

    remove_demonstration(anna)

    own.refresh_from_db()
    assert own.programme is None
    assert [one.person for one in own.memberships.all()] == [anna]
    assert not Programme.objects.exists()
    events = apps.get_model("rechterhand", "ProjectEvent").objects
    assert {one.pgh_obj_id for one in events.all()} == {own.pk}


def test_a_project_stays_that_others_are_in_by_its_programme_or_that_its_people_did_not_make() -> None:
    make_demonstration(Size(1, 1))
    guest = persona("reader")
    anna = Person.objects.create_user("anna")
    assert guest is not None
    real = create_programme(None, ProgrammeForm("Echt"), pmo=anna)
    within = create_project(anna, ProjectForm("Kade", programme_id=real.pk))
    alone = create_project(anna, ProjectForm("Sluis"))
    for one in (within, alone):
        Membership.objects.filter(project=one).delete()
        add_membership(None, one, guest, Role.READER)

    assert remove_demonstration(None) == 1

    assert set(Project.objects.values_list("name", flat=True)) == {"Kade", "Sluis"}
    assert allowed(anna, "project.see", within)
    assert [one.name for one in unattended()] == ["Sluis"]
    assert not Membership.objects.filter(project__in=[within, alone]).exists()


def test_its_people_are_chosen_within_it_alone_and_guests_nowhere() -> None:
    make_demonstration(Size(1, 1))
    guest = persona("pmo")
    assert guest is not None
    anna = Person.objects.create_user("anna", name="Anna de Boer", is_administrator=True)
    Person.objects.create_user("guest-1", name="Anna Gast", is_guest=True)
    real = create_project(anna, ProjectForm("Haven"))
    own = create_project(guest, ProjectForm("Van haar zelf"))

    assert [str(one) for one in people_to_choose(anna, real)] == ["Anna de Boer"]
    assert list(candidates(anna, guest.name, real)) == []
    assert guest in candidates(anna, guest.name, Project.objects.get(is_demonstration=True))
    assert guest in candidates(anna, guest.name, Programme.objects.get())
    assert guest in candidates(guest, guest.name, own)
    assert [str(one) for one in candidates(guest, "Anna", own)] == ["Anna de Boer"]
