"""A date that is promised in a project is what its plan is judged by, everywhere."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import pytest
from django.core.files.base import File
from tests.cases.programme import mspdi, programme
from tests.web.jobs.working_off import work_off
from tests.web.queries.scenery import verdict_shown

from rechterhand.reports.headline import committed
from rechterhand.text import Message
from rechterhand.web.actions.plans import upload_plan
from rechterhand.web.actions.projects import ProjectForm, Promised, create_project, set_committed_dates
from rechterhand.web.data.models import CommittedDate, Job, JobKind, JobState, Person, PlanVersion, Project
from rechterhand.web.jobs import reviewing
from rechterhand.web.jobs.progress import REVIEW, Progress
from rechterhand.web.queries.promise import promise
from rechterhand.web.queries.verdict import Verdict

pytestmark = pytest.mark.django_db
PLAN = mspdi(programme()).encode()


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna")


@pytest.fixture
def haven(anna: Person, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with a reviewed plan, whose baseline ends long before its futures do."""
    monkeypatch.setattr(reviewing, "ITERATIONS", 500)
    made = create_project(anna, ProjectForm("Haven"))
    upload_plan(anna, made.pk, "haven.xml", File(BytesIO(PLAN)))
    work_off()
    return made


def newest(project: Project) -> PlanVersion:
    return PlanVersion.objects.filter(project=project).latest("number")


def shown(anna: Person) -> Verdict:
    page = verdict_shown(anna, "haven", None, "en")
    assert page is not None
    return page


def promised(anna: Person, project: Project, day: date) -> None:
    project.refresh_from_db()
    set_committed_dates(anna, project.pk, project.revision, [Promised("Go-live", day, is_whole=True)])


def test_chances_of_ways_out_are_of_the_date_that_is_promised_now(anna: Person, haven: Project) -> None:
    before = newest(haven)
    assert before.p80 is not None
    day = before.p80
    assert {one.chance.value for one in shown(anna).ways} <= {0.0}, "the baseline of the file can't be kept"

    promised(anna, haven, day)

    changed = shown(anna)
    assert {one.chance.value for one in changed.ways} == {None}, "a chance of the former date is none of this one"
    assert changed.ways[0].chance.formula == changed.bottlenecks[0].chance_gain.formula

    work_off()

    version, page = newest(haven), shown(anna)
    assert (version.committed, version.p80) == (day, before.p80)
    told = promise(version)
    assert told.chance.value == version.committed_chance
    assert 0.78 <= (version.committed_chance or 0) <= 0.9
    chances = [float(one.chance.value or 0) for one in page.ways if not one.with_people]
    assert chances
    assert min(chances) >= (version.committed_chance or 0) - 0.02, "a way out that brings days lowers no chance"
    whole = next(one for one in page.committed if one.is_whole)
    assert whole.what == Message.of("report.committed.promised", name="")
    assert (whole.date.value, whole.chance.value) == (day, version.committed_chance)


def test_the_report_tells_the_promised_date_too(anna: Person, haven: Project) -> None:
    day = date(2029, 1, 5)
    promised(anna, haven, day)

    job = Job.objects.get(state=JobState.WAITING)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING)

    made = reviewing.verdict_of(newest(haven), Progress(job.pk, REVIEW))

    one = committed(made)
    assert one is not None
    assert one.moment == datetime(2029, 1, 6), "until the end of that day"


def test_only_the_date_for_the_whole_asks_for_another_review(anna: Person, haven: Project) -> None:
    haven.refresh_from_db()
    set_committed_dates(anna, haven.pk, haven.revision, [Promised("Bestek", date(2027, 2, 1))])
    assert not Job.objects.filter(kind=JobKind.REVIEW, state=JobState.WAITING)

    haven.refresh_from_db()
    both = [Promised("Bestek", date(2027, 2, 1)), Promised("Go-live", date(2028, 2, 1), is_whole=True)]
    set_committed_dates(anna, haven.pk, haven.revision, both)
    assert Job.objects.filter(kind=JobKind.REVIEW, state=JobState.WAITING).count() == 1
    events = [CommittedDate.objects.get(is_whole=True).events.get(), haven.events.latest("pgh_id")]
    told = {one.pgh_context["action"] for one in events}
    assert told == {"project.committed_dates"}, "history tells what was done, not what followed"
