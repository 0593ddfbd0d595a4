"""Back to an older state of every kind of record: who is told, who may, what it demands and what follows from it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db.models.signals import post_init
from django.test import Client
from pghistory.models import Event as Kept
from tests.web.api.calling import Caller, problem
from tests.web.queries.scenery import activity, programme, project, promise, version

from rechterhand.web.access.record import records
from rechterhand.web.actions.links import Ends, Hold, add_link, change_link, remove_link
from rechterhand.web.actions.projects import Promised, archive_project, set_committed_dates
from rechterhand.web.actions.scenarios import ScenarioForm, keep_scenario, remove_scenario, rename_scenario
from rechterhand.web.actions.uncertainty import keep_uncertainty
from rechterhand.web.actions.views import keep_view, remove_view
from rechterhand.web.bridge.uncertain import RiskEvent, Table
from rechterhand.web.data.models import (
    AccessToken,
    CommittedDate,
    Job,
    JobKind,
    LatestActivity,
    Membership,
    Person,
    Programme,
    Project,
    ProjectLink,
    Role,
    SavedView,
    Scenario,
    UncertaintyTable,
)

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
HERE = "/projects/haven/history/"
THERE = "/programmes/nova/history/"
VIEWS = "/portfolio/views/history/"


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna", name="Anna de Wit")


@pytest.fixture
def nova(anna: Person) -> Programme:
    made = programme("Nova")
    Membership.objects.create(person=anna, programme=made, role=Role.PMO)
    return made


@pytest.fixture
def haven(nova: Programme) -> Project:
    row = project("Haven", programme=nova)
    version(row)
    activity(row, 35, "Inkopen")
    return row


@pytest.fixture
def kade(nova: Programme) -> Project:
    row = project("Kade", programme=nova)
    version(row)
    activity(row, 12, "Bouwen")
    return row


@pytest.fixture
def link(anna: Person, nova: Programme, haven: Project, kade: Project) -> ProjectLink:
    return add_link(anna, nova.pk, Ends(haven.pk, 35, kade.pk, 12), Hold("FS", 2.0))


def of(person: Person) -> Client:
    found = Client(headers={"accept-language": "nl"})
    found.force_login(person, backend=BACKEND)
    return found


@pytest.fixture
def client(anna: Person) -> Client:
    return of(anna)


def somebody(row: Project, role: Role) -> Person:
    made = Person.objects.create_user(role.value)
    Membership.objects.create(person=made, project=row, role=role)
    return made


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def events(client: Client, kind: str, label: str = "", here: str = HERE) -> list[Any]:
    shown = [one.event for one in client.get(here).context["events"]]
    return [one for one in shown if one.kind == kind and label in ("", one.label)]


def back(client: Client, event: Any, here: str = HERE, **other: Any) -> Any:
    """What the button of an event does."""
    told = {"kind": event.kind, "event": event.pk, "revision": event.revision}
    return client.post(f"{here}back/", told | other)


def calling(person: Person) -> Caller:
    """A program of somebody: the only one they have."""
    AccessToken.objects.filter(person=person).delete()
    return Caller(person)


def program(person: Person, event: Any, where: str = "/projects/haven", revision: int | None = None) -> Any:
    seen = event.revision if revision is None else revision
    address = f"{where}/history/{event.pk}/back"
    return calling(person)("POST", address, {"kind": event.kind}, **{"If-Match": f'"{seen}"'})


def joint() -> int:
    """How often projects are about to be looked at together; done with."""
    return Job.objects.filter(kind=JobKind.JOINT, state="waiting").update(state="done")


def test_every_record_with_history_leads_back_but_accounts_and_tokens() -> None:
    tracked = {one.pgh_tracked_model for one in apps.get_models() if issubclass(one, Kept)}
    # an account is its owner's, and a token that was withdrawn opens nothing ever again
    assert tracked - {Person, AccessToken} == {one.model for one in records().values()}


class TestWhoIsTold:
    """History tells nobody what the page of the thing itself would refuse."""

    def test_a_reader_learns_nothing_of_risks_and_scenarios(self, anna: Person, haven: Project) -> None:
        risk = RiskEvent("R1", "Aannemer failliet", 0.4, (35,), 1.0, 2.0, 3.0)
        keep_uncertainty(anna, haven.pk, 0, Table(risks=(risk,)))
        keep_scenario(anna, haven.versions.get().pk, ScenarioForm("Zonder aannemer"))
        reader = somebody(haven, Role.READER)
        told = [one["kind"] for one in calling(reader).found("/projects/haven/history")["items"]]
        (kept,) = events(of(anna), "uncertainty")

        assert "failliet" in text(of(anna).get(HERE))
        assert not {"uncertainty", "scenario"} & set(told)
        for word in ("failliet", "Zonder aannemer"):
            assert word not in text(of(reader).get(HERE))
        assert back(of(reader), kept).status_code == 404
        assert calling(reader).found("/search?q=failliet")["items"] == []

    def test_who_may_change_the_thing_alone_is_offered_a_way_back(self, anna: Person, haven: Project) -> None:
        row = set_committed_dates(anna, haven.pk, 1, [Promised("Besluit", date(2027, 1, 1))])
        set_committed_dates(anna, haven.pk, row.revision, [])
        reader, chair = somebody(haven, Role.READER), somebody(haven, Role.CHAIR)
        (gone,) = events(of(reader), "committed_date", "delete")

        assert not gone.back
        assert "Terughalen" not in text(of(reader).get(HERE))
        assert back(of(reader), gone).status_code == 403
        (gone,) = events(of(chair), "committed_date", "delete")
        assert gone.back
        assert back(of(chair), gone).status_code == 302
        assert CommittedDate.objects.get().what == "Besluit"

    def test_no_more_of_a_project_is_offered_than_one_may_set(self, client: Client, haven: Project) -> None:
        form = {"revision": 1, "time_tolerance_days": 5, "dates-TOTAL_FORMS": 0, "dates-INITIAL_FORMS": 0}
        client.post("/projects/haven/tolerances/", form)
        leader = somebody(haven, Role.PROJECT_LEADER)

        assert events(client, "project", "insert")[0].back
        assert not events(of(leader), "project", "insert")[0].back


class TestDates:
    """A promised date is part of what one saves of a project."""

    def test_its_return_is_a_change_of_the_project(self, anna: Person, haven: Project, kade: Project) -> None:
        add_link(anna, haven.programme_id or 0, Ends(haven.pk, 35, kade.pk, 12), Hold())
        row = set_committed_dates(anna, haven.pk, 1, [Promised("Einde", date(2027, 1, 1), is_whole=True)])
        row = set_committed_dates(anna, haven.pk, row.revision, [])
        Job.objects.update(state="done")
        (gone,) = events(of(anna), "committed_date", "delete")

        assert gone.revision == row.revision
        assert problem(program(anna, gone, revision=row.revision - 1))["code"] == "conflict"
        assert program(anna, gone).status_code == 204
        assert Project.objects.get(pk=haven.pk).revision == row.revision + 1
        waiting = Job.objects.filter(state="waiting").values_list("kind", flat=True)
        assert set(waiting) == {JobKind.JOINT, JobKind.REVIEW}
        older = {"revision": row.revision, "dates-TOTAL_FORMS": 0, "dates-INITIAL_FORMS": 0}
        assert of(anna).post("/projects/haven/tolerances/", older).status_code == 409
        assert CommittedDate.objects.get().what == "Einde"

    def test_one_alone_is_that_of_the_whole(self, anna: Person, client: Client, haven: Project) -> None:
        row = set_committed_dates(anna, haven.pk, 1, [Promised("Einde", date(2027, 1, 1), is_whole=True)])
        set_committed_dates(anna, haven.pk, row.revision, [Promised("Einde", date(2027, 2, 1), is_whole=True)])
        (gone,) = events(client, "committed_date", "delete")

        answer = back(client, gone)

        assert answer.status_code == 422
        assert "Hoogstens één datum" in text(answer)
        assert CommittedDate.objects.get().date == date(2027, 2, 1)


class TestProject:
    """What follows from a project's older state."""

    def test_one_that_comes_back_is_looked_at_with_the_others(
        self, anna: Person, client: Client, haven: Project, link: ProjectLink
    ) -> None:
        archive_project(anna, haven.pk, 1)
        joint()
        first = events(client, "project", "insert")[0]

        back(client, first)

        assert Project.objects.get(pk=haven.pk).archived_at is None
        assert joint() == 1

    def test_both_programmes_are_looked_at_when_it_moves_back(
        self, anna: Person, client: Client, haven: Project, link: ProjectLink
    ) -> None:
        zuid = programme("Zuid")
        Membership.objects.create(person=anna, programme=zuid, role=Role.PMO)
        client.post("/projects/haven/change/", {"name": "Haven", "revision": 1, "programme": zuid.pk})
        joint()
        assert Project.objects.get(pk=haven.pk).programme == zuid

        assert back(client, events(client, "project", "insert")[0]).status_code == 302

        assert Project.objects.get(pk=haven.pk).programme != zuid
        assert joint() == 1


