"""The newest version of a plan is taken back, and put back: what counts then, what is kept, who is told."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.cases.history import versions as plans
from tests.web.jobs.working_off import work_off
from tests.web.queries.scenery import programme, project, promise, version

from rechterhand.intake import reading_of
from rechterhand.web.actions.errors import NotThere, TooLate, Unfit
from rechterhand.web.actions.links import Ends, Hold, add_link
from rechterhand.web.actions.plans import Arrived, add_version
from rechterhand.web.actions.taking_back import put_back, take_back
from rechterhand.web.bridge import canonical, storage
from rechterhand.web.data.models import (
    Job,
    JobKind,
    JobState,
    LatestActivity,
    LatestLink,
    Person,
    PlanVersion,
    Project,
    TakenBack,
)
from rechterhand.web.jobs import reviewing
from rechterhand.web.queries.history import history_of_project
from rechterhand.web.queries.overview import overview
from rechterhand.web.queries.project_links import links_of_project
from rechterhand.web.queries.versions import latest_reviewed, newest_number, versions

pytestmark = pytest.mark.django_db
WHY = "Verkeerd bestand"


@pytest.fixture(autouse=True)
def few_futures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviewing, "ITERATIONS", 200)


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna", name="Anna", language="nl")


@pytest.fixture
def haven(anna: Person) -> Project:
    """Two versions that wait for their review."""
    row = project("Haven", anna)
    for plan in plans()[:2]:
        brought(row, anna, plan)
    return row


def brought(row: Project, person: Person, plan: Any) -> PlanVersion:
    upload = uuid.uuid4()
    arrived = Arrived(upload, "plan.xml", 12, "0" * 64, f"plans/{upload.hex[:2]}/{upload.hex}/original.xml")
    return add_version(person, row.pk, arrived, reading_of(plan))


def rows(row: Project) -> set[int]:
    return set(LatestActivity.objects.filter(project=row).values_list("version__number", flat=True))


def test_the_version_before_is_the_newest_again_with_its_rows_and_its_verdict(anna: Person, haven: Project) -> None:
    before = list(LatestActivity.objects.filter(project=haven, version__number=2).values_list("activity_id", "name"))
    links = LatestLink.objects.filter(project=haven).count()
    brought(haven, anna, plans()[3])
    work_off()
    assert rows(haven) == {3}

    shown = take_back(anna, haven.pk, 3, WHY)

    assert shown is not None
    assert shown.number == newest_number(haven) == 2
    assert list(LatestActivity.objects.filter(project=haven).values_list("activity_id", "name")) == before
    assert LatestLink.objects.filter(project=haven, version=shown).count() == links
    assert (latest := latest_reviewed(haven)) is not None
    assert latest.number == 2
    work_off()
    assert rows(haven) == {2}
    assert LatestActivity.objects.filter(project=haven, finish_p80__isnull=False).exists()


def test_the_overview_and_the_trend_go_by_the_versions_that_count(anna: Person) -> None:
    row = project("Haven", anna)
    for number in range(3):
        upload = uuid.uuid4()
        plan = storage.keep(upload, "plan", canonical.packed(reading_of(plans()[number])))
        version(row, upload=upload, plan=plan)

    take_back(anna, row.pk, 3, WHY)

    found = overview(anna, row.slug, "nl")
    assert found is not None
    assert found.line.version == 2
    assert len(found.line.trend.values) == 2
    assert [one.number for one in found.versions] == [2, 1]


def test_nothing_of_the_version_is_lost(anna: Person, haven: Project) -> None:
    brought(haven, anna, plans()[3])
    was = PlanVersion.objects.filter(project=haven, number=3).values().get()

    take_back(anna, haven.pk, 3, f"  {WHY} ")

    assert PlanVersion.objects.filter(project=haven, number=3).values().get() == was
    line = versions(haven)[0]
    assert line.number == 3
    assert line.taken_back is not None
    assert (line.taken_back.by, line.taken_back.reason) == ("Anna", WHY)


def test_history_tells_who_why_and_when_and_that_it_was_put_back(anna: Person, haven: Project) -> None:
    take_back(anna, haven.pk, 2, WHY)
    put_back(anna, haven.pk, 2)

    told = [one for one in history_of_project(anna, haven) if one.kind == "taken_back"]

    assert [(one.label, one.by, one.about, one.action) for one in told] == [
        ("delete", "Anna", "2", "version.put_back"),
        ("insert", "Anna", "2", "version.take_back"),
    ]
    assert WHY in {change.after for change in told[1].changes}


def test_it_is_put_back_with_its_rows(anna: Person, haven: Project) -> None:
    take_back(anna, haven.pk, 2, WHY)
    assert rows(haven) == {1}

    put_back(anna, haven.pk, 2)

    assert rows(haven) == {2}
    assert newest_number(haven) == 2
    assert not TakenBack.objects.exists()


def test_what_is_brought_since_gets_the_next_number_and_is_held_against_what_counts(
    anna: Person, haven: Project
) -> None:
    brought(haven, anna, plans()[3])
    take_back(anna, haven.pk, 3, WHY)

    newer = brought(haven, anna, plans()[2])

    assert newer.number == 4
    assert (before := reviewing._before(newer)) is not None
    assert before.plan.activities == canonical.unpacked(storage.load(haven.versions.get(number=2).plan)).plan.activities


def test_who_takes_back_what_somebody_replaced_meanwhile_is_told(anna: Person, haven: Project) -> None:
    bob = Person.objects.create_user("bob", name="Bob")
    brought(haven, bob, plans()[2])

    with pytest.raises(TooLate) as told:
        take_back(anna, haven.pk, 2, WHY)

    assert told.value.message.values["number"] == 3
    assert told.value.message.values["who"] == "Bob"
    assert rows(haven) == {3}
    assert not TakenBack.objects.exists()


def test_the_second_who_takes_the_same_version_back_is_told_and_takes_no_other(anna: Person, haven: Project) -> None:
    bob = Person.objects.create_user("bob", name="Bob")
    take_back(bob, haven.pk, 2, WHY)

    with pytest.raises(TooLate) as told:
        take_back(anna, haven.pk, 2, "nog eens")

    assert told.value.message.values["who"] == "Bob"
    assert newest_number(haven) == 1


def test_nothing_is_put_back_below_a_newer_version_nor_what_counts(anna: Person, haven: Project) -> None:
    with pytest.raises(TooLate):
        put_back(anna, haven.pk, 2)
    take_back(anna, haven.pk, 2, WHY)
    brought(haven, anna, plans()[2])

    with pytest.raises(TooLate):
        put_back(anna, haven.pk, 2)
    with pytest.raises(NotThere):
        put_back(anna, haven.pk, 9)


@pytest.mark.parametrize("reason", ["", "   ", "\0", "x" * 501])
def test_it_asks_for_a_reason(anna: Person, haven: Project, reason: str) -> None:
    with pytest.raises(Unfit):
        take_back(anna, haven.pk, 2, reason)

    assert rows(haven) == {2}


def test_work_on_it_is_stopped_and_a_verdict_that_comes_late_replaces_no_rows(anna: Person, haven: Project) -> None:
    wrong = brought(haven, anna, plans()[3])
    waiting = Job.objects.get(version=wrong, kind=JobKind.REVIEW)
    runs = Job.objects.create(kind=JobKind.EXPORT, state=JobState.RUNNING, project=haven, version=wrong)

    take_back(anna, haven.pk, 3, WHY)

    waiting.refresh_from_db()
    runs.refresh_from_db()
    assert waiting.state == JobState.CANCELLED
    assert (runs.state, runs.wants_cancel) == (JobState.RUNNING, True)
    reviewing.keep_verdict(wrong.pk, reviewing.verdict_of(wrong, _Quiet()))  # type: ignore[arg-type] # it only listens
    assert rows(haven) == {2}
    assert newest_number(haven) == 2


def test_the_only_version_can_be_taken_back_too(anna: Person, haven: Project) -> None:
    take_back(anna, haven.pk, 2, WHY)

    assert take_back(anna, haven.pk, 1, WHY) is None

    assert rows(haven) == set()
    assert latest_reviewed(haven) is None
    put_back(anna, haven.pk, 1)
    assert rows(haven) == {1}


def test_a_link_to_another_project_counts_as_gone_and_comes_back(anna: Person, haven: Project) -> None:
    haven.programme = programme("Delta")
    haven.save()
    other = project("Kade", anna, programme=haven.programme)
    brought(other, anna, plans()[0])
    brought(haven, anna, _with_more(plans()[1]))
    mine = LatestActivity.objects.get(project=haven, code="NEW-1").activity_id
    theirs = LatestActivity.objects.filter(project=other, is_summary=False).first()
    assert theirs is not None
    add_link(anna, haven.programme.pk, Ends(other.pk, theirs.activity_id, haven.pk, mine), Hold())

    take_back(anna, haven.pk, 3, WHY)
    assert [one.is_gone for one in links_of_project(anna, haven)] == [True]

    put_back(anna, haven.pk, 3)
    assert [one.is_gone for one in links_of_project(anna, haven)] == [False]


def test_a_date_promised_meanwhile_counts_for_the_version_that_comes_back(anna: Person, haven: Project) -> None:
    promise(haven, date(2027, 6, 1))

    take_back(anna, haven.pk, 2, WHY)
    work_off()

    assert haven.versions.get(number=1).committed == date(2027, 6, 1)


def _with_more(plan: Any) -> Any:
    """The plan with a task that no other version has."""
    task = next(one for one in plan.activities if not one.type.is_summary)
    number = max(one.id for one in plan.activities) + 1
    more = replace(task, id=number, guid=None, code="NEW-1", name="Something new")
    return replace(plan, activities=(*plan.activities, more))


class _Quiet:
    """Progress that nobody follows."""

    def step(self, key: str) -> None: ...

    def share(self, share: float) -> None: ...
