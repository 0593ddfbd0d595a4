"""Two versions of a plan side by side: asked for, made in the background, and read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from tests.cases.history import versions as plans
from tests.web.jobs.working_off import work_off
from tests.web.queries.scenery import kept, project

import rechterhand as rh
from rechterhand.intake import reading_of
from rechterhand.record.assumption import Assumption
from rechterhand.text import Message, render
from rechterhand.web.actions.working import queue_review
from rechterhand.web.bridge import verdicts
from rechterhand.web.data.models import Job, JobKind, JobState, Person, Project, UncertaintyTable
from rechterhand.web.jobs import comparing, reviewing
from rechterhand.web.jobs.comparing import compare_versions
from rechterhand.web.jobs.progress import REVIEW, Progress

pytestmark = pytest.mark.django_db
PAIR = "/projects/haven/plan/compare/1/3/"
NEIGHBOURS = "/projects/haven/plan/compare/1/2/"


@pytest.fixture(autouse=True)
def few_futures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "ITERATIONS", 500)


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna", language="nl")


@pytest.fixture
def haven(anna: Person) -> Project:
    """A project with three versions whose plans are kept."""
    row = project("Haven", anna)
    for plan in plans()[:3]:
        kept(row, plan)
    return row


@pytest.fixture
def signed_in(client: Client, anna: Person) -> Client:
    client.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text_of(answer: Any) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_any_two_versions_are_compared_and_read(signed_in: Client, haven: Project) -> None:
    assert "Vergelijk deze versies" in text_of(signed_in.get(PAIR))
    signed_in.post(PAIR)
    assert "Wacht op zijn beurt" in text_of(signed_in.get(PAIR))

    job = Job.objects.get(kind=JobKind.COMPARE)
    compare_versions(job_id=str(job.pk))

    page = text_of(signed_in.get(PAIR))
    for words in ("Wat verschoof het einde?", "Oorzaken voor P80", "Mijlpalen", "Wat er veranderde"):
        assert words in page
    assert page.count('class="picture wide"') == 1


def test_what_is_told_is_what_the_core_says(signed_in: Client, haven: Project) -> None:

    signed_in.post(PAIR)
    compare_versions(job_id=str(Job.objects.get(kind=JobKind.COMPARE).pk))
    told = signed_in.get(PAIR).context["page"]

    old, new = plans()[0], plans()[2]
    said = rh.compare(old, new, run=rh.Run(iterations=500))
    assert told.days.value == pytest.approx(said.finish.days, abs=0.001)
    assert sum(one.days.value for one in told.causes) == pytest.approx(said.finish.days, abs=0.2)
    assert {kind.count for kind in told.changes} <= {len(said.changes), *range(1, 400)}
    assert sum(kind.count for kind in told.changes) == len(said.changes)


def risky(row: Project, days: float) -> None:
    """A risk on all activities of a project's plan, by its newest table."""
    ids = [one.id for one in plans()[0].activities if one.duration_minutes and not one.type.is_summary]
    risk = {"key": "r1", "title": "Vorst", "probability": 0.5, "activity_ids": ids}
    risk |= {"low_days": 1.0, "likely_days": days, "high_days": 2 * days}
    table, made = UncertaintyTable.objects.get_or_create(project=row)
    table.risks, table.revision = [risk], table.revision + (not made)
    table.save()


def test_a_pair_and_the_verdict_of_its_newer_version_say_the_same(
    signed_in: Client, haven: Project, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviewing, "ITERATIONS", 500)
    risky(haven, 10.0)
    newer = haven.versions.get(number=2)
    signed_in.post(NEIGHBOURS)
    compare_versions(job_id=str(Job.objects.get(kind=JobKind.COMPARE).pk))
    told = signed_in.get(NEIGHBOURS).context["page"]

    job = Job.objects.create(kind=JobKind.REVIEW, project=haven, version=newer, state=JobState.RUNNING)
    judged = reviewing.verdict_of(newer, Progress(job.pk, REVIEW)).comparison

    assert judged is not None
    assert judged.forecast is not None
    assert told.p80_days.value == pytest.approx(judged.forecast.days, abs=0.001)
    assert told.p80_days.error == pytest.approx(judged.forecast.standard_error_days, abs=0.001)
    plain = rh.compare(*plans()[:2], run=rh.Run(iterations=500))
    assert plain.forecast is not None
    assert told.p80_days.value != pytest.approx(plain.forecast.days, abs=0.01), "risks are in it"
    assert "met dezelfde schattingen en risico" in text_of(signed_in.get(NEIGHBOURS))