class TestProgramme:
    """A programme, its people and its links."""

    def test_its_older_name_comes_back(self, anna: Person, client: Client, nova: Programme) -> None:
        client.post("/programmes/nova/change/", {"name": "Nova Zuid", "revision": 1})
        now, first = events(client, "programme", here=THERE)

        assert (now.back, now.is_now, first.back, first.revision) == (False, True, True, 2)
        assert back(client, first, THERE, revision=1).status_code == 409
        assert back(client, first, THERE).status_code == 302
        assert Programme.objects.get().name == "Nova"
        changed = events(client, "programme", here=THERE)[1]
        assert program(anna, changed, "/programmes/nova", 1).status_code == 412
        assert program(anna, changed, "/programmes/nova").status_code == 204
        assert Programme.objects.get().name == "Nova Zuid"

    def test_who_only_sees_it_is_offered_nothing(self, client: Client, haven: Project) -> None:
        client.post("/programmes/nova/change/", {"name": "Nova Zuid", "revision": 1})
        reader = of(somebody(haven, Role.READER))
        first = events(reader, "programme", here=THERE)[1]

        assert not first.back
        assert back(reader, first, THERE).status_code == 403

    def test_a_role_comes_back_as_it_was_seen(self, client: Client, nova: Programme) -> None:
        row = Membership.objects.create(person=Person.objects.create_user("bert"), programme=nova, role=Role.READER)
        client.post("/programmes/nova/people/remove/", {"membership": row.pk})
        (gone,) = events(client, "membership", "delete", THERE)

        assert gone.back
        assert back(client, gone, THERE, revision=gone.revision - 1).status_code == 409
        assert back(client, gone, THERE).status_code == 302
        assert Membership.objects.filter(person__username="bert", role=Role.READER).exists()
        assert not events(client, "membership", "delete", THERE)[0].back

    @pytest.mark.parametrize("here", [HERE, THERE])
    def test_a_link_comes_back(self, anna: Person, client: Client, link: ProjectLink, here: str) -> None:
        row = change_link(anna, link.pk, link.revision, Hold("SS", 3.0))
        assert back(client, events(client, "link", "insert", here)[0], here).status_code == 302
        row.refresh_from_db()
        assert (row.type, row.lag_days) == ("FS", 2.0)
        remove_link(anna, row.pk, row.revision)
        joint()
        (gone,) = events(client, "link", "delete", here)

        assert (gone.back, gone.revision) == (True, 0)
        assert back(client, gone, here).status_code == 302
        assert ProjectLink.objects.get().type == "FS"
        assert joint() == 1
        assert back(client, gone, here).status_code == 409

    def test_a_link_whose_activity_is_gone_stays_away(self, anna: Person, client: Client, link: ProjectLink) -> None:
        remove_link(anna, link.pk, link.revision)
        LatestActivity.objects.filter(activity_id=12).delete()
        (gone,) = events(client, "link", "delete")

        assert back(client, gone).status_code == 422
        assert not ProjectLink.objects.exists()

    def test_a_link_of_projects_that_parted_stays_away(
        self, anna: Person, client: Client, link: ProjectLink, kade: Project
    ) -> None:
        remove_link(anna, link.pk, link.revision)
        Project.objects.filter(pk=kade.pk).update(programme=None)
        Membership.objects.create(person=anna, project=kade, role=Role.PMO)
        (gone,) = events(client, "link", "delete")

        answer = back(client, gone)

        assert answer.status_code == 422
        assert "niet meer in één programma" in text(answer)

    def test_a_link_asks_for_the_right_in_both_projects(
        self, anna: Person, link: ProjectLink, haven: Project, kade: Project
    ) -> None:
        leader = somebody(haven, Role.PROJECT_LEADER)
        Membership.objects.create(person=leader, project=kade, role=Role.READER)
        remove_link(anna, link.pk, link.revision)
        (gone,) = events(of(leader), "link", "delete")

        assert not gone.back
        assert back(of(leader), gone).status_code == 403


