"""Totals of projects that somebody counts without seeing them: none of them can be told from the others."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.web.api.calling import Caller
from tests.web.queries.scenery import programme, project, promise, version

from rechterhand.web.data.models import Membership, Person, Programme, Project, Role
from rechterhand.web.queries.totals import OTHER, Totals, parts, totals

pytestmark = pytest.mark.django_db
PROMISED = date(2027, 2, 1)


@pytest.fixture
def lead() -> Person:
    return Person.objects.create_user("lead")


@pytest.fixture
def nova(lead: Person) -> Programme:
    return led(lead, "Nova")


def led(lead: Person, name: str) -> Programme:
    row = programme(name)
    Membership.objects.create(person=lead, programme=row, role=Role.PMO_LEAD)
    return row


def made(within: Programme | None, name: str, days: int | None = 0, **fields: str) -> Project:
    """A project that ends so many days after its promised date; None for one without a plan."""
    row = project(name, programme=within, **fields)
    promise(row, PROMISED)
    if days is not None:
        version(row, PROMISED + timedelta(days=days))
    return row


def of(lead: Person) -> Totals:
    found = totals(lead)
    assert found is not None
    return found


def test_three_projects_are_told_of_together(lead: Person, nova: Programme) -> None:
    for name, days in (("a", 7), ("b", 14), ("c", 28), ("d", 0), ("e", None)):
        made(nova, name, days, phase="delivery")

    found = of(lead)

    assert (found.projects, found.left_out, dict(found.states)) == (5, 0, {"late": 3, "fine": 1, "none": 1})
    assert found.bands == (("in_time", 1), ("late", 3), ("", 1)), "no band of one or two that are late"
    assert found.late_days is not None
    assert found.late_days.value == 5 + 10 + 20
    assert found.phases == (("delivery", 5),)


def test_bands_are_told_apart_where_each_has_enough(lead: Person, nova: Programme) -> None:
    for place in range(3):
        made(nova, f"a{place}", 7)
        made(nova, f"b{place}", 42)

    assert of(lead).bands == (("weeks", 3), ("months", 3))


def test_what_two_are_late_together_is_not_told(lead: Person, nova: Programme) -> None:
    for name, days in (("a", 7), ("b", 14), ("c", 0)):
        made(nova, name, days)

    assert of(lead).late_days is None


def test_small_programmes_are_told_together_or_not_at_all(lead: Person, nova: Programme) -> None:
    vela = led(lead, "Vela")
    for place in range(4):
        made(nova, f"n{place}")
    for place in range(2):
        made(vela, f"v{place}")
    assert (of(lead).projects, of(lead).left_out) == (4, 2), "the total less Nova would be Vela's"

    alone = made(None, "alone")
    Membership.objects.create(person=lead, project=alone, role=Role.PMO_LEAD)
    assert (of(lead).projects, of(lead).left_out) == (7, 0)


def test_what_may_be_seen_is_not_in_totals(lead: Person, nova: Programme) -> None:
    for place in range(3):
        made(nova, f"n{place}")
    Membership.objects.create(person=lead, project=Project.objects.get(name="n0"), role=Role.PMO)

    assert (of(lead).projects, of(lead).left_out) == (0, 2)


def test_somebody_without_such_projects_gets_none(lead: Person) -> None:
    made(programme("Vela"), "v")

    assert totals(lead) is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("aaaa bbb", (("a", 4), ("b", 3))),
        ("aaaa b c d", (("a", 4), (OTHER, 3))),
        ("aaaa bbb c", (("a", 4), (OTHER, 4))),
        ("aaa b", ()),
        ("aa b", ()),
        ("", ()),
    ],
)
def test_kinds_of_too_few_are_put_together(words: str, told: tuple[tuple[str, int], ...]) -> None:
    assert parts(words.replace(" ", "")) == told


def test_the_api_tells_the_same(lead: Person, nova: Programme) -> None:
    for name in "abc":
        made(nova, name, 7, phase="delivery")

    found = Caller(lead).found("/portfolio")

    assert (found["total"], found["states"]["late"]) == (0, 0)
    assert found["totals"] == {
        "projects": 3, "left_out": 0, "states": {"late": 3, "at_risk": 0, "fine": 0, "unknown": 0},
        "phases": [{"kind": "delivery", "projects": 3}], "methods": [{"kind": "", "projects": 3}],
        "lateness": [{"kind": "weeks", "projects": 3}], "late_days": 15,
    }  # fmt: skip
    assert Caller(Person.objects.create_user("bert")).found("/portfolio")["totals"] is None
