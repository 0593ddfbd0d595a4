"""My access tokens: made and shown once, listed without their secret, withdrawn."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from rechterhand.web.data.models import AccessToken, Person

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
PAGE = "/account/tokens/"
FORM = {"name": "Wekelijks rapport", "read": "on", "days": "30"}


def signed_in(name: str = "anna", **fields: object) -> Client:
    client = Client()
    client.force_login(Person.objects.create_user(name, **fields), backend=BACKEND)
    return client


def test_a_token_is_shown_once_and_opens_the_api() -> None:
    client = signed_in()
    made = client.post(PAGE, FORM).content.decode()
    token = re.search(r'value="(rh_[\w-]+)"', made)
    later = client.get(PAGE).content.decode()

    assert token is not None
    assert token[1] not in later
    assert "Wekelijks rapport" in later
    assert Client().get("/api/v1/me", headers={"Authorization": f"Bearer {token[1]}"}).status_code == 200


@pytest.mark.parametrize(("language", "heading"), [("nl", "Mijn toegangstokens"), ("en", "My access tokens")])
def test_the_page_speaks_both_languages(language: str, heading: str) -> None:
    page = signed_in(language=language).get(PAGE)

    assert f"{heading} · Rechterhand</title>" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]


def test_what_does_not_fit_is_said_beside_its_field() -> None:
    client = signed_in()
    client.post(PAGE, FORM)

    for wrong in ({**FORM, "read": ""}, {**FORM, "name": ""}, FORM, {**FORM, "name": "x", "days": "7"}):
        answer = client.post(PAGE, wrong)
        assert answer.status_code == 422
        assert "aria-invalid" in answer.content.decode()
    assert AccessToken.objects.count() == 1


def test_only_administrators_give_the_scope_of_administering() -> None:
    client, admin = signed_in(), signed_in("admin", is_administrator=True)

    assert 'name="administer"' not in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"name": "x", "administer": "on", "days": ""}).status_code == 422
    assert admin.post(PAGE, {"name": "x", "administer": "on", "days": ""}).status_code == 200
    row = AccessToken.objects.get()
    assert (row.scopes, row.expires_at) == (["administer"], None)


def test_withdrawing_ones_own_and_nobody_elses() -> None:
    client, other = signed_in(), signed_in("bert")
    client.post(PAGE, FORM)
    address = f"{PAGE}{AccessToken.objects.get().pk}/withdraw/"

    assert client.get(address).status_code == 405
    assert other.post(address).status_code == 404
    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 404
    assert AccessToken.objects.get().withdrawn_at is not None
    assert "Wekelijks rapport" not in client.get(PAGE).content.decode()
