"""What belongs to one project or programme doesn't exist under the address of another, for who may see both either."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.access.furnished import Furnished, WithVerdicts
from tests.web.access.walking import PLACES, SERVED, all_routes, names_things, signed_in_as

from rechterhand.web.access.routes import Route
from rechterhand.web.data.models import Membership, Person, Role

pytestmark = pytest.mark.django_db
ROLE = {"seen": "reader", "role": "team_member"}
BODIES: dict[str, dict[str, object]] = {
    "api:change_member": ROLE,
    "api:change_member_of_programme": ROLE,
    "api:change_link_to": {"lag_days": 2},
    "api:rename_scenario_to": {"name": "Faster"},
    "api:make_export": {"format": "xml"},
    "api:take_back_version": {"reason": "Wrong file"},
    "api:answer": {"password": "x"},
    "api:go_back_to": {"kind": "project"},
    "api:go_back_in_programme": {"kind": "programme"},
}
"""What is sent, where an empty request is refused before anything is looked for."""


def crossable() -> dict[str, Route]:
    """Routes that name a place, and something in it."""
    found = (one for one in all_routes() if set(one.parameters) & PLACES and names_things(one))
    return {f"{one.method} {one.name}": one for one in found}


def asked(client: Client, route: Route, address: str) -> int:
    told: dict[str, Any] = {"content_type": "application/json", "headers": {"If-Match": '"1"'}}
    answer = client.generic(route.method, address, json.dumps(BODIES.get(route.name, {})), **told)
    if answer.status_code == 405:
        answer = client.post(address)
    if answer.streaming:
        b"".join(answer)
    return answer.status_code


@pytest.mark.parametrize("name", sorted(crossable()))
def test_a_thing_of_another_place_is_not_there(name: str) -> None:
    route = crossable()[name]
    world = Furnished.made() if route.name.startswith("api:") else WithVerdicts.made()
    anna = Person.objects.create_user("anna")
    for programme in (world.programme, world.far_programme):
        Membership.objects.create(person=anna, programme=programme, role=Role.PMO)
    client = signed_in_as(anna)
    here, there = (world.named(route, reachable=one) for one in (True, False))
    things = {key: value for key, value in there.items() if key not in PLACES}

    assert asked(client, route, reverse(route.name, kwargs=here | things)) == 404
    assert asked(client, route, reverse(route.name, kwargs=here)) in SERVED
