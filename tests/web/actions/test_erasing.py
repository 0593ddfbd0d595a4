"""An erased person is nowhere any more: not in rows, not in history."""

from __future__ import annotations

import subprocess
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from rechterhand.web.actions.erasing import erase_person
from rechterhand.web.actions.memberships import add_membership
from rechterhand.web.actions.naming import pattern_of
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
    add_membership(person, project, anna, Role.READER)
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


@pytest.mark.django_db(transaction=True)
def test_earlier_names_addresses_and_slugs_go_too(embedded: Any) -> None:
    anna = Person.objects.create_user("anna")
    before = ("Xandra Núñez", "xnunez", "x.nunez@example.org")
    person = Person.objects.create_user(before[1], name=before[0], email=before[2])
    person.name, person.email = "Xandra Jansen", "jansen@example.org"
    person.save()
    person.username = "xj-1980"
    person.save()
    project = create_project(anna, ProjectForm("Taak van Xandra Núñez"))
    second = create_project(anna, ProjectForm("Taak van Xandra Jansen"))
    set_health(anna, project.pk, 1, Health.LATE, "Xandra Núñez (xnunez, later xj-1980) mailt X.Nunez@example.org")
    PlanVersion.objects.create(
        project=project, number=1, file_name="plan_Xandra_Nunez_v2.xml", file_format="MSPDI", file_sha256="0",
        file_size=1, created_by=person,
    )  # fmt: skip
    Job.objects.create(kind="import_plan", owner=person, work={"file_name": "xandra-nunez.xml", "by": "xnunez"})
    assert {project.slug, second.slug} == {"taak-van-xandra-nunez", "taak-van-xandra-jansen"}

    erase_person(anna, person.pk)

    left = dump(embedded).casefold()
    assert [one for one in ("nunez", "núñez", "xandra", "jansen", "xj-1980") if one in left] == []
    pseudonym = f"erased-{person.pk}"
    slugs = set(Project.objects.values_list("slug", flat=True))
    assert slugs == {f"taak-van-{pseudonym}", f"taak-van-{pseudonym}-2"}
    assert PlanVersion.objects.get().file_name == f"plan_{pseudonym}_v2.xml"
    assert Project.objects.get(pk=project.pk).health_reason == (
        f"{pseudonym} ({pseudonym}, later {pseudonym}) mailt {pseudonym}"
    )


@pytest.mark.django_db
def test_a_short_name_is_replaced_where_the_pseudonym_hardly_fits() -> None:
    person = Person.objects.create_user("jo1", name="J O")
    create_project(person, ProjectForm("Haven", number=f"{'7' * 36} J O"))

    erase_person(None, person.pk)

    assert len(Project.objects.get().number) == 40
    assert "J O" not in Project.objects.get().number


@pytest.mark.django_db
def test_each_text_of_a_list_is_read_by_itself() -> None:
    person = Person.objects.create_user("aberg", name="Anna Berg")
    project = create_project(person, ProjectForm("Haven", tags=("Anna", "Berg op Zoom", "bij Anna Berg")))

    erase_person(None, person.pk)

    project.refresh_from_db()
    assert project.tags == ["Anna", "Berg op Zoom", f"bij erased-{person.pk}"]


@pytest.mark.django_db(transaction=True)
def test_a_name_that_json_writes_otherwise_goes_too(embedded: Any) -> None:
    person = Person.objects.create_user("aberg", name='Anna "Ans" Berg')
    work = {"file_name": 'plan Anna "Ans" Berg.xml', "of": [{"Anna": "Berg"}, None, 3, [], {}]}
    job = Job.objects.create(kind="import_plan", owner=person, work=work)

    erase_person(None, person.pk)

    job.refresh_from_db()
    assert job.work == work | {"file_name": f"plan erased-{person.pk}.xml"}
    assert '\\"Ans\\"' not in dump(embedded)


@pytest.mark.django_db
@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_a_name_is_found_whatever_the_locale_of_the_database(locale: str) -> None:
    person = Person.objects.create_user("zh-12", name="Zébulon van 't Hoff")
    pattern = pattern_of(person)
    texts = {
        "MET ZÉBULON VAN 'T HOFF": "MET x",
        "zébulon-van-t-hoff.xml": "x.xml",
        "Zebulon van 't Hoff": "x",
        "Zébulon van 't Hoffé": "Zébulon van 't Hoffé",
        "ÉZébulon van 't Hoff": "ÉZébulon van 't Hoff",
    }
    for told, wanted in texts.items():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT regexp_replace(%s COLLATE \"{locale}\", %s, 'x', 'gi')", [told, pattern])
            assert cursor.fetchone() == (wanted,)


@pytest.mark.django_db(transaction=True)
def test_sessions_of_an_erased_person_are_gone(embedded: Any) -> None:
    person = Person.objects.create_user("zhoff", "a sentence to remember", name="Zeb Hoff")
    anna = Person.objects.create_user("anna", "a sentence to remember")
    signed_in, other = Client(), Client()
    for client, who in ((signed_in, "zhoff"), (other, "anna")):
        client.post("/account/sign-in/", {"login": who, "password": "a sentence to remember"})
    assert any("zhoff" in str(one.get_decoded()) for one in Session.objects.all())

    erase_person(anna, person.pk)

    assert [one.get_decoded()["_auth_user_id"] for one in Session.objects.all()] == [str(anna.pk)]
    assert signed_in.get("/account/").status_code == 302
    assert other.get("/account/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_session_that_waits_for_a_code_is_gone_too() -> None:
    person = Person.objects.create_user("zhoff", "a sentence to remember", name="Zeb Hoff")
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": encrypt("A" * 16)})
    Client().post("/account/sign-in/", {"login": "zhoff", "password": "a sentence to remember"})
    assert Session.objects.exists()

    erase_person(None, person.pk)

    assert not Session.objects.exists()
