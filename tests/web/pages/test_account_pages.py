"""One's own account: name, address, password, second factor, passkeys where they can be used, sessions."""

from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.test import Client

from rechterhand.web.data.models import Person
from rechterhand.web.project.accounts import providers

pytestmark = pytest.mark.django_db
PASSWORD = "a sentence to remember"
BACKEND = "django.contrib.auth.backends.ModelBackend"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna", PASSWORD, name="Anna de Wit", email="anna@example.org", language="nl")


def signed_in(agent: str = FIREFOX, **more: Any) -> Client:
    """Somebody who signed in as people do."""
    client = Client(headers={"user-agent": agent}, **more)
    client.post("/account/sign-in/", {"login": "anna", "password": PASSWORD})
    return client


@pytest.fixture
def client(anna: Person) -> Client:
    return signed_in()


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def about(person: Person, **changes: Any) -> dict[str, Any]:
    person.refresh_from_db()
    known = {"name": person.name, "email": person.email, "language": person.language, "revision": person.revision}
    return known | changes


class TestAboutMe:
    def test_name_and_language_change_at_once(self, client: Client, anna: Person) -> None:
        assert "Mijn account" in text(client.get("/account/"))
        answer = client.post("/account/", about(anna, name="Anna Bos", language="en"), follow=True)

        anna.refresh_from_db()
        assert (anna.name, anna.language) == ("Anna Bos", "en")
        assert "My account" in text(answer)
        assert "Saved." in text(answer)

    def test_what_somebody_changed_meanwhile_is_told(self, client: Client, anna: Person) -> None:
        seen = about(anna, name="Anna Bos")
        client.post("/account/", about(anna, name="Anna Mulder"))

        answer = client.post("/account/", seen)

        assert answer.status_code == 409
        assert "Anna Mulder" in text(answer)

    def test_a_letter_goes_only_when_it_is_saved(self, client: Client, anna: Person, settings: Any) -> None:
        settings.SENDS_MAIL = True
        seen = about(anna, email="anna@elders.example", language="en")
        client.post("/account/", about(anna, name="Anna Mulder"))

        answer = client.post("/account/", seen)

        assert answer.status_code == 409
        assert "<td>anna@elders.example</td><td>anna@example.org</td>" in text(answer)
        assert mail.outbox == []

    @pytest.mark.parametrize("changes", [{"name": ""}, {"email": "x"}, {"email": "BERT@example.org"}])
    def test_what_does_not_fit_is_said_beside_its_field(
        self, client: Client, anna: Person, changes: dict[str, str]
    ) -> None:
        Person.objects.create_user("bert", email="bert@example.org")

        answer = client.post("/account/", about(anna, **changes))

        assert answer.status_code == 422
        assert "aria-invalid" in text(answer)

    def test_without_mail_the_address_changes_at_once(self, client: Client, anna: Person) -> None:
        client.post("/account/", about(anna, email="anna@elders.example"))

        anna.refresh_from_db()
        assert anna.email == "anna@elders.example"

    def test_with_mail_it_changes_when_the_letter_is_answered(
        self, client: Client, anna: Person, settings: Any
    ) -> None:
        settings.SENDS_MAIL = True
        client.post("/account/", about(anna, email="anna@elders.example"))
        anna.refresh_from_db()
        letter = mail.outbox[0]
        link = next(line for line in letter.body.splitlines() if "/account/address/" in line)
        path = link.removeprefix("http://localhost:8000")

        assert (anna.email, letter.to) == ("anna@example.org", ["anna@elders.example"])
        other = Client()
        other.force_login(Person.objects.create_user("bert"), backend=BACKEND)
        assert other.get(path).status_code == 410
        assert client.get(path).status_code == 302
        anna.refresh_from_db()
        assert anna.email == "anna@elders.example"
        assert client.get(path).status_code == 410

    def test_with_single_sign_on_and_no_mail_the_address_stays(
        self, client: Client, anna: Person, settings: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("RECHTERHAND_OIDC_ISSUER", "https://id.example.org")
        monkeypatch.setenv("RECHTERHAND_OIDC_CLIENT", "workbench")
        settings.SOCIALACCOUNT_PROVIDERS = providers()

        client.post("/account/", about(anna, email="chef@example.org"))

        anna.refresh_from_db()
        assert anna.email == "anna@example.org"

    @pytest.mark.parametrize("kind", ["is_guest", "is_demonstration"])
    def test_who_has_no_account_of_their_own_has_no_page(self, kind: str) -> None:
        client = Client()
        client.force_login(Person.objects.create_user("guest", **{kind: True}), backend=BACKEND)

        assert client.get("/account/").status_code == client.get("/account/security/").status_code == 302
        client.get("/limits/")
        token = client.cookies["rechterhand_csrf"].value
        headers = {"X-CSRFToken": token, "If-Match": '"1"'}
        told = client.patch("/api/v1/me", {"name": "Somebody"}, content_type="application/json", headers=headers)
        assert told.status_code == 404


class TestSigningIn:
    def test_a_new_password_signs_out_other_browsers(self, client: Client) -> None:
        other = signed_in(EDGE)
        told = {"oldpassword": PASSWORD, "password1": "another long sentence", "password2": "another long sentence"}

        answer = client.post("/account/password/", told)

        assert answer.url == "/account/security/"
        shown = text(client.get(answer.url))
        assert "Firefox op Linux" in shown
        assert "Edge op Windows" not in shown
        assert other.get("/account/").status_code == 302

    def test_a_wrong_password_is_told_in_our_words(self, client: Client) -> None:
        told = {"oldpassword": "wrong", "password1": "another long sentence", "password2": "another long sentence"}

        assert "Dit is niet je wachtwoord." in text(client.post("/account/password/", told))

    def test_an_app_is_set_up_with_codes_and_turned_off(self, client: Client, anna: Person) -> None:
        client.post("/account/again/?next=/account/two-factor/app/", {"password": PASSWORD})
        page = client.get("/account/two-factor/app/")
        secret = page.context["form"].secret
        assert secret in text(page)
        assert "klopt niet" in text(client.post("/account/two-factor/app/", {"code": "1"}))

        code = totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))
        codes = client.post("/account/two-factor/app/", {"code": code}, follow=True)

        assert "Herstelcodes" in text(codes)
        assert len(codes.context["unused_codes"]) == 10
        file = client.get("/account/two-factor/codes/file/").content.decode()
        assert file.split() == codes.context["unused_codes"]
        assert "Er zijn er nog 10." in text(client.get("/account/security/"))
        client.post("/account/two-factor/app/remove/")
        assert not Authenticator.objects.filter(user=anna).exists()

    def test_changing_how_one_signs_in_asks_who_it_is(self, client: Client) -> None:
        for address in ("two-factor/app/", "passkeys/add/", "two-factor/codes/make/"):
            answer = client.get(f"/account/{address}", headers={"host": "localhost"})
            assert answer.url.startswith("/account/again/"), address


