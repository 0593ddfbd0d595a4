"""What isn't in the log: whoever reads it comes in nowhere by it."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponseServerError
from django.test import Client, RequestFactory
from django.utils.log import log_response

from rechterhand.web.actions.inviting import invite, token_of
from rechterhand.web.actions.people import Self, change_self
from rechterhand.web.actions.recovering import let_in_again
from rechterhand.web.actions.tokens import TokenForm, make_token
from rechterhand.web.data.models import Person, TokenScope
from rechterhand.web.project.logs import logging_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """The log as it is written, beside where it goes."""
    root = logging.getLogger()
    ours = next(one for one in root.handlers if one.get_name() == "out")
    beside = logging.StreamHandler(io.StringIO())
    beside.setFormatter(ours.formatter)
    root.addHandler(beside)
    yield beside.stream
    root.removeHandler(beside)


def links() -> dict[str, str]:
    anna = Person.objects.create_user("anna", email="anna@example.org")
    root = Person.objects.create_user("root", is_administrator=True)
    again, _ = let_in_again(root, anna.pk)
    return {
        "invitation": f"/account/invited/{token_of(invite(name='Bert', by=root))}/",
        "recovery": again.removeprefix("http://localhost:8000"),
    }


@pytest.mark.parametrize("kind", ["invitation", "recovery"])
@pytest.mark.parametrize("end", ["", "x/", "more/"])
@pytest.mark.parametrize("cut", [0, 1])
def test_links_that_let_somebody_in_are_not_in_the_log(log: io.StringIO, kind: str, end: str, cut: int) -> None:
    link = links()[kind]
    secret = link.rstrip("/").rsplit("/", 1)[1]
    path = (link[:-1] if cut else link) + end

    Client().get(path)
    Client(enforce_csrf_checks=True).post(path, {"password": "x"})
    logging.getLogger("django.request").error("Internal Server Error: %s", path)

    written = log.getvalue()
    assert written.count("request") >= 2
    assert secret not in written
    assert secret.rsplit(":", 1)[1] not in written
    assert f"/account/{'invited' if kind == 'invitation' else 'recover'}/" in written


def test_a_link_that_confirms_an_address_is_not_in_the_log(
    log: io.StringIO, settings: Any, mailoutbox: list[Any]
) -> None:
    settings.SENDS_MAIL = True
    anna = Person.objects.create_user("anna", email="anna@example.org")
    change_self(anna, 1, Self("Anna", "other@example.org", "en"))
    (letter,) = mailoutbox
    (link,) = [one for one in letter.body.split() if "/account/address/" in one]
    path = link.removeprefix("http://localhost:8000")

    Client().get(path)

    assert "/account/address/" in log.getvalue()
    assert path.rstrip("/").rsplit("/", 1)[1] not in log.getvalue()


def test_what_somebody_looked_for_is_not_in_the_log(log: io.StringIO) -> None:
    browser = Client(raise_request_exception=False)
    request = RequestFactory().get("/portfolio/?q=Jansen+failliet")
    answered = HttpResponseServerError()

    browser.get("/account/sign-in/?next=/portfolio/%3Fq%3DJansen")
    log_response("%s: %s", answered.reason_phrase, request.path, response=answered, request=request)

    assert "Internal Server Error: /portfolio/" in log.getvalue()
    assert "Jansen" not in log.getvalue()


def test_an_access_token_in_an_address_is_not_in_the_log(log: io.StringIO) -> None:
    token = make_token(Person.objects.create_user("anna"), TokenForm("x", (TokenScope.READ,), None))

    Client().get(f"/api/v1/{token}")

    assert "/api/v1/" in log.getvalue()
    assert token not in log.getvalue()


@pytest.mark.parametrize("form", ["json", "console"])
def test_a_mistake_is_written_without_the_values_at_hand(form: str) -> None:
    formatter = logging_of("info", form)["formatters"]["ours"]
    made = formatter["()"](**{name: value for name, value in formatter.items() if name != "()"})
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(made)
    told = "".join(["in", "visible"])
    logger = logging.getLogger("elsewhere")
    logger.addHandler(handler)
    try:
        raise RuntimeError("/account/recover/WzEs:1abcde:" + "s" * 43 + "/")
    except RuntimeError:
        logger.exception("it went wrong")
    finally:
        logger.removeHandler(handler)

    written = handler.stream.getvalue()
    assert "RuntimeError" in written
    assert "s" * 43 not in written
    assert told not in written


@pytest.mark.parametrize(("terminal", "level"), [(True, "WARNING"), (False, "INFO")])
def test_requests_are_no_lines_at_a_terminal(monkeypatch: pytest.MonkeyPatch, terminal: bool, level: str) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal, raising=False)

    assert logging_of("auto", "auto")["root"]["level"] == level
    assert logging_of("info", "auto")["root"]["level"] == "INFO"
