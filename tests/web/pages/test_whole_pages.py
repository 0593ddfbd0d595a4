"""Who comes in or goes out gets a whole new page, and a form of an earlier visit is refused in our own words."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from rechterhand.web.actions.inviting import invite, token_of
from rechterhand.web.data.models import Person

pytestmark = pytest.mark.django_db
PASSWORD = "een zin om te onthouden"
BOOSTED = {"HX-Request": "true", "HX-Boosted": "true"}


def plan() -> BytesIO:
    file = BytesIO(b"<Project/>")
    file.name = "Haven.xml"
    return file


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna", PASSWORD, name="Anna")


def test_who_signs_in_gets_a_whole_page(client: Client, anna: Person) -> None:
    sent = {"login": "anna", "password": PASSWORD}

    refused = client.post("/account/sign-in/", sent | {"password": "x"}, headers=BOOSTED)
    answer = client.post("/account/sign-in/", sent, headers=BOOSTED)

    assert refused.status_code == 200
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/")
    assert client.get("/account/").status_code == 200


def test_so_does_who_drops_a_file_takes_an_invitation_or_signs_out(client: Client, settings: Any) -> None:
    settings.IS_LOCAL = True
    dropped = client.post("/drop/", {"plan": plan()}, headers=BOOSTED)
    assert (dropped.status_code, dropped.headers["HX-Redirect"]) == (204, "/projects/haven/plan/")

    other = Client()
    taken = {"username": "bram", "name": "Bram", "password": PASSWORD}
    came = other.post(f"/account/invited/{token_of(invite(name='Bram'))}/", taken, headers=BOOSTED)
    assert (came.status_code, came.headers["HX-Redirect"]) == (204, "/")

    left = other.post("/account/sign-out/", headers=BOOSTED)
    assert (left.status_code, left.headers["HX-Redirect"]) == (204, "/")


def test_others_are_led_on_as_ever(client: Client, anna: Person) -> None:
    client.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")

    assert client.post("/projects/new/", {"name": "Haven"}, headers=BOOSTED).status_code == 302
    assert Client().post("/account/sign-in/", {"login": "anna", "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize(
    ("language", "said"), [("nl", "Dit formulier hoort bij een eerder bezoek."), ("en", "This form belongs to")]
)
def test_a_form_of_an_earlier_visit_is_refused_in_our_own_words(language: str, said: str) -> None:
    browser = Client(enforce_csrf_checks=True, headers={"Accept-Language": language})

    answer = browser.post("/language/", {"language": "en"})
    page = answer.content.decode()

    assert answer.status_code == 403
    assert said in page
    assert f'lang="{language}"' in page
    assert "<style" not in page