class TestScenarios:
    """Scenarios that were renamed or removed."""

    @pytest.fixture
    def kept(self, anna: Person, haven: Project) -> Scenario:
        return keep_scenario(anna, haven.versions.get().pk, ScenarioForm("Sneller", ("way:1",), {35: 12.0}))

    def test_its_older_name_comes_back(self, anna: Person, client: Client, kept: Scenario) -> None:
        rename_scenario(anna, kept.pk, 1, "Vlugger")
        (first,) = events(client, "scenario", "insert")

        assert (first.back, first.revision) == (True, 2)
        assert program(anna, first, revision=1).status_code == 412
        assert back(client, first).status_code == 302
        assert Scenario.objects.get().name == "Sneller"

    def test_a_removed_one_comes_back_whole(self, anna: Person, client: Client, kept: Scenario) -> None:
        remove_scenario(anna, kept.pk, 1)
        (gone,) = events(client, "scenario", "delete")

        assert program(anna, gone).status_code == 204
        row = Scenario.objects.get()
        assert (row.pk, row.name, row.ways, row.durations) == (kept.pk, "Sneller", ["way:1"], {"35": 12.0})
        assert program(anna, gone).status_code == 412

    def test_a_name_that_was_given_again_is_taken(self, anna: Person, client: Client, kept: Scenario) -> None:
        remove_scenario(anna, kept.pk, 1)
        keep_scenario(anna, kept.version_id, ScenarioForm("Sneller"))

        assert back(client, events(client, "scenario", "delete")[0]).status_code == 409
        assert Scenario.objects.count() == 1


