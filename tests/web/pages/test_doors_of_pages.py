"""Whatever an address or a form tells, a page answers: nothing that may be asked is a mistake of ours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from tests.web.pages.organisation import Organisation
from tests.web.pages.test_statements_of_pages import pages

from rechterhand.web import pages as package

pytestmark = pytest.mark.django_db
READS = re.compile(r'\b(?:GET|POST|told|files)\.get(?:list)?\(\s*"(\w+)"')
NUMBERS = ("9" * 5000, "9" * 18)


def names() -> list[str]:
    """Every name by which the pages read something out of an address or a form."""
    found = {"old", "new", "way", "next", "predecessor", "successor", "predecessor_activity", "successor_activity"}
    for file in Path(package.__path__[0]).rglob("*.py"):
        found |= set(READS.findall(file.read_text(encoding="utf-8")))
    return sorted(found)


class Undone(Exception):
    """Takes back what a request did."""


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_number_is_too_long_and_no_text_breaks_a_page(method: str) -> None:
    there, client, wrong = Organisation(), Client(raise_request_exception=False), []
    client.force_login(there.anna, backend="django.contrib.auth.backends.ModelBackend")
    session = client.cookies["rechterhand"].value
    assert {"shown", "revision", "event", "view", "person", "q"} <= set(names())

    for name, route in pages().items():
        address = reverse(name, kwargs=there.named(route.parameters, name))
        for value, wanted in [*((one, range(200, 500)) for one in NUMBERS), ("a\0b", (400,))]:
            told = dict.fromkeys(names(), value) | {"side": "predecessor", "kind": "project"}
            client.cookies["rechterhand"] = session
            try:
                with transaction.atomic():
                    answer = getattr(client, method)(address, told)
                    status = answer.status_code
                    if answer.streaming:
                        b"".join(answer)
                    raise Undone
            except Undone:
                if status not in wanted:
                    wrong.append(f"{status} {method} {name} {value[:9]!r} ({len(value)})")
    assert wrong == []