class TestSessions:
    def test_signing_out_elsewhere(self, client: Client, anna: Person) -> None:
        edge, other = signed_in(EDGE), signed_in("curl/8")
        shown = client.get("/account/security/")
        line = next(one for one, _ in shown.context["sessions"] if one.browser == "Edge")

        assert "Edge op Windows" in text(shown)
        assert "een andere browser of een programma" in text(shown)
        client.post("/account/sessions/end/", {"session": line.pk})
        assert edge.get("/account/").status_code == 302
        assert other.get("/account/").status_code == 200
        client.post("/account/sessions/end/")
        assert other.get("/account/").status_code == 302
        assert client.get("/account/").status_code == 200

    def test_nobody_ends_anothers(self, client: Client) -> None:
        bert = Client()
        bert.force_login(Person.objects.create_user("bert"), backend=BACKEND)
        line = client.get("/account/security/").context["sessions"][0][0]

        assert bert.post("/account/sessions/end/", {"session": line.pk}).status_code == 404
        assert client.get("/account/").status_code == 200

    def test_when_one_was_last_seen_is_kept_every_few_minutes(self, client: Client) -> None:
        def seen() -> Any:
            return client.get("/account/security/").context["sessions"][0][0].last_seen_at

        first = seen()
        assert seen() == first
        session = client.session
        session["seen"] -= 400
        session.save()
        assert seen() > first

    def test_programs_see_and_end_them_too(self, client: Client) -> None:
        edge = signed_in(EDGE)
        found = client.get("/api/v1/me/sessions").json()["items"]
        line = next(one for one in found if not one["is_here"])

        assert line["browser"] == "Edge"
        token = client.cookies["rechterhand_csrf"].value
        answer = client.delete(f"/api/v1/me/sessions/{line['id']}", headers={"X-CSRFToken": token})
        assert answer.status_code == 204
        assert edge.get("/account/").status_code == 302


class TestWherePasskeysAre:
    @pytest.mark.parametrize(
        ("host", "secure", "told"),
        [
            ("localhost", False, "Toegangssleutel toevoegen"),
            ("127.0.0.1", False, "Op een adres van cijfers (127.0.0.1)"),
            ("127.0.0.1", True, "Op een adres van cijfers (127.0.0.1)"),
            ("[::1]:8000", False, "Op een adres van cijfers (::1)"),
            ("pmo.example.org", False, "Zonder https"),
            ("pmo.example.org", True, "Toegangssleutel toevoegen"),
        ],
    )
    def test_the_page_says_why_not(self, client: Client, settings: Any, host: str, secure: bool, told: str) -> None:
        settings.ALLOWED_HOSTS = ["*"]

        shown = text(client.get("/account/security/", headers={"host": host}, secure=secure))
        sign_in = text(Client().get("/account/sign-in/", headers={"host": host}, secure=secure))

        offered = told.startswith("Toegang")
        assert told in shown
        assert ("Toegangssleutel toevoegen" in shown) == offered
        assert ("data-passkey" in sign_in) == offered
        if not offered:
            assert client.get("/account/passkeys/add/", headers={"host": host}, secure=secure).status_code == 302
