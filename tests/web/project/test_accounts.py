"""Signing in and out, by name or address, with a second factor, or by invitation."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rechterhand.web.actions.inviting import DAYS, accept, ended, invite, invited_by, renew, token_of, withdraw
from rechterhand.web.data.models import Person
from rechterhand.web.queries.installation import installation_is_fresh

pytestmark = pytest.mark.django_db
PASSWORD = "a sentence to remember"
SIGN_IN = "/account/sign-in/"


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("Anna", PASSWORD, email="anna@example.org", name="Anna de Wit")


def sign_in(client: Client, login: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post(SIGN_IN, {"login": login, "password": password, **more})


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("account_change_password")).status_code == 200


@pytest.mark.parametrize("login", ["Anna", "anna", "anna@example.org", "ANNA@example.org"])
def test_signs_in_by_name_or_address(client: Client, anna: Person, login: str) -> None:
    answer = sign_in(client, login, next="/projects/nova")

    assert (answer.status_code, answer.url) == (302, "/projects/nova")
    assert is_signed_in(client)


def test_a_wrong_password_says_no_more_than_that(client: Client, anna: Person) -> None:
    known, unknown = sign_in(client, "Anna", "wrong"), sign_in(client, "nobody", "wrong")

    assert known.status_code == unknown.status_code == 200
    assert not is_signed_in(client)
    assert list(known.context["form"].errors) == list(unknown.context["form"].errors)


def test_leads_nowhere_else_after_signing_in(client: Client, anna: Person) -> None:
    assert sign_in(client, "Anna", next="https://evil.example.org/").url == "/"


def test_who_guesses_has_to_wait(client: Client, anna: Person) -> None:
    for _ in range(5):
        sign_in(client, "Anna", "wrong")

    sign_in(client, "Anna")

    assert not is_signed_in(client)


def test_a_closed_account_stays_out(client: Client, anna: Person) -> None:
    Person.objects.update(is_active=False)

    sign_in(client, "Anna")

    assert not is_signed_in(client)


def test_signs_out(client: Client, anna: Person) -> None:
    sign_in(client, "Anna")

    client.post("/account/sign-out/")

    assert not is_signed_in(client)


def test_changes_the_password(client: Client, anna: Person) -> None:
    sign_in(client, "Anna")
    told = {"oldpassword": PASSWORD, "password1": "another long sentence", "password2": "another long sentence"}

    client.post("/account/password/", told)

    anna.refresh_from_db()
    assert anna.check_password("another long sentence")


def test_a_second_factor_is_asked_for(client: Client, anna: Person) -> None:
    sign_in(client, "Anna")
    assert client.get(reverse("mfa_activate_totp")).url.startswith("/account/again/")
    client.post("/account/again/", {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    code = totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))
    client.post(reverse("mfa_activate_totp"), {"code": code})
    other = Client()

    asked = sign_in(other, "Anna")

    assert asked.url.startswith(reverse("mfa_authenticate"))
    assert not is_signed_in(other)
    from allauth.mfa.models import Authenticator

    found = Authenticator.objects.get(user=anna, type="recovery_codes").wrap().get_unused_codes()[0]
    other.post(asked.url, {"code": found})
    assert is_signed_in(other)


def test_nobody_makes_an_account_uninvited(client: Client) -> None:
    client.post("/account/sign-up/", {"username": "eve", "password1": PASSWORD})

    assert not Person.objects.exists()


def test_an_invitation_makes_one_account(client: Client) -> None:
    person = invite(name="Bert", email="bert@example.org")
    link = reverse("account:invited", args=[token_of(person)])
    told = {"name": "Bert Smit", "username": "bert", "password": PASSWORD}
    assert client.get(link).status_code == 200

    answer = client.post(link, told)

    assert answer.status_code == 302
    assert is_signed_in(client)
    person.refresh_from_db()
    assert (person.username, person.name, person.email) == ("bert", "Bert Smit", "bert@example.org")
    assert Client().get(link).status_code == 410
    assert Client().post(link, told | {"username": "eve"}).status_code == 410


def test_an_invited_name_must_be_free_and_the_password_good(client: Client, anna: Person) -> None:
    link = reverse("account:invited", args=[token_of(invite(name="Bert"))])

    answer = client.post(link, {"name": "Bert", "username": "anna", "password": "short"})

    assert answer.status_code == 422
    assert sorted(answer.context["form"].errors) == ["password", "username"]


def test_an_invitation_ends_by_time_by_renewal_by_withdrawal_and_by_a_changed_letter() -> None:
    person = invite(name="Bert")
    first = token_of(person)
    second = renew(person)

    assert (invited_by(first), ended(first)) == (None, "renewed")
    assert (invited_by(second), ended(second)) == (person, "")
    assert ended(second[:-1] + ("A" if second[-1] != "A" else "B")) == "unknown"
    person.invited_at = timezone.now() - timedelta(days=DAYS, minutes=1)
    person.save()
    third = token_of(person)
    assert (invited_by(third), ended(third)) == (None, "expired")
    withdraw(person)
    assert (invited_by(third), ended(third)) == (None, "withdrawn")


def test_of_two_who_hold_a_link_the_first_gets_the_account() -> None:
    token = token_of(invite(name="Bert"))
    accept(token, "bert", PASSWORD, name="Bert")

    with pytest.raises(Person.DoesNotExist):
        accept(token, "eve", PASSWORD, name="Eve")


def test_an_installation_is_fresh_until_somebody_administers_it(settings: Any, anna: Person) -> None:
    settings.IS_LOCAL = True
    assert installation_is_fresh()

    settings.IS_LOCAL = False
    assert not installation_is_fresh()

    settings.IS_LOCAL = True
    Person.objects.create_user("admin", is_administrator=True)
    assert not installation_is_fresh()