def test_a_pair_that_was_compared_by_former_risks_is_compared_anew(signed_in: Client, haven: Project) -> None:
    signed_in.post(PAIR)
    compare_versions(job_id=str(Job.objects.get(kind=JobKind.COMPARE).pk))
    assert "Oorzaken voor P80" in text_of(signed_in.get(PAIR))

    for days in (5.0, 10.0):
        risky(haven, days)
        assert "Vergelijk deze versies" in text_of(signed_in.get(PAIR)), "it isn't told what held by other risks"
        signed_in.post(PAIR)
        compare_versions(job_id=str(Job.objects.filter(kind=JobKind.COMPARE, state=JobState.WAITING).get().pk))
        assert "Oorzaken voor P80" in text_of(signed_in.get(PAIR))


def test_what_was_assumed_of_one_version_says_of_which(haven: Project) -> None:
    old, new = (replace(reading_of(one), assumptions=()) for one in plans()[:2])

    def about(count: int) -> Assumption:
        return Assumption("odd", Message.of("compare.assume.loops", count=count))

    old, new = (replace(one, assumptions=(about(1), about(key))) for one, key in ((old, 2), (new, 3)))
    told = [render(one.text, "en") for one in rh.compare(old, new, futures=False).assumptions]

    loops = [one for one in told if "loop" in one.casefold() or "circ" in one.casefold()]
    assert len(loops) == 3
    assert len(set(loops)) == 3
    assert sum(one.startswith("‘") for one in loops) == 2, loops


def test_the_same_pair_is_compared_once(signed_in: Client, haven: Project) -> None:
    signed_in.post(PAIR)
    signed_in.post(PAIR)
    assert Job.objects.filter(kind=JobKind.COMPARE).count() == 1

    Job.objects.update(state=JobState.FAILED)
    signed_in.post(PAIR)
    assert Job.objects.filter(kind=JobKind.COMPARE).count() == 2


def test_a_pair_that_the_verdict_compared_is_shown_at_once(
    signed_in: Client, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviewing, "ITERATIONS", 200)
    row = project("Haven", anna)
    for number, plan in enumerate(plans()[:3], 1):
        digest = f"{number}" * 64
        kept(row, replace(plan, source=replace(plan.source, sha256=digest)), file_sha256=digest)
    queue_review(anna, row.versions.get(number=2).pk)
    work_off()
    address = "/projects/haven/plan/compare/1/2/"

    page = signed_in.get(address)
    signed_in.post(address)

    assert "Wat verschoof het einde?" in text_of(page)
    verdict = verdicts.load(row.versions.get(number=2).verdict_nl)["against"]
    assert page.context["page"].text == verdict["text"]
    assert page.context["page"].days.value == verdict["compare"]["finish_movement_days"]
    assert not Job.objects.filter(kind=JobKind.COMPARE).exists()
    told = signed_in.get("/api/v1/projects/haven/comparisons/1/2").json()
    assert told["schema"] == "rechterhand/compare/1"
    assert told["finish_movement_days"] == verdict["compare"]["finish_movement_days"]
    for other in ("1/3", "2/3"):
        assert "Vergelijk deze versies" in text_of(signed_in.get(f"/projects/haven/plan/compare/{other}/"))


def test_a_pair_is_chosen_either_way_round(signed_in: Client, haven: Project) -> None:
    choose = "/projects/haven/plan/compare/"

    assert signed_in.get(choose, {"old": "3", "new": "1"}).url == PAIR
    for same in ({"old": "2", "new": "2"}, {"old": "x", "new": "9" * 5000}, {}):
        assert signed_in.get(choose, same).url == "/projects/haven/plan/versions/"


@pytest.mark.parametrize("address", ["3/1", "1/1", "1/9", "0/1"])
def test_what_is_no_pair_does_not_exist(signed_in: Client, haven: Project, address: str) -> None:
    assert signed_in.get(f"/projects/haven/plan/compare/{address}/").status_code == 404


def test_comparing_disturbs_no_verdict(signed_in: Client, haven: Project) -> None:
    signed_in.post(PAIR)

    assert signed_in.get("/projects/haven/plan/versions/").context["work"].is_quiet


def test_the_page_takes_as_many_statements_for_any_plan(
    signed_in: Client, haven: Project, django_assert_max_num_queries: Any
) -> None:
    signed_in.post(PAIR)
    compare_versions(job_id=str(Job.objects.get(kind=JobKind.COMPARE).pk))

    with django_assert_max_num_queries(14):
        signed_in.get(PAIR)