class TestViews:
    """Views of a list, which are one's own."""

    def test_older_filters_and_removed_views_come_back(self, anna: Person, client: Client) -> None:
        project("Haven", anna)
        keep_view(anna, "portfolio", "Te laat", "health=late")
        row = keep_view(anna, "portfolio", "Te laat", "health=late&sort=p80")
        (first,) = events(client, "view", "insert", VIEWS)
        page = text(client.get(VIEWS))
        assert "wijzigde een weergave: Te laat" in page
        assert "op volgorde van: P80, " in page or ", op volgorde van: P80" in page
        assert VIEWS in text(client.get("/portfolio/"))

        assert back(client, first, VIEWS).status_code == 302
        assert SavedView.objects.get().query == "health=late"
        remove_view(anna, row.pk)
        (gone,) = events(client, "view", "delete", VIEWS)
        assert program(anna, gone, "/portfolio/views").status_code == 204
        assert SavedView.objects.get().name == "Te laat"
        assert calling(anna).found("/portfolio/views/history")["items"][0]["is_now"]

    def test_those_of_somebody_else_are_not_there(self, anna: Person, client: Client) -> None:
        remove_view(anna, keep_view(anna, "portfolio", "Te laat", "health=late").pk)
        (gone,) = events(client, "view", "delete", VIEWS)
        bert = Person.objects.create_user("bert")

        assert "Te laat" not in text(of(bert).get(VIEWS))
        assert back(of(bert), gone, VIEWS).status_code == 404
        assert back(client, gone, VIEWS, kind="project").status_code == 404


def test_a_long_history_reads_no_more_than_its_page(anna: Person, client: Client, haven: Project) -> None:
    kept, read = records()["uncertainty"].events.model, []
    UncertaintyTable.objects.create(project=haven)

    def saves(first: int, last: int) -> int:
        for number in range(first, last):
            points = {"low_days": 1, "likely_days": 2, "high_days": 3 + number}
            estimates = [{"activity_id": one, **points} for one in range(3)]
            UncertaintyTable.objects.update(high=2 + number, estimates=estimates)
        read.clear()
        assert len(client.get(HERE).context["events"]) == 30
        return len(read)

    def counts(**_: Any) -> None:
        read.append(1)

    post_init.connect(counts, sender=kept)
    try:
        assert saves(0, 60) == saves(60, 260) <= 32
    finally:
        post_init.disconnect(counts, sender=kept)
    assert "De laatste 100 wijzigingen" in text(client.get(HERE))
    assert calling(anna).found("/projects/haven/history?limit=5&offset=90")["items"][0]["kind"] == "uncertainty"


def test_a_change_of_nothing_that_people_know_takes_no_place(client: Client, haven: Project) -> None:
    for number in range(40):
        Project.objects.filter(pk=haven.pk).update(revision=2 + number)
    promise(haven, date(2027, 3, 1))

    assert [(one.kind, one.label) for one in events(client, "project")] == [("project", "insert")]
