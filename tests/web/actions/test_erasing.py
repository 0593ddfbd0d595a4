"""An erased person is nowhere any more: not in rows, not in history."""

from __future__ import annotations

import subprocess
from typing import Any

import pytest
from django.db import connection

from rechterhand.web.actions.erasing import erase_person
from rechterhand.web.actions.memberships import add_membership
from rechterhand.web.actions.programmes import ProgrammeForm, change_programme, create_programme
from rechterhand.web.actions.projects import ProjectForm, create_project, set_health
from rechterhand.web.actions.views import keep_view
from rechterhand.web.data.models import Health, Job, Person, PlanVersion, Project, Role
from rechterhand.web.project.embedded import binaries

NAMES = ("Xandra Quist-O'Neil", "xandra.quist@example.org", "xquist77")


def dump(embedded: Any) -> str:
    """Everything that the database holds."""
    return subprocess.run(
        [
            str(binaries.folder() / "pg_dump"),
            "-h",
            str(embedded.place.socket),
            "-U",
            "postgres",
            connection.settings_dict["NAME"],
        ],
        check=True,
        capture_output=True,
        text=True,
    ).stdout


@pytest.mark.django_db(transaction=True)
def test_a_whole_dump_has_no_trace_of_an_erased_name(embedded: Any) -> None:
    name, address, username = NAMES
    anna = Person.objects.create_user("anna")
    person = Person.objects.create_user(username, "a password", email=address, name=name)
    person.name = f"{name} "
    person.save()
    project = create_project(person, ProjectForm("Haven", tags=(f"van {name}",)))
    set_health(person, project.pk, 1, Health.LATE, f"{name} is ziek; mail {address.upper()}.")
    programme = create_programme(person, ProgrammeForm(f"Programma van {name}"), pmo=person)
    change_programme(anna, programme.pk, 1, ProgrammeForm("Programma"))
    add_membership(anna, project, anna, Role.READER)
    keep_view(person, "portfolio", f"voor {name}", "")
    PlanVersion.objects.create(
        project=project, number=1, file_name=f"plan {name}.xml", file_format="MSPDI", file_sha256="0", file_size=1,
        created_by=person,
    )  # fmt: skip
    Job.objects.create(kind="import_plan", owner=person, work={"file_name": f"plan {name}.xml"})
    assert all(one in dump(embedded) for one in NAMES)

    erased = erase_person(anna, person.pk)

    left = dump(embedded)
    assert [one for one in NAMES if one.casefold() in left.casefold()] == []
    assert (erased.username, erased.is_active, erased.has_usable_password()) == (f"erased-{person.pk}", False, False)
    kept = Project.objects.get()
    assert kept.health_by_id == person.pk
    assert kept.health_reason == f"erased-{person.pk} is ziek; mail erased-{person.pk}."
    assert PlanVersion.objects.get().file_name == f"plan erased-{person.pk}.xml"
    assert not person.memberships.exists()


@pytest.mark.django_db
def test_a_name_of_one_word_is_not_sought_in_texts() -> None:
    jan = Person.objects.create_user("jan", name="Jan")
    create_project(jan, ProjectForm("Jan en alleman"))

    erase_person(None, jan.pk)

    assert Project.objects.get().name == "Jan en alleman"


@pytest.mark.django_db
def test_a_name_inside_another_is_left() -> None:
    person = Person.objects.create_user("wit", name="An de Wit")
    create_project(person, ProjectForm("Johan de Witt, An de Witte en An de Wit"))

    erase_person(None, person.pk)

    assert Project.objects.get().name == f"Johan de Witt, An de Witte en erased-{person.pk}"
