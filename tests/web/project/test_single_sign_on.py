"""Signing in through an identity provider: first and again, invited or not, and what is said when it doesn't work."""

from __future__ import annotations

import contextlib
import http.client
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from oidc_provider_mock import User, run_server_in_thread
from tests.web.queries.scenery import project

from rechterhand.text import render
from rechterhand.web.actions.inviting import invite, token_of
from rechterhand.web.actions.tokens import TokenForm, make_token
from rechterhand.web.data.models import Membership, Person, Role, TokenScope
from rechterhand.web.project.accounts import provider_origin, providers
from rechterhand.web.project.looking.provider import looked_at

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib")]
PASSWORD = "a sentence to remember"
SIGN_IN = "/account/sign-in/"


@pytest.fixture
def trusts(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], str]]:
    """An identity provider that knows people, with addresses that it verified or not."""
    people = [
        User(sub="carla", claims={"email": "carla@example.org", "name": "Carla Bos"}),
        User(sub="dirk", claims={"email": "dirk@example.org", "email_verified": True, "name": "Dirk Dam"}),
    ]
    with run_server_in_thread(user_claims=people) as server:
        issuer = f"http://localhost:{server.server_port}"
        for name, value in (("ISSUER", issuer), ("CLIENT", "workbench"), ("SECRET", "secret"), ("NAME", "The city")):
            monkeypatch.setenv(f"RECHTERHAND_OIDC_{name}", value)

        def told(addresses: str) -> str:
            monkeypatch.setenv("RECHTERHAND_OIDC_TRUSTS_ADDRESSES", addresses)
            settings.SOCIALACCOUNT_PROVIDERS = providers()
            return issuer

        yield told


@pytest.fixture
def provider(trusts: Callable[[str], str]) -> str:
    """As it is set up without more words."""
    return trusts("no")


def away(client: Client, provider: str, process: str = "login") -> str:
    """Press the button."""
    to: str = client.post(f"/account/elsewhere/oidc/?process={process}").url
    assert to.startswith(provider)
    return to


def through(client: Client, provider: str, who: str = "carla", process: str = "login") -> Any:
    """Press the button, sign in at the provider, and come back."""
    parts = urlsplit(away(client, provider, process))
    asking = http.client.HTTPConnection(parts.hostname or "", parts.port)
    with contextlib.closing(asking):
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        asking.request("POST", f"{parts.path}?{parts.query}", f"sub={who}", form)
        answer = asking.getresponse()
        answer.read()
    back = urlsplit(answer.headers["Location"])
    return client.get(f"{back.path}?{back.query}")


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def english() -> Client:
    return Client(headers={"accept-language": "en"})


def test_the_button_is_there_when_a_provider_is(client: Client) -> None:
    assert "/account/elsewhere/" not in text(client.get(SIGN_IN))


def test_who_comes_from_the_provider_has_an_account_without_any_role(client: Client, provider: str) -> None:
    assert "The city" in text(client.get(SIGN_IN))

    assert through(client, provider).status_code == 302

    carla = Person.objects.get()
    assert (carla.email, carla.name, carla.is_administrator) == ("carla@example.org", "Carla Bos", False)
    assert not carla.memberships.exists()
    assert client.session["_auth_user_id"] == str(carla.pk)
    assert "The city" in text(client.get("/account/security/"))


def test_who_comes_again_gets_the_same_account(client: Client, provider: str) -> None:
    through(client, provider)
    Person.objects.update(email="other@example.org")
    through(Client(), provider)

    assert Person.objects.count() == 1


def test_who_was_invited_gets_the_account_with_its_roles(client: Client, provider: str) -> None:
    person = invite(name="Dirk", email="Dirk@example.org")
    Membership.objects.create(person=person, project=project("Haven"), role=Role.READER)
    link = token_of(person)

    through(client, provider, "dirk")

    person.refresh_from_db()
    assert Person.objects.count() == 1
    assert not person.is_invited
    assert not person.username.startswith("invited-")
    assert client.get("/projects/haven/").status_code == 200
    assert Client().get(f"/account/invited/{link}/").status_code == 410


def test_an_address_that_nobody_verified_opens_no_account(provider: str) -> None:
    carla = Person.objects.create_user("carla", PASSWORD, email="carla@example.org")
    client = english()

    answer = through(client, provider)

    assert answer.status_code == 409
    assert "an account with the address carla@example.org" in text(answer)
    assert "_auth_user_id" not in client.session
    carla.refresh_from_db()
    assert carla.check_password(PASSWORD)


def test_an_address_that_is_trusted_by_setting_does(client: Client, trusts: Callable[[str], str]) -> None:
    person = invite(name="Carla", email="carla@example.org")

    through(client, trusts("yes"))

    assert client.session["_auth_user_id"] == str(person.pk)


