"""What people do on the pages of their account, and with invitations and bars, programs do too."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

import pytest
from allauth.usersessions.models import UserSession
from tests.web.api.calling import Caller, problem
from tests.web.queries import scenery

from rechterhand.web.actions.tokens import TokenForm, make_token
from rechterhand.web.data.models import Membership, Person, Project, Role, TokenScope

pytestmark = pytest.mark.django_db
DATES = {"start": datetime(2027, 1, 4, 8), "finish": datetime(2027, 1, 8, 17)}


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna", name="Anna", language="en")


@pytest.fixture
def haven(anna: Person) -> Project:
    return scenery.project("Haven", anna)


@pytest.fixture
def call(anna: Person, haven: Project) -> Caller:
    return Caller(anna)


def seen(call: Caller) -> str:
    """The tag of one's own account as it stands."""
    return str(call.get("/me").headers["ETag"])


class TestOwnAccount:
    """What people do with their own account on its pages, programs do too."""

    def test_an_address_changes(self, anna: Person, call: Caller) -> None:
        answer = call("PUT", "/me/address", {"email": "anna@example.org"}, If_Match=seen(call))

        assert answer.json() == {"email": "anna@example.org", "asked": False}
        assert call.found("/me")["email"] == "anna@example.org"
        Person.objects.create_user("bert", email="bert@example.org")
        now = answer.headers["ETag"]
        assert problem(call("PUT", "/me/address", {"email": "Bert@example.org"}, If_Match=now))["fields"]["email"]
        assert call("PUT", "/me/address", {"email": "no address"}, If_Match=now).status_code == 422

    def test_an_address_changes_only_as_it_was_seen(
        self, anna: Person, call: Caller, settings: Any, mailoutbox: list[Any]
    ) -> None:
        settings.SENDS_MAIL = True
        before = seen(call)
        call("PATCH", "/me", {"name": "Anna B."}, If_Match=before)

        assert problem(call("PUT", "/me/address", {"email": "a@example.org"}))["code"] == "revision_needed"
        found = problem(call("PUT", "/me/address", {"email": "a@example.org"}, If_Match=before))
        assert (found["status"], found["yours"]["email"], found["theirs"]["name"]) == (412, "a@example.org", "Anna B.")
        anna.refresh_from_db()
        assert (anna.email, mailoutbox) == ("", [])

    @pytest.mark.parametrize(
        ("address", "status"),
        [
            *((one, 200) for one in ("o'neil@example.org", "a&b@example.org", "jan@café.example", "jan@a.museum", "")),
            *((one, 422) for one in ("jan@-.nl", "jan@example", "a b@example.org", "j@x.nl\n")),
        ],
    )
    def test_an_address_is_one_by_the_rule_of_the_pages(self, call: Caller, address: str, status: int) -> None:
        assert call("PUT", "/me/address", {"email": address}, **{"If-Match": '"1"'}).status_code == status

    def test_an_address_of_single_sign_on_stays(self, call: Caller, settings: Any) -> None:
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [{"name": "SSO"}]}}

        answer = call("PUT", "/me/address", {"email": "anna@example.org"}, If_Match=seen(call))
        assert problem(answer)["fields"]["email"]

    def test_signing_out_everywhere(self, anna: Person, call: Caller) -> None:
        for number in range(2):
            UserSession.objects.create(user=anna, session_key=f"{number}", ip="192.0.2.7", user_agent="Firefox/1")

        assert call("DELETE", "/me/sessions").json() == {"ended": 2}
        assert call.found("/me/sessions")["total"] == 0

    def test_own_tokens_are_listed_and_withdrawn(self, anna: Person, call: Caller) -> None:
        make_token(Person.objects.create_user("bert"), TokenForm("other", [TokenScope.READ], 30))
        make_token(anna, TokenForm("second", [TokenScope.READ], None))

        found = {one["name"]: one for one in call.found("/me/tokens")["items"]}
        assert set(found) == {"test", "second"}
        assert (found["second"]["scopes"], found["second"]["expires_at"]) == (["read"], None)
        assert not {"digest", "secret", "token"} & set(found["second"])
        assert call("DELETE", f"/me/tokens/{found['second']['id']}").status_code == 204
        assert call("DELETE", f"/me/tokens/{found['second']['id']}").status_code == 404
        assert call("DELETE", f"/me/tokens/{found['test']['id']}").status_code == 204
        assert call.get("/me").status_code == 401

    def test_limits_are_those_of_the_page(self, call: Caller) -> None:
        rates = {one["name"]: one for group in call.found("/limits") for one in group["limits"]}

        assert any(one["setting"] == "RECHTERHAND_API_A_MINUTE" and "600" in one["limit"] for one in rates.values())


