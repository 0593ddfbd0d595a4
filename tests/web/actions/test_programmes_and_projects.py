"""Programmes and projects: what people do with them."""

from __future__ import annotations

from datetime import date

import pytest

from rechterhand.web.access.record import records
from rechterhand.web.actions.errors import Conflict, InUse, NotThere, Taken, Unfit
from rechterhand.web.actions.going_back import go_back
from rechterhand.web.actions.memberships import add_membership, change_membership, remove_membership
from rechterhand.web.actions.programmes import (
    ProgrammeForm,
    archive_programme,
    change_programme,
    create_programme,
    remove_programme,
)
from rechterhand.web.actions.projects import (
    ProjectForm,
    Promised,
    archive_project,
    change_project,
    create_project,
    set_committed_dates,
    set_health,
    set_tolerances,
)
from rechterhand.web.actions.views import keep_view, remove_view
from rechterhand.web.data.models import Health, Membership, Person, Project, Role, SavedView

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna", name="Anna de Wit")


@pytest.fixture
def bert() -> Person:
    return Person.objects.create_user("bert")


def test_whoever_makes_a_project_is_its_pmo(anna: Person) -> None:
    project = create_project(anna, ProjectForm("Nieuwe haven", tags=("haven", " haven ", "Bouw")))

    assert (project.slug, project.revision, project.tags) == ("nieuwe-haven", 1, ["Bouw", "haven"])
    assert list(Membership.objects.values_list("person", "project", "role")) == [(anna.pk, project.pk, Role.PMO)]


def test_equal_names_get_addresses_of_their_own(anna: Person) -> None:
    slugs = [create_project(anna, ProjectForm(name)).slug for name in ("Haven", "Haven", "!!!", "Haven")]

    assert slugs == ["haven", "haven-2", "x", "haven-3"]


def test_the_second_to_change_is_told_and_sees_both(anna: Person, bert: Person) -> None:
    project = create_project(anna, ProjectForm("Haven"))
    change_project(anna, project.pk, 1, ProjectForm("Haven Noord"))

    with pytest.raises(Conflict) as caught:
        change_project(bert, project.pk, 1, ProjectForm("Haven Zuid", unit="IT"))

    assert (caught.value.yours["name"], caught.value.theirs["name"]) == ("Haven Zuid", "Haven Noord")
    assert caught.value.revision == 2
    assert Project.objects.get().name == "Haven Noord"


def test_what_does_not_fit_is_told_by_field(anna: Person) -> None:
    with pytest.raises(Unfit) as caught:
        create_project(anna, ProjectForm("", method="magic", number="x" * 41))

    assert {name: [one.key for one in each] for name, each in caught.value.fields.items()} == {
        "name": ["records.field.blank"],
        "method": ["records.field.invalid_choice"],
        "number": ["records.field.max_length"],
    }
    assert not Project.objects.exists()


def test_a_null_character_does_no_harm(anna: Person) -> None:
    assert create_project(anna, ProjectForm("Ha\0ven")).name == "Haven"


def test_what_is_gone_is_not_there(anna: Person) -> None:
    with pytest.raises(NotThere):
        archive_project(anna, 404, 1)


def test_committed_dates_are_replaced_as_a_whole(anna: Person) -> None:
    project = create_project(anna, ProjectForm("Haven"))
    first = [Promised("Oplevering", date(2027, 3, 1), True), Promised("Besluit", date(2026, 12, 1))]
    set_committed_dates(anna, project.pk, 1, first)
    kept = project.committed_dates.get(what="Besluit").pk

    set_committed_dates(anna, project.pk, 2, [Promised("Oplevering", date(2027, 4, 1), True), first[1]])

    assert list(project.committed_dates.values_list("what", "date", "is_whole")) == [
        ("Besluit", date(2026, 12, 1), False),
        ("Oplevering", date(2027, 4, 1), True),
    ]
    assert project.committed_dates.get(what="Besluit").pk == kept
    with pytest.raises(Unfit):
        set_committed_dates(anna, project.pk, 3, [first[0], first[0]])


