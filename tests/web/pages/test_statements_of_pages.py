"""However much there is, a page asks the database as often: every page, with a little and with more of everything."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.access.walking import all_routes
from tests.web.pages.organisation import Organisation

from rechterhand.web.access.routes import Route

pytestmark = pytest.mark.django_db
FEW, MORE = (1, 3), (3, 9)
ELSEWHERE = ("api:", "socialaccount_", "openid_connect_")
"""The API is walked by tests of its own; the rest answers other servers."""
ENDLESS = "work:events"
QUERIES = {
    "portfolio:list": ("", "show=timeline", "sort=chance"),
    "projects:search": ("q=build",),
    "projects:palette": ("q=build",),
}
KNOWN = frozenset(
    {
        "project",
        "programme",
        "number",
        "old",
        "new",
        "activity",
        "scenario",
        "link",
        "pk",
        "job",
        "token",
        "key",
        "uidb36",
        "provider_id",
    }
)
"""What addresses name: a new one needs an object in ``organisation.py``."""


def pages() -> dict[str, Route]:
    """Every page by its name."""
    found = (one for one in all_routes() if one.method == "GET" and not one.name.startswith(ELSEWHERE))
    return {one.name: one for one in found if one.name != ENDLESS}


def asked(client: Client, address: str) -> tuple[int, list[str]]:
    """The status and the statements of a page that was asked for before."""
    _had(client, address)
    with CaptureQueriesContext(connection) as found:
        status = _had(client, address)
    return status, [one["sql"] for one in found.captured_queries]


def _had(client: Client, address: str) -> int:
    answer = client.get(address)
    if answer.streaming:
        b"".join(answer)
    return answer.status_code


@pytest.mark.parametrize("name", sorted(pages()))
def test_a_page_asks_as_often_for_more_rows(name: str) -> None:
    route, there = pages()[name], Organisation()
    client = Client()
    client.force_login(there.anna, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse(name, kwargs=there.named(route.parameters, name))
    addresses = [f"{address}?{query}" for query in QUERIES.get(name, ("",))]

    there.grows(*FEW)
    few = [asked(client, one) for one in addresses]
    there.grows(*MORE)
    many = [asked(client, one) for one in addresses]

    for (status, first), (after, then) in zip(few, many, strict=True):
        assert status == after
        assert len(then) == len(first), "\n".join(one[:160] for one in then)
        assert status < 400 or status == 405 or not {"project", "programme"} & set(route.parameters)


def test_every_object_that_an_address_names_is_there() -> None:
    assert {one for route in pages().values() for one in route.parameters} <= KNOWN