class TestInvitationsHere:
    """Who manages a place sends its invitations again and withdraws them."""

    TOLD: ClassVar = {"name": "Bert de Boer", "role": "reader"}

    def test_from_beginning_to_end(self, anna: Person, call: Caller, haven: Project) -> None:
        made = call("POST", "/projects/haven/invitations", self.TOLD).json()
        (listed,) = call.found("/projects/haven/invitations")["items"]
        again = call("POST", f"/projects/haven/invitations/{made['id']}").json()

        assert (listed["id"], listed["mine"], listed["link"]) == (made["id"], True, made["link"])
        assert again["link"] not in {"", made["link"]}
        other = Person.objects.create_user("carla", name="Carla")
        Membership.objects.create(person=other, project=haven, role=Role.PMO)
        others = Caller(other)
        assert others.found("/projects/haven/invitations")["items"][0]["link"] is None
        assert others("POST", f"/projects/haven/invitations/{made['id']}").status_code == 404
        assert others("DELETE", f"/projects/haven/invitations/{made['id']}").status_code == 404
        assert call("DELETE", f"/projects/haven/invitations/{made['id']}").status_code == 204
        assert call.found("/projects/haven/invitations")["total"] == 0
        assert not Membership.objects.filter(person=made["id"]).exists()

    def test_a_role_elsewhere_keeps_an_invitation(self, call: Caller, haven: Project) -> None:
        made = call("POST", "/projects/haven/invitations", self.TOLD).json()
        Membership.objects.create(person_id=made["id"], project=scenery.project("Elders"), role=Role.READER)

        answer = call("DELETE", f"/projects/haven/invitations/{made['id']}")

        assert (answer.status_code, problem(answer)["code"]) == (409, "in_use")
        assert Membership.objects.filter(person=made["id"]).count() == 2

    def test_where_administrators_alone_invite(self, call: Caller, haven: Project, settings: Any) -> None:
        settings.INVITATIONS = "administrators"

        answer = call("POST", "/projects/haven/invitations", self.TOLD)

        assert (answer.status_code, problem(answer)["code"]) == (403, "for_administrators")
        assert not Person.objects.filter(name="Bert de Boer").exists()


class TestBars:
    """The plan as bars, and the part that its finish hangs on."""

    def test_rows_links_and_the_critical_part(self, call: Caller, haven: Project) -> None:
        scenery.version(haven)
        scenery.activity(haven, 7, "Bouwen", is_critical=True, **DATES)
        scenery.activity(haven, 8, "Schilderen", is_critical=False, **DATES)
        number = haven.versions.get().number

        whole = call.found(f"/projects/haven/versions/{number}/gantt")
        part = call.found(f"/projects/haven/versions/{number}/path")

        assert [one["name"] for one in whole["rows"]] == ["Bouwen", "Schilderen"]
        assert [one["name"] for one in part["rows"]] == ["Bouwen"]
        assert whole["rows"][0]["start"] == "2027-01-04T08:00:00"
        assert call.get("/projects/haven/versions/99/gantt").status_code == 404