def test_a_colour_needs_a_reason_and_can_be_taken_back(anna: Person) -> None:
    project = create_project(anna, ProjectForm("Haven"))
    with pytest.raises(Unfit):
        set_health(anna, project.pk, 1, Health.LATE, "  ")

    said = set_health(anna, project.pk, 1, Health.LATE, "De leverancier is failliet")
    assert (said.health, said.health_by) == (Health.LATE, anna)

    silent = set_health(anna, project.pk, 2, None)
    assert (silent.health, silent.health_reason, silent.health_by) == ("", "", None)


def test_tolerances_are_kept(anna: Person) -> None:
    project = set_tolerances(anna, create_project(anna, ProjectForm("Haven")).pk, 1, days=10, cost=None)

    assert project.time_tolerance_days == 10


def test_a_programme_with_projects_stays(anna: Person) -> None:
    programme = create_programme(anna, ProgrammeForm("Nova"), pmo=anna)
    project = create_project(anna, ProjectForm("Haven", programme_id=programme.pk))
    change_programme(anna, programme.pk, 1, ProgrammeForm("Nova 2"))
    archive_programme(anna, programme.pk, 2)
    with pytest.raises(InUse):
        remove_programme(anna, programme.pk, 3, "Nova 2")

    change_project(anna, project.pk, 1, ProjectForm("Haven"))
    remove_programme(anna, programme.pk, 3, "Nova 2")

    assert not Membership.objects.filter(programme__isnull=False).exists()


def test_a_role_is_given_changed_and_taken(anna: Person, bert: Person) -> None:
    project = create_project(anna, ProjectForm("Haven"))
    row = add_membership(anna, project, bert, Role.READER)
    with pytest.raises(Taken):
        add_membership(anna, project, bert, Role.READER)
    with pytest.raises(Conflict):
        change_membership(anna, row.pk, Role.CHAIR, Role.STEERING)

    assert change_membership(anna, row.pk, Role.READER, Role.STEERING).role == Role.STEERING
    remove_membership(anna, row.pk)
    assert not Membership.objects.filter(person=bert).exists()


def test_an_older_state_comes_back(anna: Person) -> None:
    project = create_project(anna, ProjectForm("Haven", unit="IT"))
    change_project(anna, project.pk, 1, ProjectForm("Haven Noord"))
    first = records()["project"].events.filter(pgh_obj_id=project.pk).earliest("pgh_id")
    with pytest.raises(Conflict):
        go_back(anna, project, "project", first.pgh_id, revision=1)

    go_back(anna, project, "project", first.pgh_id, revision=2)

    project.refresh_from_db()
    assert (project.name, project.unit, project.revision) == ("Haven", "IT", 3)
    assert records()["project"].events.latest("pgh_id").pgh_context["action"] == "project.restore"


def test_what_was_removed_comes_back(anna: Person, bert: Person) -> None:
    project = create_project(anna, ProjectForm("Haven"))
    row = add_membership(anna, project, bert, Role.READER)
    pk = row.pk
    remove_membership(anna, pk)

    gone = records()["membership"].events.filter(pgh_obj_id=pk).latest("pgh_id")
    go_back(anna, project, "membership", gone.pgh_id)

    assert Membership.objects.get(pk=pk).person == bert
    with pytest.raises(NotThere):
        go_back(anna, project, "membership", 10**9)
    with pytest.raises(NotThere):
        go_back(anna, project, "person", 1)


def test_a_view_is_kept_under_its_name_and_belongs_to_one_person(anna: Person, bert: Person) -> None:
    keep_view(anna, "portfolio", "Te laat", "health=late")
    row = keep_view(anna, "portfolio", "Te laat", "health=late&sort=p80")

    assert SavedView.objects.get().query == "health=late&sort=p80"
    with pytest.raises(NotThere):
        remove_view(bert, row.pk)
    remove_view(anna, row.pk)
