"""The first page of a fresh installation, keeping what was dropped, the language, the limits."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from rechterhand.web.data.models import Job, JobKind, Membership, Person, Project, Role

pytestmark = pytest.mark.django_db
PASSWORD = "een zin om te onthouden"


@pytest.fixture(autouse=True)
def here(settings: Any) -> None:
    settings.IS_LOCAL = True


def plan(name: str = "Haven 3.xml", content: bytes = b"<Project/>") -> BytesIO:
    file = BytesIO(content)
    file.name = name
    return file


def drop(client: Client) -> Project:
    client.post("/drop/", {"plan": plan()})
    return Project.objects.get()


def test_a_fresh_installation_asks_the_language_and_a_file_and_nothing_else(client: Client) -> None:
    page = client.get("/", headers={"Accept-Language": "nl"}).content.decode()

    assert "Laat hier een planning los" in page
    assert 'type="password"' not in page
    assert "Drop a plan here" in client.get("/", headers={"Accept-Language": "en"}).content.decode()


@pytest.mark.parametrize("why", ["network", "administrator"])
def test_others_are_asked_to_sign_in(client: Client, settings: Any, why: str) -> None:
    settings.IS_LOCAL = why != "network"
    if why == "administrator":
        Person.objects.create_user("beheer", is_administrator=True)

    assert client.get("/").url == "/account/sign-in/"
    assert client.post("/drop/", {"plan": plan()}).status_code == 404
    assert not Project.objects.exists()


def test_a_file_that_is_dropped_makes_a_guest_with_a_project(client: Client) -> None:
    answer = client.post("/drop/", {"plan": plan()})

    project = Project.objects.get()
    guest = Person.objects.get()
    assert answer.url == f"/projects/{project.slug}/plan/"
    assert project.name == "Haven 3"
    assert (guest.is_guest, guest.is_administrator, guest.has_usable_password()) == (True, False, False)
    assert Membership.objects.get().role == Role.PMO
    assert Job.objects.get().kind == JobKind.IMPORT
    assert "Houden: naam en wachtwoord" in client.get(answer.url, headers={"Accept-Language": "nl"}).content.decode()
    assert client.get("/").url == answer.url


def test_an_empty_file_leaves_nothing_behind(client: Client) -> None:
    answer = client.post("/drop/", {"plan": plan(content=b"")})

    assert answer.status_code == 422
    assert not Person.objects.exists()
    assert not Project.objects.exists()


def test_keeping_it_asks_a_name_and_a_password_and_makes_the_first_account(client: Client) -> None:
    project = drop(client)

    wrong = client.post("/keep/", {"username": "anna", "password": "kort"})
    answer = client.post("/keep/", {"username": "anna", "password": PASSWORD})

    assert wrong.status_code == 422
    anna = Person.objects.get()
    assert answer.url == f"/projects/{project.slug}/plan/"
    assert (anna.username, anna.is_guest, anna.is_administrator) == ("anna", False, True)
    assert anna.has_perm("plan.upload", project)
    assert client.get(answer.url).status_code == 200
    other = Client()
    assert other.login(username="anna", password=PASSWORD)
    assert Client().get("/").url == "/account/sign-in/"


def test_one_s_own_name_will_do(client: Client) -> None:
    drop(client)

    wrong = client.post("/keep/", {"username": "Pia/Molenaar", "password": PASSWORD}, headers={"Accept-Language": "nl"})
    client.post("/keep/", {"username": " Pia  O'Molenaar ", "password": PASSWORD})

    assert wrong.status_code == 422
    assert "één spatie tussen woorden" in wrong.content.decode()
    assert str(Person.objects.get()) == "Pia O'Molenaar"
    there = Client()
    answer = there.post("/account/sign-in/", {"login": "pia o'molenaar", "password": PASSWORD})
    assert answer.status_code == 302
    assert there.get("/portfolio/").status_code == 200


def test_only_the_first_is_kept(client: Client) -> None:
    drop(client)
    Person.objects.create_user("beheer", is_administrator=True)

    answer = client.post("/keep/", {"username": "anna", "password": PASSWORD})

    assert answer.url == "/account/sign-in/"
    assert Person.objects.filter(is_administrator=True).count() == 1


@pytest.mark.django_db(transaction=True)
def test_throwing_it_away_leaves_nothing(client: Client, settings: Any) -> None:
    drop(client)

    answer = client.post("/throw-away/")

    assert answer.url == "/"
    assert not Person.objects.exists()
    assert not Project.objects.exists()
    assert not Job.objects.exists()
    histories = [one for one in apps.get_app_config("rechterhand").get_models() if hasattr(one, "pgh_tracked_model")]
    assert [one.__name__ for one in histories if one._default_manager.exists()] == []
    assert [one for one in settings.MEDIA_ROOT.rglob("*") if one.is_file()] == []


def test_an_account_is_not_thrown_away(client: Client) -> None:
    anna = Person.objects.create_user("anna")
    client.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")

    assert client.post("/throw-away/").status_code == 404
    assert client.get("/keep/").status_code == 302
    assert Person.objects.filter(pk=anna.pk).exists()


def test_the_language_is_that_of_the_person_on_every_machine(client: Client) -> None:
    anna = Person.objects.create_user("anna")
    client.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")

    answer = client.post("/language/", {"language": "en", "next": "/limits/"})

    assert answer.url == "/limits/"
    elsewhere = Client(headers={"Accept-Language": "nl"})
    elsewhere.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")
    assert "These limits hold" in elsewhere.get("/limits/").content.decode()


def test_the_language_of_nobody_is_remembered_and_leads_nowhere_else(client: Client) -> None:
    answer = client.post("/language/", {"language": "en", "next": "https://evil.example.org/"})

    assert answer.url == "/"
    assert "Limits" in client.get("/limits/", headers={"Accept-Language": "nl"}).content.decode()
    assert client.post("/language/", {"language": "xx"}).status_code == 302


def test_limits_have_names_and_numbers(client: Client) -> None:
    page = client.get("/limits/", headers={"Accept-Language": "nl"}).content.decode()

    for words in ("150 MB", "10.000 toekomsten", "7 dagen", "pogingen per minuut"):
        assert words in page
