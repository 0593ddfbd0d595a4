"""One's account in a browser: every page of it, a passkey from making to signing in, and codes of an app."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.utils import timezone
from tests.journeys.pages_served import fits_and_is_accessible, signed_in
from tests.web.queries.scenery import project

from rechterhand.text import LANGUAGES, Language
from rechterhand.web.actions.inviting import DAYS, invite, token_of
from rechterhand.web.data.models import Membership, Person, Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a sentence to remember"
SECURITY = "/account/security/"


@pytest.fixture
def anna(settings: Any) -> Person:
    settings.ACCOUNT_RATE_LIMITS = False
    Person.objects.create_user("root", is_administrator=True)
    return Person.objects.create_user("anna", PASSWORD, name="Anna de Wit", email="anna@example.org", language="nl")


@contextmanager
def with_keys(page: Any) -> Iterator[None]:
    """A device that keeps passkeys and knows its owner."""
    told = page.context.new_cdp_session(page)
    told.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    told.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    yield
    told.send("WebAuthn.disable")


def again(page: Any) -> None:
    """Say who it is."""
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Verder").click()


def sign_out(page: Any) -> None:
    page.goto("/account/sign-out/")
    page.locator("main form button").click()
    page.wait_for_url("**/account/sign-in/")


def test_a_passkey_is_made_named_used_and_removed(chromium: Any, address: str, anna: Person) -> None:
    with signed_in(chromium, address, anna) as page, with_keys(page):
        page.goto(SECURITY)
        page.get_by_role("link", name="Toegangssleutel toevoegen").click()
        again(page)
        page.get_by_label("Naam van de sleutel").fill("Laptop")
        fits_and_is_accessible(page, "passkey-add")
        page.get_by_role("button", name="Toegangssleutel maken").click()
        page.get_by_role("heading", name="Herstelcodes").wait_for()
        fits_and_is_accessible(page, "codes")
        assert page.locator(".codes code").count() == 10

        page.goto(SECURITY)
        page.get_by_role("row", name="Laptop").wait_for()
        fits_and_is_accessible(page, "security-passkey")
        page.get_by_role("link", name="Laptop hernoemen").click()
        page.get_by_label("Naam van de sleutel").fill("Werklaptop")
        page.get_by_role("button", name="Opslaan").click()
        page.get_by_role("row", name="Werklaptop").wait_for()

        sign_out(page)
        page.get_by_role("button", name="Aanmelden met een toegangssleutel").click()
        page.wait_for_url("**/portfolio/")

        sign_out(page)
        page.get_by_label("Naam of e-mailadres").fill("anna")
        page.get_by_label("Wachtwoord").fill(PASSWORD)
        page.get_by_role("button", name="Aanmelden", exact=True).click()
        page.get_by_role("heading", name="Nog één stap").wait_for()
        fits_and_is_accessible(page, "second-step")
        page.get_by_role("button", name="Met een toegangssleutel").click()
        page.wait_for_url("**/portfolio/")

        page.goto(SECURITY)
        page.get_by_role("link", name="Werklaptop verwijderen").click()
        again(page)
        page.get_by_role("heading", name="Verwijderen").wait_for()
        page.locator("main .btn-danger").click()
        page.get_by_text("De toegangssleutel is verwijderd.").wait_for()
        assert not Authenticator.objects.filter(user=anna).exists()


def test_a_device_that_gives_no_passkey_is_told_in_words(chromium: Any, address: str, anna: Person) -> None:
    with signed_in(chromium, address, anna) as page, with_keys(page):
        sign_out(page)
        page.get_by_role("button", name="Aanmelden met een toegangssleutel").click()
        page.get_by_text("Er kwam geen toegangssleutel.").wait_for()
        assert page.url.endswith("/account/sign-in/")


def test_an_app_for_codes(chromium: Any, address: str, anna: Person) -> None:
    with signed_in(chromium, address, anna) as page:
        page.goto(SECURITY)
        page.get_by_role("link", name="App instellen").click()
        fits_and_is_accessible(page, "again")
        again(page)
        page.locator("img.qr").wait_for()
        assert page.locator("img.qr").evaluate("one => one.naturalWidth > 0")
        fits_and_is_accessible(page, "app")
        secret = page.locator("#secret").input_value()
        code = totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))
        page.get_by_label("Code", exact=True).fill(code)
        page.get_by_role("button", name="Aanzetten").click()
        page.get_by_role("heading", name="Herstelcodes").wait_for()


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_fit_and_are_accessible(chromium: Any, address: str, anna: Person, language: Language) -> None:
    Person.objects.filter(pk=anna.pk).update(language=language)
    for agent in ("Mozilla/5.0 (Windows NT 10.0) Firefox/140.0", "curl/8"):
        Client(headers={"user-agent": agent}).post("/account/sign-in/", {"login": "anna", "password": PASSWORD})
    row = project("Haven", anna)
    person = invite(name="Bert Bos", email="bert@example.org", by=anna)
    Membership.objects.create(person=person, project=row, role=Role.READER)
    with signed_in(chromium, address, anna, language) as page:
        for name, url in (
            ("own", "/account/"),
            ("security", SECURITY),
            ("tokens", "/account/tokens/"),
            ("password", "/account/password/"),
            ("people", "/projects/haven/people/"),
        ):
            page.goto(url)
            fits_and_is_accessible(page, f"account-{name}-{language}")
    Person.objects.filter(pk=person.pk).update(invited_at=timezone.now() - timedelta(days=DAYS + 1))
    person.refresh_from_db()
    with signed_in(chromium, address, anna, language, answers=410) as page:
        page.goto(f"/account/invited/{token_of(person)}/")
        fits_and_is_accessible(page, f"account-over-{language}")


def test_colours_are_chosen_on_the_page(chromium: Any, address: str, anna: Person) -> None:
    with signed_in(chromium, address, anna) as page:
        page.goto("/account/")
        page.locator("main [data-theme-choice=dark]").click()
        assert page.locator("html").get_attribute("data-bs-theme") == "dark"
        page.goto(SECURITY)
        assert page.locator("html").get_attribute("data-bs-theme") == "dark"
        fits_and_is_accessible(page, "security-dark")
