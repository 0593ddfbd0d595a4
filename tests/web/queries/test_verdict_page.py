"""The verdict of a version, its activities, search, and the history of records."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.cases.verdicts import empty, finished, moved, ordinary, staffed
from tests.web.queries.scenery import activity, programme, project, reviewed, verdict_shown, version

from rechterhand.text import Message, render
from rechterhand.text.ending import ending_day
from rechterhand.web.actions.projects import ProjectForm, change_project, create_project, set_health
from rechterhand.web.data.models import Health, LatestActivity, LatestLink, Membership, Person, Role
from rechterhand.web.look.explained import Explained
from rechterhand.web.queries.activity import activity as detail
from rechterhand.web.queries.history import history_of_project
from rechterhand.web.queries.search import search

pytestmark = pytest.mark.django_db
HISTORY = 7
"""Roles, the keys of all kinds, versions, events of two kinds, and the people and projects that they name."""


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna")


def test_the_page_says_what_the_verdict_says(anna: Person, django_assert_num_queries: Any) -> None:
    review = ordinary()
    reviewed(project("Haven", anna), review)

    with django_assert_num_queries(2):
        page = verdict_shown(anna, "haven", None, "en")

    assert page is not None
    first = review.prices.bottlenecks[0]
    assert page.bottlenecks[0].price.value == pytest.approx(review.prices.ranked(first)[0], abs=0.001)
    assert [one.key for one in page.ways] == [one.key for one in review.ways.ways]
    assert len(page.checks) == len(review.checks)
    assert len(page.curve) == len(page.best) == 101
    assert page.p80.value == page.version.p80.value
    assert page.tornado[0].key == first.key
    assert page.bottlenecks[0].activities[0].name
    assert {one.verdict for one in page.checks} >= {"pass", "fail"}
    assert page.moved == ""
    assert page.assumptions
    assert all(one.activity is None or one.activity.name for check in page.checks for one in check.evidence)


def test_the_page_says_what_its_figures_rest_on(anna: Person) -> None:
    review = staffed()
    reviewed(project("Haven", anna), review)

    page = verdict_shown(anna, "haven", None, "en")

    assert page is not None
    assert review.people is not None
    later = ending_day(review.people.percentiles["p80"].moment)
    assert f"{later.day} {later:%B %Y}" in " ".join(page.cautions).replace("\u00a0", " ")
    assert page.yardstick
    assert "default" in page.elsewhere
    assert {one.activity.activity_id for one in page.sharper} == {one.activity_id for one in review.simulation.sharpen}
    assert all(one.activity.name for one in page.sharper)
    with_techniques = [one for one in page.bottlenecks if one.techniques]
    assert with_techniques
    shown = {one.with_people: one.basis for one in page.ways}
    assert len(shown) == 1 or "" not in shown.values()
    whole = [one.what for one in page.committed if one.activity is None]
    assert [render(one, "en") for one in whole if isinstance(one, Message)] == ["The project must finish by"]


def test_what_moved_is_told_with_its_causes(anna: Person) -> None:
    reviewed(project("Haven", anna), moved())

    page = verdict_shown(anna, "haven", 1, "nl")

    assert page is not None
    comparison = moved().comparison
    assert comparison is not None
    assert page.moved != ""
    total = sum(float(one.days.value) for one in page.causes if isinstance(one.days.value, float))
    assert total == pytest.approx(comparison.finish.days, abs=0.01)


@pytest.mark.parametrize("make", [finished, empty])
def test_plans_without_futures_have_a_page(anna: Person, make: Any) -> None:
    reviewed(project("Haven", anna), make())

    page = verdict_shown(anna, "haven", None, "nl")

    assert page is not None
    assert (page.p80.value, page.curve) == (None, ())


def test_nobody_else_sees_it_and_an_unreviewed_version_has_none(anna: Person) -> None:
    reviewed(project("Haven", anna))
    version(project("Ongelezen", anna), reviewed_at=None)

    assert verdict_shown(Person.objects.create_user("bert"), "haven", None, "nl") is None
    assert verdict_shown(anna, "ongelezen", None, "nl") is None


def test_an_activity_knows_what_it_hangs_on(anna: Person, django_assert_num_queries: Any) -> None:
    haven = project("Haven", anna)
    found = version(haven)
    activity(haven, 1, "Ontwerp")
    activity(haven, 2, "Bouw", parent_id=9, price_days=3.2, price_error_days=0.2, duration_minutes=4800)
    activity(haven, 3, "Test")
    activity(haven, 9, "Fase", is_summary=True, type="summary")
    for before, after in ((1, 2), (2, 3), (2, 77)):
        LatestLink.objects.create(project=haven, version=found, predecessor_id=before, successor_id=after, type="FS")

    with django_assert_num_queries(3):
        one = detail(anna, "haven", 2)

    assert one is not None
    assert (one.parent, one.duration.value, one.price.value, one.version) == ("Fase", 10, 3.2, 1)
    assert [each.name for each in one.predecessors] == ["Ontwerp"]
    assert [each.name for each in one.successors] == ["Test"]
    assert detail(anna, "haven", 404) is None
    assert detail(Person.objects.create_user("bert"), "haven", 2) is None


def test_search_knows_dutch_and_english_and_who_asks(anna: Person, django_assert_num_queries: Any) -> None:
    nova = programme("Vernieuwingen")
    haven = project("Havenkades", anna, programme=nova, number="P-17")
    other = project("Geheime kades")
    for row in (haven, other):
        version(row)
        activity(row, 1, "Aanbestedingen voorbereiden", code="AAN340")
        activity(row, 2, "Deciding on suppliers", notes="leverancier kiezen")

    with django_assert_num_queries(6):
        hits = search(anna, "aanbesteding").hits
    assert [(one.what, one.slug, one.activity_id) for one in hits] == [("activity", "havenkades", 1)]
    for text, expected in {
        "decide supplier": ["Deciding on suppliers"],
        "leveranciers": ["Deciding on suppliers"],
        "AAN340": ["Aanbestedingen voorbereiden"],
        "vernieuwing": ["Vernieuwingen"],
        "p-17": ["Havenkades"],
        "kade": ["Havenkades"],
        '"voorbereiden aanbestedingen"': [],
        "aanbesteding -voorbereiden": [],
        "  ": [],
        "' OR 1=1 --": [],
    }.items():
        assert [one.name for one in search(anna, text).hits] == expected, text


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("aanbesteding", "Aanbestedingen voorbereiden"),
        ("aanbestedingen", "De aanbesteding"),
        ("vergunning", "Vergunningen aanvragen"),
        ("migration", "Data migrations"),
        ("migrations", "The migration of records"),
        ("testing", "Tests of the interface"),
    ],
)
def test_search_finds_other_forms_of_a_word(anna: Person, asked: str, written: str) -> None:
    haven = project("Haven", anna)
    version(haven)
    activity(haven, 1, written)
    activity(haven, 2, "Iets anders")

    assert [one.name for one in search(anna, asked).hits] == [written]


def test_search_leaves_out_within_the_query_what_one_may_not_see(anna: Person) -> None:
    for number in range(30):
        row = project(f"Geheim {number}")
        version(row)
        activity(row, 1, f"Aanbesteding {number}")
    own = project("Eigen", anna)
    version(own)
    activity(own, 1, "Aanbesteding van ons")

    hits = search(anna, "aanbesteding", most=1)

    assert ([one.name for one in hits.hits], hits.is_more) == (["Aanbesteding van ons"], False)


def test_search_says_that_there_is_more(anna: Person) -> None:
    for number in range(4):
        project(f"Kade {number}", anna)

    assert (len(search(anna, "kade", most=3).hits), search(anna, "kade", most=3).is_more) == (3, True)


@pytest.mark.parametrize("count", [1, 3])
def test_a_history_is_told_in_as_many_statements_whatever_its_length(
    anna: Person, count: int, django_assert_num_queries: Any
) -> None:
    row = create_project(anna, ProjectForm("Haven"))
    for number in range(count):
        change_project(anna, row.pk, 1 + number, ProjectForm(f"Haven {number}"))
    set_health(anna, row.pk, 1 + count, Health.LATE, "Leverancier failliet")

    row.refresh_from_db()
    with django_assert_num_queries(HISTORY):
        events = [one for one in history_of_project(anna, row) if one.kind == "project"]

    assert len(events) == 2 + count
    assert (events[0].by, events[0].action, events[0].label) == ("anna", "project.health", "update")
    changed = {one.field: (one.before, one.after) for one in events[0].changes if one.field != "health_at"}
    assert changed == {
        "health": ("", "late"),
        "health_reason": ("", "Leverancier failliet"),
        "health_by": (None, "anna"),
    }
    assert {one.field: one.after for one in events[-1].changes}["name"] == "Haven"


def test_the_history_of_roles_tells_who_came_and_went(anna: Person) -> None:
    row = create_project(anna, ProjectForm("Haven"))
    member = Membership.objects.create(person=Person.objects.create_user("bert"), project=row, role=Role.READER)
    member.delete()

    events = [one for one in history_of_project(anna, row) if one.kind == "membership"]

    assert [one.label for one in events] == ["delete", "insert", "insert"]
    assert {one.field: one.after for one in events[1].changes}["person"] == "bert"


def test_every_number_of_a_page_is_explained(anna: Person) -> None:
    reviewed(project("Haven", anna))
    page = verdict_shown(anna, "haven", None, "nl")
    assert page is not None

    figures = [page.p50, page.p80, *(one.price for one in page.bottlenecks), *(one.price for one in page.ways)]

    assert all(isinstance(one, Explained) and one.formula and one.source and one.as_of for one in figures)
    assert LatestActivity.objects.exists()
    assert date.today() >= page.p80.as_of
