"""Looking around on a fresh, local installation: choosing who to be, and removing all of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from rechterhand.web.actions.demonstrating import SIZES, make_demonstration
from rechterhand.web.data.models import Person, Programme, Project
from rechterhand.web.queries.demonstration import persona

pytestmark = pytest.mark.django_db
KEYS = ("pmo", "project_leader", "programme_manager", "pmo_lead", "steering", "team_member", "reader")
BACKEND = "django.contrib.auth.backends.ModelBackend"
PASSWORD = "een zin om te onthouden"


@pytest.fixture(autouse=True)
def here(settings: Any) -> None:
    settings.IS_LOCAL = True
    settings.DEMONSTRATION = "small"


@pytest.fixture
def made() -> None:
    make_demonstration(SIZES["whole"])


def be(client: Client, key: str, **more: str) -> Any:
    return client.post("/look-around/be/", {"persona": key, **more})


def text(client: Client, path: str, language: str = "nl") -> str:
    return client.get(path, headers={"Accept-Language": language}).content.decode()


def test_the_first_page_offers_to_look_around_and_to_drop_a_file(client: Client) -> None:
    assert "Rondkijken" in text(client, "/")
    assert "Laat hier een planning los" in text(client, "/")
    assert "Look around" in text(client, "/", "en")


def test_one_click_makes_it_and_shows_who_one_may_be(client: Client) -> None:
    answer = client.post("/look-around/")

    assert answer.url == "/look-around/"
    assert Project.objects.filter(is_demonstration=True).count() == 2
    shown = text(client, "/look-around/")
    for words in (
        "Noor Bakker",
        "PMO-lead",
        "Open het portfolio",
        "Verbouwing stadskantoor",
        "0 van 3 versies beoordeeld",
    ):
        assert words in shown
    assert 'hx-get="/look-around/progress/"' in shown
    assert "0 of 3 versions reviewed" in text(client, "/look-around/progress/", "en")
    assert client.post("/look-around/").url == "/look-around/"
    assert Project.objects.count() == 2


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("key", KEYS)
def test_everybody_opens_a_page_that_they_may_see(client: Client, key: str) -> None:
    answer = be(client, key, first="yes")

    shown = client.get(answer.url)
    assert shown.status_code == 200
    assert answer.url != "/"
    person = persona(key)
    assert person is not None
    assert f"Je bent nu {person.name}" in text(client, answer.url)
    assert client.get("/").status_code == 302


@pytest.mark.usefixtures("made")
def test_one_may_be_somebody_else_on_the_way(client: Client) -> None:
    be(client, "pmo")
    shown = text(client, "/look-around/")
    assert "dit ben je nu" in shown

    be(client, "reader")

    assert "Ilse Mulder" in text(client, "/portfolio/")


@pytest.mark.usefixtures("made")
def test_the_language_that_was_spoken_goes_along(client: Client) -> None:
    be(client, "pmo")
    client.post("/language/", {"language": "en"})
    be(client, "reader")

    assert "You are now Ilse Mulder" in client.get("/portfolio/").content.decode()
    client.post("/language/", {"language": "nl"})
    be(client, "pmo")
    assert "Je bent nu Noor Bakker" in client.get("/portfolio/").content.decode()


@pytest.mark.parametrize("path", ["/look-around/be/", "/look-around/remove/"])
def test_without_it_there_is_nobody_to_be_and_nothing_to_remove(client: Client, path: str) -> None:
    assert client.post(path, {"persona": "pmo"}).status_code == 404
    assert client.get("/look-around/").url == "/"
    assert client.get("/look-around/progress/").headers["HX-Redirect"] == "/"


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(("key", "status"), [("", 404), ("nobody", 404), ("p\0mo", 400)])
def test_there_is_nobody_else_to_be(client: Client, key: str, status: int) -> None:
    assert be(client, key).status_code == status


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("why", ["network", "administrator"])
def test_it_ends_when_the_installation_is_not_fresh_any_more(client: Client, settings: Any, why: str) -> None:
    be(client, "pmo")
    assert client.get("/portfolio/").status_code == 200

    settings.IS_LOCAL = why != "network"
    if why == "administrator":
        Person.objects.create_user("beheer", is_administrator=True)

    assert client.get("/portfolio/").url == "/account/sign-in/?next=/portfolio/"
    assert client.get("/").url == "/account/sign-in/"
    for path in ("/look-around/", "/look-around/be/", "/look-around/remove/"):
        assert client.post(path, {"persona": "pmo"}).status_code == 404
    assert client.get("/look-around/").status_code == 404
    assert client.get("/look-around/progress/").status_code == 404


@pytest.mark.usefixtures("made")
def test_its_people_never_sign_in_with_a_password(client: Client) -> None:
    person = persona("pmo")
    assert person is not None
    person.set_password(PASSWORD)
    person.save()

    client.post("/account/sign-in/", {"login": person.username, "password": PASSWORD})

    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("made")
def test_a_guest_keeps_what_they_dropped(client: Client) -> None:
    guest = Person.objects.create_user("guest-1", is_guest=True)
    client.force_login(guest, backend=BACKEND)

    assert be(client, "pmo").status_code == 404
    assert client.get("/look-around/").url == "/"
    assert client.session["_auth_user_id"] == str(guest.pk)


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("key", ["", "pmo"])
def test_removing_it_leaves_the_first_page_as_fresh(client: Client, key: str) -> None:
    if key:
        be(client, key)

    answer = client.post("/look-around/remove/", follow=True, headers={"Accept-Language": "nl"})

    assert answer.redirect_chain == [("/", 302)]
    assert "Het voorbeeld is verwijderd." in answer.content.decode()
    assert not Person.objects.exists()
    assert not Programme.objects.exists()
    assert "Rondkijken" in text(client, "/")


@pytest.mark.usefixtures("made")
def test_who_became_administrator_can_still_remove_it(client: Client) -> None:
    admin = Person.objects.create_user("beheer", is_administrator=True)
    client.force_login(admin, backend=BACKEND)

    assert "Voorbeeld verwijderen" in text(client, "/administration/installation/")
    client.post("/administration/demonstration/remove/")

    assert list(Person.objects.all()) == [admin]
    assert not Project.objects.exists()


@pytest.mark.usefixtures("made")
def test_the_page_takes_as_many_statements_for_any_number_of_projects(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(10):
        client.get("/look-around/")
