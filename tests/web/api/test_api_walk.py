"""Every route of the API answers every role as the matrix says: with an object in reach, and with one out of reach."""

from __future__ import annotations

import pytest
from tests.web.access.furnished import Furnished
from tests.web.access.walking import PLACES, all_routes, wrong

from rechterhand.web.access.routes import Route
from rechterhand.web.api.interface import ROOT

pytestmark = pytest.mark.django_db


def of_the_api() -> dict[str, Route]:
    """Those that name more than a place; the others are walked with the pages."""
    found = (one for one in all_routes() if one.pattern.startswith(ROOT[1:]) and set(one.parameters) - PLACES)
    return {f"{one.method} {one.name}": one for one in found}


@pytest.mark.parametrize("name", sorted(of_the_api()))
def test_route(name: str) -> None:
    assert wrong(of_the_api()[name], Furnished.made()) == []
