"""What happened in the installation, and places that nobody looks after any more: for its administrators."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.web.api.calling import Caller, problem
from tests.web.queries import scenery

from rechterhand.web.actions.tokens import TokenForm, make_token
from rechterhand.web.data.models import AccessToken, Membership, Person, Role, TokenScope

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def root() -> Person:
    return Person.objects.create_user("root", name="Ruth Root", is_administrator=True, language="en")


@pytest.fixture
def bert() -> Person:
    return Person.objects.create_user("bert", "een zin om te onthouden", name="Bert Bos", email="bert@example.org")


@pytest.fixture
def client(root: Person) -> Client:
    found = Client(headers={"accept-language": "en"})
    found.force_login(root, backend=BACKEND)
    return found


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def told(root: Person) -> list[tuple[str, str, str]]:
    caller = Client()
    caller.force_login(root, backend=BACKEND)
    items = caller.get("/api/v1/happened").json()["items"]
    return [(one["what"], one["whom"], one["by"]) for one in items]


class TestLettingInAgain:
    """Somebody who lost every way in gets a link."""

    def test_it_is_in_history(self, client: Client, root: Person, bert: Person) -> None:
        link = client.post("/administration/let-in/", {"person": bert.pk}).context["recovery"]
        assert ("let_in", "Bert Bos", "Ruth Root") in told(root)

        chosen = {"password": "een heel ander geheim"}
        Client().post(link.removeprefix("http://localhost:8000"), chosen)

        bert.refresh_from_db()
        assert bert.check_password("een heel ander geheim")
        shown = text(client.get("/administration/happened/"))
        assert "Let in again: link made" in shown
        assert "new password chosen" in shown

    def test_tokens_and_sessions_of_before_end(self, client: Client, bert: Person) -> None:
        token = make_token(bert, TokenForm("cron", (TokenScope.READ,), None))
        browser = Client()
        browser.post("/account/sign-in/", {"login": "bert", "password": "een zin om te onthouden"})
        assert browser.get("/account/").status_code == 200
        link = client.post("/administration/let-in/", {"person": bert.pk}).context["recovery"]
        me = {"Authorization": f"Bearer {token}"}
        assert Client().get("/api/v1/me", headers=me).status_code == 200

        chosen = {"password": "een heel ander geheim"}
        Client().post(link.removeprefix("http://localhost:8000"), chosen)

        assert Client().get("/api/v1/me", headers=me).status_code == 401
        assert browser.get("/account/").status_code == 302
        assert not AccessToken.objects.filter(person=bert, withdrawn_at=None).exists()


class TestWhatHappened:
    """Who did what, when; by page and by API."""

    def test_from_the_invitation_to_the_erasure(self, client: Client, root: Person) -> None:
        client.post("/administration/invite/", {"name": "Carla Cox", "email": "c@example.org", "language": "nl"})
        carla = Person.objects.get(name="Carla Cox")
        shown = client.post("/administration/renew/", {"person": carla.pk}, follow=True)
        path = shown.context["link"].removeprefix("http://localhost:8000")
        taken = {
            "name": "Carla Cox",
            "username": "carla",
            "password": "een lang geheim!",
            "password2": "een lang geheim!",
        }
        Client().post(path, taken)
        carla.refresh_from_db()
        make_token(carla, TokenForm("cron", (TokenScope.READ,), None))
        told_by = {"person": carla.pk, "revision": carla.revision, "active": "0"}
        client.post("/administration/activate/", told_by)
        client.post("/administration/activate/", told_by | {"revision": carla.revision + 1, "active": "1"})

        # in a test all of it is of one moment
        assert sorted(one for one in told(root) if one[1] == "Carla Cox") == [
            ("arrived", "Carla Cox", "Carla Cox"),
            ("closed", "Carla Cox", "Ruth Root"),
            ("invited", "Carla Cox", "Ruth Root"),
            ("invited_again", "Carla Cox", "Ruth Root"),
            ("reopened", "Carla Cox", "Ruth Root"),
            ("token_made", "Carla Cox", "Carla Cox"),
        ]
        client.post("/administration/erase/", {"person": carla.pk, "confirmation": "Carla Cox"})
        assert "Carla" not in text(client.get("/administration/happened/"))
        assert ("erased", f"erased-{carla.pk}", "Ruth Root") in told(root)

    def test_roles_without_a_word_of_the_place(self, client: Client, root: Person, bert: Person) -> None:
        place = scenery.project("Geheim", bert)
        call = Caller(bert)
        call("POST", f"/projects/{place.slug}/members", {"person_id": root.pk, "role": "reader"})

        shown = text(client.get("/administration/happened/"))

        assert "Reader in a project" in shown
        assert "Geheim" not in shown
        items = Caller(root, TokenScope.ADMINISTER).found("/happened")["items"]
        assert [(one["what"], one["place"]) for one in items if one["role"]] == [("role_given", "project")] * 2

    def test_administrators_that_were_named(self, root: Person) -> None:
        assert ("administrator_made", "Ruth Root", "") in told(root)

    def test_it_comes_in_parts(self, client: Client, root: Person) -> None:
        for number in range(60):
            Person.objects.create_user(f"p{number}")

        pages = [text(client.get(f"/administration/happened/?page={number}")) for number in (1, 2)]
        assert [one.count("Account made") for one in pages] == [50, 10]
        part = Caller(root, TokenScope.ADMINISTER).found("/happened?limit=2&offset=3")
        assert len(part["items"]) == 2
        assert part["total"] >= 61

    def test_only_for_administrators(self, bert: Person) -> None:
        other = Client()
        other.force_login(bert, backend=BACKEND)

        assert other.get("/administration/happened/").status_code == 403
        assert other.get("/administration/unattended/").status_code == 403


class TestUnattended:
    """Nobody is left in a place."""

    def test_closing_an_account_tells_which(self, client: Client, root: Person, bert: Person) -> None:
        scenery.project("Haven", bert)
        shared = scenery.project("Kade", bert)
        Membership.objects.create(person=Person.objects.create_user("carla"), project=shared, role=Role.PMO)

        shown = text(client.get(f"/administration/?person={bert.pk}"))
        assert "<li>Haven</li>" in shown
        assert "<li>Kade</li>" not in shown
        places = Caller(root, TokenScope.ADMINISTER).found(f"/people/{bert.pk}/last-of")["items"]
        assert places == [{"kind": "project", "slug": "haven", "name": "Haven"}]

    def test_an_administrator_names_somebody_and_sees_nothing(self, client: Client, root: Person, bert: Person) -> None:
        scenery.project("Haven", bert)
        scenery.programme("Nova")
        scenery.project("Kade", Person.objects.create_user("carla"))
        dora = Person.objects.create_user("dora", name="Dora Dop")
        told_by = {"person": bert.pk, "revision": 1, "active": "0"}
        client.post("/administration/activate/", told_by)

        shown = text(client.get("/administration/unattended/"))
        assert "Haven" in shown
        assert "Nova" in shown
        assert "Kade" not in shown
        itself = client.post("/administration/unattended/", {"place": "project haven", "person": root.pk})
        assert itself.status_code == 422
        client.post("/administration/unattended/", {"place": "project haven", "person": dora.pk})

        assert Membership.objects.get(person=dora).role == Role.PMO
        assert client.get("/projects/haven/").status_code == 404
        assert ("handed_over", "Dora Dop", "Ruth Root") in told(root)
        again = client.post("/administration/unattended/", {"place": "project haven", "person": dora.pk})
        assert again.status_code == 422

    def test_the_same_by_api(self, root: Person, bert: Person) -> None:
        scenery.programme("Nova")
        scenery.project("Kade", bert)
        call = Caller(root, TokenScope.ADMINISTER)

        assert call.found("/unattended")["items"] == [{"kind": "programme", "slug": "nova", "name": "Nova"}]
        itself = call("POST", "/unattended", {"kind": "programme", "slug": "nova", "person_id": root.pk})
        assert problem(itself)["fields"]
        named = {"kind": "programme", "slug": "nova", "person_id": bert.pk}
        assert call("POST", "/unattended", named).status_code == 204
        assert problem(call("POST", "/unattended", named))["code"] == "in_use"
        assert call("POST", "/unattended", named | {"slug": "elders"}).status_code == 404
        assert call("POST", "/unattended", named | {"kind": "project", "slug": "kade"}).status_code == 409
        assert call.found("/unattended")["items"] == []
