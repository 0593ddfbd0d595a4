"""The portfolio: what stands in it, for whom, in how many statements."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from tests.web.queries.scenery import P80, programme, project, promise, version

from rechterhand.text import render
from rechterhand.web.data.models import Health, Job, Membership, Person, Project, Role
from rechterhand.web.queries.overview import overview
from rechterhand.web.queries.people import members
from rechterhand.web.queries.portfolio import SORTS, Filters, portfolio
from rechterhand.web.queries.versions import job_for, jobs, version_for, versions

pytestmark = pytest.mark.django_db

PORTFOLIO = 6
OVERVIEW = 11


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna")


def names(person: Person, filters: Filters | None = None) -> list[str]:
    return [one.name for one in portfolio(person, filters or Filters(), "nl").lines]


def test_a_row_says_when_how_sure_and_what_holds_it_up(anna: Person) -> None:
    haven = project("Haven", anna, programme=programme("Nova"), time_tolerance_days=10, tags=["water"])
    promise(haven, date(2027, 2, 1))
    version(haven, date(2027, 3, 1))
    version(haven)

    line = portfolio(anna, Filters(), "nl").lines[0]

    assert (line.p80.value, line.committed.value, line.late.value) == (P80, date(2027, 2, 1), 30)
    assert (line.health.computed, line.programme, line.version, line.tags) == ("late", "Nova", 2, ("water",))
    assert line.dearest is not None
    assert (line.dearest.title, line.dearest.price.value, line.dearest.price.error) == ("Wachten op Haven", 11.0, 0.4)
    assert (line.dearest.way, line.dearest.price.kind) == ("Besluit nu", "costs")
    assert line.chance.value == pytest.approx(0.38, abs=0.02)
    assert [render(one, "en") for one in line.reasons] == [
        "With 80 % certainty finished by 15 March 2027: 30 working days after the promised 1 February 2027.",
        "That is beyond the tolerance of 10 working days.",
        f"The chance of keeping the promise is {round(100 * line.chance.value)}\u00a0%.",
    ]
    assert render(line.trend.told, "en") == "In the verdicts on the last 2 versions P80 moved 10 working days later."
    reviewed = timezone.localdate(haven.versions.first().reviewed_at)
    assert (line.p80.source.values["file"], line.p80.as_of) == ("plan 2.xml", reviewed)


@pytest.mark.parametrize(
    ("promised", "tolerance", "state"),
    [
        (date(2027, 3, 15), None, "fine"),
        (date(2027, 3, 22), 5, "fine"),
        (date(2027, 3, 12), None, "late"),
        (date(2027, 3, 12), 1, "risk"),
        (date(2027, 3, 1), 10, "risk"),
        (date(2027, 3, 1), 9, "late"),
        (None, 9, "none"),
    ],
)
def test_the_computed_colour(anna: Person, promised: date | None, tolerance: int | None, state: str) -> None:
    haven = project("Haven", anna, time_tolerance_days=tolerance)
    version(haven)
    if promised:
        promise(haven, promised)

    assert portfolio(anna, Filters(), "nl").lines[0].health.computed == state


def test_the_plans_own_promise_counts_when_the_project_has_none(anna: Person) -> None:
    version(project("Haven", anna), committed=date(2027, 3, 1), committed_chance=0.12)

    line = portfolio(anna, Filters(), "nl").lines[0]

    assert (line.health.computed, line.chance.value) == ("late", 0.12)


def test_a_project_without_a_plan_has_no_data_and_says_why(anna: Person) -> None:
    project("Haven", anna)
    version(project("Klaar", anna), p80=None)

    lines = portfolio(anna, Filters(sort="name"), "nl").lines

    assert [one.health.computed for one in lines] == ["none", "none"]
    assert [one.reasons[0].key for one in lines] == ["records.health.no_plan", "records.health.no_open_work"]
    assert lines[0].p80.value is None


def test_what_a_person_declared_stands_beside_what_was_computed(anna: Person) -> None:
    haven = project("Haven", anna, health=Health.FINE, health_reason="Wij redden het", health_by=anna)
    promise(haven, date(2027, 3, 1))
    version(haven)

    line = portfolio(anna, Filters(), "nl").lines[0]

    assert (line.health.computed, line.health.declared, line.health.by) == ("late", "fine", "anna")
    assert names(anna, Filters(health=("fine",))) == ["Haven"] == names(anna, Filters(health=("late",)))
    assert names(anna, Filters(health=("risk",))) == []


def test_somebody_sees_what_their_roles_let_them_see(anna: Person) -> None:
    nova = programme("Nova")
    project("Eigen", anna)
    project("Van het programma", programme=nova)
    project("Van een ander")
    Membership.objects.create(person=anna, programme=nova, role=Role.PROGRAMME_MANAGER)
    totals = Person.objects.create_user("lead")
    Membership.objects.create(person=totals, programme=nova, role=Role.PMO_LEAD)
    root = Person.objects.create_user("root", is_administrator=True)

    assert names(anna) == ["Eigen", "Van het programma"]
    assert (names(totals), names(root)) == ([], [])
    assert overview(anna, "van-een-ander", "nl") is None


def test_filters_and_order(anna: Person) -> None:
    early = project(
        "Aanbesteding kade", anna, method="prince2", phase="delivery", unit="Bouw", tags=["kade"], number="P7"
    )
    late = project("Vergunningen", anna, programme=programme("Nova"))
    project("Oud", anna, archived_at="2026-01-01T00:00Z")
    for row, day in ((early, date(2027, 1, 4)), (late, date(2027, 5, 3))):
        version(row, day)
        promise(row, date(2027, 2, 1))

    assert names(anna) == ["Vergunningen", "Aanbesteding kade"]
    assert names(anna, Filters(descending=True)) == ["Aanbesteding kade", "Vergunningen"]
    assert names(anna, Filters(archived=True)) == ["Oud"]
    for filters in (
        Filters(text="aanbestedingen"), Filters(text="P7"), Filters(text="besteding"), Filters(method="prince2"),
        Filters(phase="delivery"), Filters(unit="Bouw"), Filters(tag="kade"),
    ):  # fmt: skip
        assert names(anna, filters) == ["Aanbesteding kade"]
    assert names(anna, Filters(programme="nova")) == ["Vergunningen"]
    for sort in SORTS:
        assert len(names(anna, Filters(sort=sort))) == 2
    assert names(anna, Filters(sort="p80")) == ["Aanbesteding kade", "Vergunningen"]


def test_paging_tells_how_many_there_are(anna: Person) -> None:
    for number in range(5):
        project(f"P{number}", anna)

    second = portfolio(anna, Filters(sort="name", page=2, size=2), "nl")
    far = portfolio(anna, Filters(sort="name", page=99, size=2), "nl")

    assert ([one.name for one in second.lines], second.total, second.pages) == (["P2", "P3"], 5, 3)
    assert ([one.name for one in far.lines], far.page) == (["P4"], 3)
    assert second.states == {"none": 5}


def filled(anna: Person, name: str) -> Project:
    row = project(
        name, anna, programme=programme(f"Programma {name}"), health="late", health_reason="x", health_by=anna
    )
    promise(row, date(2027, 3, 1))
    for _ in range(3):
        version(row, created_by=anna)
    Job.objects.create(kind="review_version", project=row, version=row.versions.first(), owner=anna)
    return row


@pytest.mark.parametrize("count", [1, 3])
def test_the_portfolio_takes_as_many_statements_for_any_number_of_projects(
    anna: Person, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        filled(anna, f"P{number}")

    with django_assert_num_queries(PORTFOLIO):
        assert len(portfolio(anna, Filters(), "nl").lines) == count


@pytest.mark.parametrize("count", [1, 3])
def test_an_overview_takes_as_many_statements_for_any_number_of_rows(
    anna: Person, count: int, django_assert_num_queries: Any
) -> None:
    row = filled(anna, "Haven")
    for number in range(count - 1):
        version(row)
        promise_of = row.committed_dates.create(what=f"Besluit {number}", date=date(2027, 1, 1))
        Membership.objects.create(person=Person.objects.create_user(f"p{number}"), project=row, role=Role.READER)
        assert promise_of.pk

    with django_assert_num_queries(OVERVIEW):
        found = overview(anna, "haven", "nl")

    assert found is not None
    assert (len(found.versions), len(found.members), len(found.promises)) == (2 + count, count, count)
    assert found.line.name == "Haven"


def test_versions_people_and_jobs(anna: Person, django_assert_num_queries: Any) -> None:
    row = filled(anna, "Haven")
    Membership.objects.create(person=anna, programme=row.programme, role=Role.STEERING)

    with django_assert_num_queries(3):
        lines, who, work = versions(row), members(row), jobs(row, "nl")

    assert [one.number for one in lines] == [3, 2, 1]
    assert (lines[0].created_by, lines[0].checks_failed, lines[0].is_reviewed) == ("anna", 3, True)
    assert [(one.role, one.by_programme) for one in who] == [("pmo", False), ("steering", True)]
    assert [(one.kind, one.version, one.file_name) for one in work] == [("review_version", 3, "plan 3.xml")]
    assert job_for(anna, work[0].pk, "nl") == work[0]
    assert job_for(Person.objects.create_user("bert"), work[0].pk, "nl") is None
    assert (version_for(anna, "haven"), version_for(anna, "haven", 1)) == (row.versions.first(), row.versions.last())
    assert version_for(anna, "haven", 9) is None