def test_nobody_else_gets_in_once_the_owner_of_the_address_has_come(client: Client, provider: str) -> None:
    mallory = Person.objects.create_user("mallory", PASSWORD, email="dirk@example.org")
    other = Client()
    other.post(SIGN_IN, {"login": "mallory", "password": PASSWORD})
    through(other, provider, "carla", process="connect")
    other.post("/account/again/", {"password": PASSWORD})
    token = make_token(mallory, TokenForm("mine", (TokenScope.READ,), 30))
    Authenticator.objects.create(user=mallory, type=Authenticator.Type.WEBAUTHN, data={})
    connected = SocialAccount.objects.get(user=mallory)
    called = {"Authorization": f"Bearer {token}"}
    assert Client().get("/api/v1/me", headers=called).status_code == 200

    through(client, provider, "dirk")

    assert client.session["_auth_user_id"] == str(mallory.pk)
    assert client.get("/account/").status_code == 200
    assert Client().get("/api/v1/me", headers=called).status_code == 401
    assert other.get("/account/").status_code == 302
    assert not Authenticator.objects.filter(user=mallory).exists()
    assert not SocialAccount.objects.filter(pk=connected.pk).exists()
    assert SocialAccount.objects.get(user=mallory).uid == "dirk"
    assert Client().post(SIGN_IN, {"login": "mallory", "password": PASSWORD}).status_code == 200


def test_who_comes_again_keeps_what_they_made_since(provider: str) -> None:
    Person.objects.create_user("dirk", PASSWORD, email="dirk@example.org")
    through(Client(), provider, "dirk")
    token = make_token(Person.objects.get(), TokenForm("mine", (TokenScope.READ,), 30))

    through(Client(), provider, "dirk")

    assert Client().get("/api/v1/me", headers={"Authorization": f"Bearer {token}"}).status_code == 200


def test_who_has_an_account_connects_it_and_comes_in_both_ways(client: Client, provider: str) -> None:
    carla = Person.objects.create_user("carla", PASSWORD, email="carla@example.org", language="en")
    client.post(SIGN_IN, {"login": "carla", "password": PASSWORD})
    assert "Connect" in text(client.get("/account/security/"))

    back = through(client, provider, process="connect")
    if back.status_code == 302 and back.url.startswith("/account/again/"):
        back = client.post(back.url, {"password": PASSWORD})

    assert back.url == "/account/security/"
    assert "connected" in text(client.get(back.url))
    other = Client()
    through(other, provider)
    assert other.session["_auth_user_id"] == str(carla.pk)
    assert Client().post(SIGN_IN, {"login": "carla", "password": PASSWORD}).status_code == 302


def test_a_closed_account_stays_out(provider: str) -> None:
    client = english()
    through(client, provider)
    Person.objects.update(is_active=False)

    answer = through(other := english(), provider)

    assert "This account is closed" in text(other.get(answer.url))
    assert "_auth_user_id" not in other.session


def test_stopping_at_the_provider_says_so(provider: str) -> None:
    client = english()
    state = parse_qs(urlsplit(away(client, provider)).query)["state"][0]

    answer = client.get(f"/account/elsewhere/oidc/back/?error=access_denied&state={state}", follow=True)

    assert "You stopped signing in" in text(answer)


@pytest.mark.parametrize("query", ["", "?state=made-up&code=made-up"])
def test_an_answer_that_does_not_fit_says_what_to_do(provider: str, query: str) -> None:
    answer = english().get(f"/account/elsewhere/oidc/back/{query}")

    assert answer.status_code in {200, 401}
    assert "Signing in elsewhere failed" in text(answer)


def test_the_form_may_lead_to_the_identity_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    assert provider_origin() == ()
    monkeypatch.setenv("RECHTERHAND_OIDC_ISSUER", "https://id.example.org/realm")

    assert provider_origin() == ("https://id.example.org",)


@pytest.mark.parametrize("broken", ["nobody there", "an error"])
def test_a_provider_that_does_not_answer_is_told(
    trusts: Callable[[str], str], settings: Any, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    issuer = "http://127.0.0.1:1" if broken == "nobody there" else f"{trusts('no')}/no-such-realm"
    monkeypatch.setenv("RECHTERHAND_OIDC_ISSUER", issuer)
    settings.SOCIALACCOUNT_PROVIDERS = providers()

    pressed = english().post("/account/elsewhere/oidc/?process=login")

    assert pressed.status_code == 503
    assert "identity provider) doesn’t answer" in text(pressed)


def test_the_doctor_asks_the_provider(trusts: Callable[[str], str], monkeypatch: pytest.MonkeyPatch) -> None:
    issuer = trusts("no")
    assert [one.state for one in looked_at()] == ["good"]

    for wrong in ("http://127.0.0.1:1", f"{issuer}/no-such-realm"):
        monkeypatch.setenv("RECHTERHAND_OIDC_ISSUER", wrong)
        (found,) = looked_at()
        assert (found.state, wrong in render(found.told, "en")) == ("wrong", True)
