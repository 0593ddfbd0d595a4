"""Who comes in: tokens and sessions, scopes, and how often."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.api.calling import Caller, problem

from rechterhand.web.access import rates
from rechterhand.web.actions.accounts import set_active
from rechterhand.web.actions.erasing import erase_person
from rechterhand.web.actions.errors import NotThere, Taken, Unfit
from rechterhand.web.actions.tokens import TokenForm, make_token, withdraw_token
from rechterhand.web.data.models import AccessToken, Person, TokenScope

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna", name="Anna", language="en")


def test_nobody_is_told_to_bring_a_token() -> None:
    answer = Caller(None).get("/projects")

    assert (answer.status_code, problem(answer)["code"]) == (401, "not_signed_in")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_token_comes_in_as_its_person(anna: Person) -> None:
    call = Caller(anna)

    assert call.found("/me")["name"] == "Anna"
    assert "rh_" in call.token
    row = AccessToken.objects.get()
    assert row.last_used_at is not None
    assert call.token not in str(vars(row))


def test_head_tells_what_get_would_without_its_body(anna: Person) -> None:
    call = Caller(anna)

    asked = call("HEAD", "/me")

    assert (asked.status_code, asked.content) == (200, b"")
    assert asked.headers["ETag"] == call.get("/me").headers["ETag"]
    assert call("HEAD", "/projects/nowhere").status_code == 404


@pytest.mark.parametrize("sent", ["Bearer rh_wrong", "Bearer", "Basic YTpi", "Bearer é", "Bearer " + "x" * 5000])
def test_what_is_no_token_opens_nothing(anna: Person, sent: str) -> None:
    answer = Caller(None).get("/me", Authorization=sent)

    assert (answer.status_code, problem(answer)["code"]) == (401, "token_refused")
    assert answer.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'


def test_a_token_that_was_withdrawn_or_expired_opens_nothing(anna: Person) -> None:
    withdrawn, expired = Caller(anna), None
    row = AccessToken.objects.get()
    withdraw_token(anna, row.pk)
    expired = Caller(anna)
    AccessToken.objects.filter(withdrawn_at=None).update(expires_at=timezone.now() - timedelta(seconds=1))

    assert withdrawn.get("/me").status_code == expired.get("/me").status_code == 401
    with pytest.raises(NotThere):
        withdraw_token(anna, row.pk)


def test_a_token_ends_with_its_person(anna: Person) -> None:
    admin = Person.objects.create_user("admin", is_administrator=True)
    call = Caller(anna)

    set_active(admin, anna.pk, 1, active=False)
    assert call.get("/me").status_code == 401
    erase_person(admin, anna.pk)
    assert not AccessToken.objects.exists()


def test_a_token_does_no_more_than_its_scopes(anna: Person) -> None:
    reads, writes = Caller(anna, TokenScope.READ), None
    refused = reads("POST", "/projects", {"name": "Haven"})
    AccessToken.objects.all().delete()
    writes = Caller(anna, TokenScope.WRITE)

    assert reads.token != writes.token
    assert (refused.status_code, problem(refused)["code"]) == (403, "scope_missing")
    assert problem(refused)["where"] == {"needed": "write", "held": "read"}
    assert writes("POST", "/projects", {"name": "Haven"}).status_code == 201
    assert writes.get("/projects").status_code == 403


def test_administering_asks_for_a_scope_of_its_own() -> None:
    admin = Person.objects.create_user("admin", is_administrator=True)

    assert problem(Caller(admin).get("/people"))["code"] == "scope_missing"
    AccessToken.objects.all().delete()
    assert Caller(admin, TokenScope.ADMINISTER).get("/people").status_code == 200


def test_who_is_no_administrator_makes_no_token_that_administers(anna: Person) -> None:
    with pytest.raises(Unfit):
        make_token(anna, TokenForm("x", (TokenScope.ADMINISTER,), None))
    with pytest.raises(Unfit):
        make_token(anna, TokenForm("x", (), None))


def test_names_of_tokens_that_hold_are_told_apart(anna: Person) -> None:
    make_token(anna, TokenForm("script", (TokenScope.READ,), None))
    with pytest.raises(Taken):
        make_token(anna, TokenForm("script", (TokenScope.READ,), None))

    withdraw_token(anna, AccessToken.objects.get().pk)
    assert make_token(anna, TokenForm("script", (TokenScope.READ,), None))


def test_history_tells_of_tokens_and_knows_no_secret(anna: Person) -> None:
    token = make_token(anna, TokenForm("script", (TokenScope.READ,), 30))
    withdraw_token(anna, AccessToken.objects.get().pk)

    events = AccessToken.pgh_event_model.objects.order_by("pgh_id")  # type: ignore[attr-defined] # made by pghistory
    assert [(one.pgh_label, one.pgh_context["action"]) for one in events] == [
        ("insert", "token.make"),
        ("update", "token.withdraw"),
    ]
    kept = AccessToken.objects.get().digest
    assert not any(secret in str(vars(one)) for one in events for secret in (token, kept))


def test_a_browser_comes_in_by_its_session_and_changes_nothing_without_its_sign(anna: Person) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(anna, backend=BACKEND)
    body = {"data": '{"name": "Haven"}', "content_type": "application/json"}

    assert browser.get("/api/v1/me").json()["username"] == "anna"
    assert problem(browser.post("/api/v1/projects", **body))["code"] == "csrf"
    browser.get("/account/tokens/")
    sign = browser.cookies["rechterhand_csrf"].value
    assert browser.post("/api/v1/projects", **body, headers={"X-CSRFToken": sign}).status_code == 201


def test_a_wrong_token_beside_a_session_is_still_wrong(anna: Person) -> None:
    browser = Client()
    browser.force_login(anna, backend=BACKEND)

    assert browser.get("/api/v1/me", headers={"Authorization": "Bearer rh_wrong"}).status_code == 401


def test_more_requests_than_are_taken_wait(anna: Person, settings: pytest.FixtureRequest) -> None:
    settings.API_A_MINUTE = 3
    call = Caller(anna)

    answers = [call.get("/me") for _ in range(5)]

    assert [one.status_code for one in answers[:3]] == [200] * 3
    assert answers[-1].status_code == 429
    assert problem(answers[-1])["code"] == "too_often"
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60


def test_the_next_minute_counts_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([60.0, 61.0, 119.0, 120.0])
    monkeypatch.setattr(rates.time, "time", lambda: next(clock))

    assert [rates.seconds_to_wait("person 1", 1) for _ in range(4)] == [0, 59, 1, 0]


def test_guessing_tokens_ends_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rechterhand.web.api.entrance.FAILED_A_MINUTE", 2)
    call = Caller(None)

    assert call.get("/me", Authorization="Bearer 1").status_code == 401
    assert {call.get("/me", Authorization="Bearer 1").status_code for _ in range(4)} == {401, 429}


def test_somebodys_language_holds_until_another_is_asked_for(anna: Person) -> None:
    call = Caller(anna)

    assert problem(call.get("/projects/none"))["title"] == "There is no such page."
    assert problem(call.get("/projects/none", **{"Accept-Language": "nl"}))["title"] != "There is no such page."
    seen = {"If-Match": call.get("/me").headers["ETag"]}
    assert problem(call("PATCH", "/me", {"language": "nl"}))["status"] == 428
    assert call("PATCH", "/me", {"language": "nl"}, **seen).json()["language"] == "nl"
    stale = problem(call("PATCH", "/me", {"name": "Anna B."}, **seen))
    assert (stale["status"], stale["yours"]["name"]) == (412, "Anna B.")


def test_a_body_that_is_too_large_is_told_with_the_limit(anna: Person) -> None:
    answer = Caller(anna)("POST", "/projects", {"name": "x" * (9 << 20)})

    assert (answer.status_code, problem(answer)["code"]) == (413, "too_large")
    assert "8 MB" in problem(answer)["detail"]
