"""The administration: who may come in, and how the installation is."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.web.queries.scenery import project

from rechterhand.web.actions.inviting import invite
from rechterhand.web.data.models import Person, Project

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def root() -> Person:
    return Person.objects.create_user("root", is_administrator=True, name="Ruth Root")


@pytest.fixture
def client(root: Person) -> Client:
    found = Client(headers={"accept-language": "nl"})
    found.force_login(root, backend=BACKEND)
    return found


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_an_invitation_is_a_link_that_works_once(client: Client) -> None:
    answer = client.post("/administration/invite/", {"name": "Bert Bos", "email": "bert@example.org", "language": "nl"})
    shown = client.get(answer.url)
    link = shown.context["link"]

    assert "uitgenodigd" in text(shown)
    assert link.startswith("http://localhost:8000/account/invited/")
    assert Client().get(link.removeprefix("http://localhost:8000")).status_code == 200
    person = Person.objects.get(name="Bert Bos")
    client.post("/administration/renew/", {"person": person.pk})
    assert Client().get(link.removeprefix("http://localhost:8000")).status_code == 410


@pytest.mark.parametrize("told", [{"name": ""}, {"name": "B", "email": "x"}, {"name": "B", "email": "R@example.org"}])
def test_an_invitation_that_does_not_fit_is_refused(client: Client, root: Person, told: dict[str, str]) -> None:
    Person.objects.filter(pk=root.pk).update(email="r@example.org")

    assert client.post("/administration/invite/", told).status_code == 422
    assert Person.objects.count() == 1


def test_an_account_is_closed_and_reopened(client: Client) -> None:
    bert = Person.objects.create_user("bert")
    told = {"person": bert.pk, "revision": 1, "active": "0"}

    client.post("/administration/activate/", told)
    bert.refresh_from_db()
    assert not bert.is_active
    assert client.post("/administration/activate/", told | {"active": "1"}).status_code == 409
    assert "Account heropenen" in text(client.get(f"/administration/?person={bert.pk}"))
    client.post("/administration/activate/", told | {"active": "1", "revision": 2})
    bert.refresh_from_db()
    assert bert.is_active


def test_nobody_shuts_themselves_out(client: Client, root: Person) -> None:
    told = {"person": root.pk, "revision": 1, "active": "0", "confirmation": "Ruth Root"}

    assert client.post("/administration/activate/", told).status_code == 409
    assert client.post("/administration/erase/", told).status_code == 409
    root.refresh_from_db()
    assert root.is_active


def test_somebody_becomes_administrator_and_the_last_one_stays(client: Client, root: Person) -> None:
    bert = Person.objects.create_user("bert", name="Bert Bos")
    told = {"person": bert.pk, "revision": 1, "administrator": "1"}

    assert "Beheerder maken" in text(client.get(f"/administration/?person={bert.pk}"))
    assert client.post("/administration/appoint/", {"person": root.pk, "revision": 1}).status_code == 409
    assert client.post("/administration/appoint/", told).status_code == 302
    bert.refresh_from_db()
    assert bert.is_administrator
    assert client.post("/administration/appoint/", told).status_code == 409, "it was changed meanwhile"
    events = Person.pgh_event_model.objects.filter(pgh_obj_id=bert.pk).order_by("pgh_id")
    last = events.last()
    assert (last.is_administrator, last.pgh_context["action"], last.pgh_context["person"]) == (
        True,
        "person.appoint",
        root.pk,
    )
    gone = client.post("/administration/appoint/", {"person": root.pk, "revision": 1})
    assert gone.url == "/"
    assert client.get("/administration/").status_code == 403
    other = Client()
    other.force_login(bert, backend=BACKEND)
    assert other.post("/administration/appoint/", {"person": bert.pk, "revision": 2}).status_code == 409


@pytest.mark.parametrize("told", [{"is_active": False}, {"is_invited": True}, {"is_guest": True}])
def test_who_has_no_account_of_their_own_looks_after_nothing(client: Client, told: dict[str, bool]) -> None:
    bert = Person.objects.create_user("bert", **told)

    answer = client.post("/administration/appoint/", {"person": bert.pk, "revision": 1, "administrator": "1"})

    assert answer.status_code == 404
    bert.refresh_from_db()
    assert not bert.is_administrator


def test_erasing_asks_for_the_name(client: Client) -> None:
    bert = Person.objects.create_user("bert", name="Bert Bos")

    client.post("/administration/erase/", {"person": bert.pk, "confirmation": "Bert"})
    bert.refresh_from_db()
    assert bert.erased_at is None
    client.post("/administration/erase/", {"person": bert.pk, "confirmation": "Bert Bos"})
    bert.refresh_from_db()
    assert bert.name == f"erased-{bert.pk}"
    assert "Bert Bos" not in text(client.get("/administration/?q=erased"))


def test_the_installation_says_how_it_is_and_no_secret(client: Client, settings: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("RECHTERHAND_OIDC_SECRET", "zeer-geheim")

    shown = text(client.get("/administration/installation/"))

    assert "RECHTERHAND_DATA" in shown
    assert "zeer-geheim" not in shown
    assert settings.SECRET_KEY not in shown
    assert "Wat de dokter ziet" in shown


def test_the_example_goes_wholly(client: Client) -> None:
    project("Voorbeeld", is_demonstration=True)

    assert "Voorbeeld verwijderen" in text(client.get("/administration/installation/"))
    client.post("/administration/demonstration/remove/")
    assert not Project.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_people_take_as_many_statements_for_any_number(
    client: Client, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        Person.objects.create_user(f"p{number}")

    with django_assert_num_queries(4):
        client.get("/administration/")


def test_an_erased_account_stays_closed(client: Client) -> None:
    bert = Person.objects.create_user("bert", name="Bert Bos")
    client.post("/administration/erase/", {"person": bert.pk, "confirmation": "Bert Bos"})
    bert.refresh_from_db()

    opened = {"person": bert.pk, "revision": bert.revision, "active": "1"}
    assert client.post("/administration/activate/", opened).status_code == 404
    bert.refresh_from_db()
    assert not bert.is_active


def test_who_has_not_come_yet_is_not_let_in_again(client: Client) -> None:
    bert = invite(name="Bert")

    assert client.post("/administration/let-in/", {"person": bert.pk}).status_code == 404
