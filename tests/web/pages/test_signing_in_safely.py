"""What keeps others out: fresh authentication, second factors, ends of sessions, tries that are counted and told."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from tests.web.api.calling import Caller
from tests.web.queries.scenery import programme

from rechterhand.web.actions.sessions import SEEN, TOLD_EVERY
from rechterhand.web.data.models import AccessToken, Membership, Person, Role

pytestmark = pytest.mark.django_db
PASSWORD = "a sentence to remember"
SIGN_IN = "/account/sign-in/"
AGAIN = "/account/again/"
RECORDS = "account_authentication_methods"
TOKEN = {"name": "Report", "read": "on", "days": "30"}


@pytest.fixture
def root() -> Person:
    return Person.objects.create_user("root", PASSWORD, name="Ruth Root", is_administrator=True, language="en")


@pytest.fixture
def bert() -> Person:
    return Person.objects.create_user("bert", PASSWORD, name="Bert Bos", email="bert@example.org", language="en")


def signed_in(name: str, password: str = PASSWORD) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.post(SIGN_IN, {"login": name, "password": password})
    return client


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def an_hour_later(client: Client) -> None:
    """As if somebody had signed in an hour ago."""
    session = client.session
    session[RECORDS] = [{**one, "at": one["at"] - 3600} for one in session[RECORDS]]
    session.save()


class TestFreshAuthentication:
    """Some things ask who one is once more, when that was a while ago."""

    def test_a_token_is_made_after_the_password_was_given_again(self, root: Person) -> None:
        client = signed_in("root")
        an_hour_later(client)

        asked = client.post("/account/tokens/", TOKEN)
        assert asked.url.startswith(AGAIN)
        assert "say once more who you are" in text(client.get(asked.url))
        assert not AccessToken.objects.exists()

        told = {"password": PASSWORD, "next": "/account/tokens/"}
        assert re.search(r'value="(rh_[\w-]+)"', text(client.post(AGAIN, told)))
        assert AccessToken.objects.get().name == "Report"

    @pytest.mark.parametrize(
        ("address", "told"),
        [
            ("/administration/erase/", {"confirmation": "Bert Bos"}),
            ("/administration/appoint/", {"revision": "1", "administrator": "1"}),
            ("/administration/let-in/", {}),
        ],
    )
    def test_so_do_the_deeds_of_administrators(
        self, root: Person, bert: Person, address: str, told: Mapping[str, str]
    ) -> None:
        client = signed_in("root")
        an_hour_later(client)

        answer = client.post(address, {"person": bert.pk, **told})

        assert answer.url.startswith(AGAIN)
        bert.refresh_from_db()
        assert (bert.name, bert.is_administrator) == ("Bert Bos", False)

    def test_programs_that_use_a_browsers_session_too(self, root: Person, bert: Person) -> None:
        client = signed_in("root")
        client.get("/account/")
        headers = {"X-CSRFToken": client.cookies["rechterhand_csrf"].value}
        address, told = f"/api/v1/people/{bert.pk}/erasure", {"confirmation": "Bert Bos"}
        an_hour_later(client)

        answer = client.post(address, told, content_type="application/json", headers=headers)

        assert (answer.status_code, answer.json()["code"]) == (403, "not_fresh")

    def test_who_signed_in_just_now_is_not_asked(self, root: Person) -> None:
        assert signed_in("root").post("/account/tokens/", TOKEN).status_code == 200


class TestSecondFactor:
    """An installation may ask one of its administrators."""

    def test_nothing_else_opens_without_one(self, settings: Any, root: Person) -> None:
        calls = Caller(root)
        settings.ADMINISTRATORS_NEED_SECOND_FACTOR = True
        client = signed_in("root")

        shown = client.get("/administration/", follow=True)

        assert shown.redirect_chain == [("/account/security/", 302)]
        assert "Administrators need a second factor here" in text(shown)
        assert client.get("/portfolio/").status_code == 302
        refused = calls.get("/projects")
        assert (refused.status_code, refused.json()["code"]) == (403, "second_factor_missing")

    def test_with_one_and_for_others_all_is_as_it_was(self, settings: Any, root: Person, bert: Person) -> None:
        settings.ADMINISTRATORS_NEED_SECOND_FACTOR = True
        client, other = signed_in("root"), signed_in("bert")
        Authenticator.objects.create(user=root, type=Authenticator.Type.TOTP, data={"secret": "x"})

        assert client.get("/administration/").status_code == 200
        assert other.get("/portfolio/").status_code == 200

    def test_single_sign_on_looks_after_its_own(self, settings: Any, root: Person) -> None:
        settings.ADMINISTRATORS_NEED_SECOND_FACTOR = True
        root.set_unusable_password()
        root.save()
        client = Client()
        client.force_login(root, backend="django.contrib.auth.backends.ModelBackend")

        assert client.get("/administration/").status_code == 200


class TestTheEndOfASession:
    """Who doesn't use it for long is signed out; going on leads to a page."""

    def idle(self, client: Client, seconds: float) -> None:
        session = client.session
        session[SEEN] = time.time() - seconds
        session.save()

    def test_it_ends_when_nobody_used_it(self, settings: Any, bert: Person) -> None:
        settings.SESSION_COOKIE_AGE = 3600
        client = signed_in("bert")
        self.idle(client, 3500)
        assert client.get("/portfolio/").status_code == 200

        self.idle(client, 3600 + TOLD_EVERY + 1)
        assert client.get("/portfolio/").url == f"{SIGN_IN}?next=/portfolio/"

    def test_progress_by_itself_is_no_use(self, settings: Any, bert: Person) -> None:
        settings.SESSION_COOKIE_AGE = 3600
        client = signed_in("bert")
        self.idle(client, 3500)

        client.get("/limits/", headers={"accept": "text/event-stream"})

        assert time.time() - client.session[SEEN] > 3000

    def test_a_form_that_was_sent_too_late_leads_back_to_its_page(self, root: Person) -> None:
        came = {"referer": "http://testserver/administration/?q=bert"}

        lost = Client().post("/administration/invite/", {"name": "Bert"}, headers=came)
        away = Client().post("/administration/invite/", {}, headers={"referer": "https://elsewhere.example/"})

        assert lost.url == f"{SIGN_IN}?next=/administration/%3Fq%3Dbert"
        assert away.url == f"{SIGN_IN}?next=/"

    def test_the_address_of_a_form_says_that_it_is_no_page(self, root: Person) -> None:
        answer = signed_in("root").get("/administration/invite/")

        assert answer.status_code == 405
        assert answer["Allow"] == "POST"
        assert "<h1" in text(answer)


class TestFailedTries:
    """They are counted for the account, told in the log and in what happened."""

    def test_they_are_told_with_where_from(self, root: Person, bert: Person) -> None:
        Client().post(SIGN_IN, {"login": "bert@example.org", "password": "wrong"}, REMOTE_ADDR="192.0.2.7")
        Client().post(SIGN_IN, {"login": "nobody", "password": "wrong"})
        client = signed_in("root")

        (told,) = [one for one in client.get("/api/v1/happened").json()["items"] if one["what"] == "sign_in_failed"]

        assert (told["whom"], told["by"], told["address"]) == ("Bert Bos", "", "192.0.2.7")
        shown = text(client.get("/administration/happened/"))
        assert "Signing in failed" in shown
        assert "from 192.0.2.7" in shown

    def test_the_log_has_them_without_what_was_typed(self, bert: Person, caplog: pytest.LogCaptureFixture) -> None:
        Client().post(SIGN_IN, {"login": "bert", "password": "wrong secret"}, REMOTE_ADDR="192.0.2.7")
        Client().post(SIGN_IN, {"login": "typed-a-secret", "password": "wrong"}, REMOTE_ADDR="192.0.2.8")
        signed_in("bert")

        told = [one.getMessage() for one in caplog.records if one.name == "rechterhand.account"]
        assert [("sign-in failed" in one, "192.0.2" in one) for one in told] == [(True, True)] * 2 + [(False, False)]
        assert "signed in" in told[2]
        assert "secret" not in " ".join(told)

    def test_another_name_of_the_same_account_brings_no_new_tries(self, bert: Person) -> None:
        for _ in range(5):
            Client().post(SIGN_IN, {"login": "bert", "password": "wrong"})

        answer = Client(headers={"accept-language": "en"}).post(
            SIGN_IN, {"login": "BERT@example.org", "password": PASSWORD}
        )

        assert answer.status_code != 302
        assert "_auth_user_id" not in answer.wsgi_request.session

    def test_a_changed_password_tells_of_tokens_that_hold_on(self, bert: Person) -> None:
        Caller(bert)
        told = {"oldpassword": PASSWORD, "password1": "another long sentence", "password2": "another long sentence"}

        shown = text(signed_in("bert").post("/account/password/", told, follow=True))

        assert "Your access tokens hold on" in shown


def test_nobody_takes_a_seat_in_the_steering_committee(bert: Person) -> None:
    row = programme("Coast")
    Membership.objects.create(person=bert, programme=row, role=Role.PROGRAMME_MANAGER)
    anna = Person.objects.create_user("anna")
    calls = Caller(bert)

    own = calls("POST", "/programmes/coast/members", {"person_id": bert.pk, "role": "chair"})
    other = calls("POST", "/programmes/coast/members", {"person_id": anna.pk, "role": "chair"})

    assert (own.status_code, own.json()["code"]) == (403, "beyond_rights")
    assert other.status_code == 201


@pytest.mark.parametrize("contact", ["security@example.org", "https://example.org/report"])
def test_who_found_a_weakness_is_told_where_to_write(settings: Any, contact: str) -> None:
    assert Client().get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = contact

    answer = Client().get("/.well-known/security.txt")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = dict(one.split(": ", 1) for one in answer.content.decode().splitlines())
    assert lines["Contact"] == (contact if ":" in contact else f"mailto:{contact}")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", lines["Expires"])
    assert lines["Canonical"] == "http://localhost:8000/.well-known/security.txt"
