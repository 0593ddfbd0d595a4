"""What happened to a project and a programme, as people read it: all that changes a verdict, and back to it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.web.api.calling import Caller
from tests.web.queries.scenery import activity, programme, project, promise, version

from rechterhand.web.actions.links import Ends, Hold, add_link
from rechterhand.web.actions.scenarios import ScenarioForm, keep_scenario, remove_scenario
from rechterhand.web.actions.uncertainty import keep_uncertainty
from rechterhand.web.bridge.uncertain import Estimate, RiskEvent, Table, of_row
from rechterhand.web.data.models import Job, JobKind, Membership, Person, Project, Role, UncertaintyTable

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
HERE = "/projects/haven/history/"


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna", name="Anna de Wit")


@pytest.fixture
def haven(anna: Person) -> Project:
    row = project("Haven", anna)
    version(row, created_by=anna)
    activity(row, 35, "Inkopen")
    return row


def of(person: Person) -> Client:
    found = Client(headers={"accept-language": "nl"})
    found.force_login(person, backend=BACKEND)
    return found


@pytest.fixture
def client(anna: Person) -> Client:
    return of(anna)


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def uncertain(person: Person, row: Project, high: float, revision: int = 0) -> UncertaintyTable:
    risk = RiskEvent("R1", "Leverancier valt uit", 0.6, (35,), 1.0, 2.0, high)
    return keep_uncertainty(person, row.pk, revision, Table(0.9, 1.0, 1.4, 0.3, (Estimate(35, 9, 10, high),), (risk,)))


def events(client: Client, kind: str, label: str = "") -> list[Any]:
    shown = client.get(HERE).context["events"]
    return [one for one in shown if one.event.kind == kind and label in ("", one.event.label)]


class TestUncertainty:
    """Estimates and risks: which of them changed, and back."""

    def test_the_estimate_and_the_risk_that_changed_are_told_by_name(
        self, client: Client, anna: Person, haven: Project
    ) -> None:
        uncertain(anna, haven, 20)
        uncertain(anna, haven, 30, 1)

        (told,) = events(client, "uncertainty", "update")
        assert [(one.name, one.yours, one.theirs) for one in told.changes] == [
            ("Schatting: 35 · Inkopen", "9 – 10 – 20 d", "9 – 10 – 30 d"),
            ("Risico: Leverancier valt uit", "60 %: 1 – 2 – 20 d (35)", "60 %: 1 – 2 – 30 d (35)"),
        ]
        assert "Anna de Wit</strong> wijzigde schattingen en risico&#x27;s" in text(client.get(HERE))

    def test_one_goes_back_to_an_older_table_and_the_plan_is_reviewed(
        self, client: Client, anna: Person, haven: Project
    ) -> None:
        uncertain(anna, haven, 20)
        uncertain(anna, haven, 30, 1)
        (first,) = events(client, "uncertainty", "insert")
        (now,) = events(client, "uncertainty", "update")
        Job.objects.all().delete()

        told = {"kind": "uncertainty", "event": first.event.pk, "revision": first.event.revision}
        assert (first.event.back, now.event.back, now.event.is_now, first.event.revision) == (True, False, True, 2)
        assert client.post(f"{HERE}back/", told | {"revision": 1}).status_code == 409
        assert client.post(f"{HERE}back/", told).status_code == 302
        assert of_row(UncertaintyTable.objects.get()).estimates[0].high_days == 20
        assert Job.objects.filter(kind=JobKind.REVIEW).count() == 1

    def test_only_who_may_change_it_is_told_and_goes_back(self, anna: Person, haven: Project) -> None:
        uncertain(anna, haven, 20)
        uncertain(anna, haven, 30, 1)
        lead = Person.objects.create_user("mia")
        nova = programme("Nova")
        Project.objects.filter(pk=haven.pk).update(programme=nova)
        Membership.objects.create(person=lead, programme=nova, role=Role.PROGRAMME_MANAGER)
        (first,) = events(of(anna), "uncertainty", "insert")

        assert events(of(lead), "uncertainty") == []
        told = {"kind": "uncertainty", "event": first.event.pk}
        assert of(lead).post(f"{HERE}back/", told).status_code == 404

    def test_programs_see_it_and_go_back(self, anna: Person, haven: Project) -> None:
        uncertain(anna, haven, 20)
        uncertain(anna, haven, 30, 1)
        call = Caller(anna)
        found = [one for one in call.found("/projects/haven/history")["items"] if one["kind"] == "uncertainty"]
        line = found[0]["changes"][0]
        address = f"/projects/haven/history/{found[1]['id']}/back"

        assert (line["field"], line["about"]) == ("estimate", "35 · Inkopen")
        assert (line["before"]["high_days"], line["after"]["high_days"]) == (20, 30)
        assert call("POST", address, {"kind": "uncertainty"}, **{"If-Match": '"1"'}).status_code == 412
        assert call("POST", address, {"kind": "uncertainty"}, **{"If-Match": '"2"'}).status_code == 204
        assert of_row(UncertaintyTable.objects.get()).estimates[0].high_days == 20

    def test_of_a_large_table_the_page_shows_some_and_says_how_many_more(
        self, client: Client, anna: Person, haven: Project
    ) -> None:
        keep_uncertainty(anna, haven.pk, 0, Table(estimates=tuple(Estimate(key, 1, 2, 3) for key in range(1, 31))))

        assert "en nog 22 verschillen" in text(client.get(HERE))


def test_scenarios_and_versions_are_told(client: Client, anna: Person, haven: Project) -> None:
    form = ScenarioForm("Sneller", ("way:1",), {35: 12.0})
    row = keep_scenario(anna, haven.versions.get().pk, form)
    remove_scenario(anna, row.pk, 1)
    page = text(client.get(HERE))

    assert "bewaarde een scenario: Sneller" in page
    assert "verwijderde een scenario: Sneller" in page
    assert "Duur: 35 · Inkopen" in page
    assert "Anna de Wit</strong> uploadde een versie van de planning: 1 · plan 1.xml" in page
    assert "beoordeelde een versie van de planning: 1 · plan 1.xml" in page


def test_a_promise_that_changed_or_went_says_which(client: Client, anna: Person, haven: Project) -> None:
    promise(haven, date(2027, 3, 1))
    client.post(
        "/projects/haven/tolerances/",
        {
            "revision": "1", "cost_tolerance": "40000", "dates-TOTAL_FORMS": "1", "dates-INITIAL_FORMS": "1",
            "dates-0-what": "Oplevering", "dates-0-date": "2027-04-01", "dates-0-is_whole": "on",
        },
    )  # fmt: skip
    page = text(client.get(HERE))

    assert "Oplevering" in "".join(one.sentence for one in events(client, "committed_date"))
    assert all(one.sentence.endswith(": Oplevering") for one in events(client, "committed_date"))
    assert "40.000</ins>" in page
    assert "40000" not in page


def test_a_change_of_nothing_that_people_know_is_no_entry(client: Client, haven: Project) -> None:
    Project.objects.filter(pk=haven.pk).update(revision=2)
    Project.objects.filter(pk=haven.pk).update(is_demonstration=True)

    assert [one.event.label for one in events(client, "project")] == ["insert"]
    assert all(
        one["label"] == "insert" or one["changes"]
        for one in Caller(Person.objects.get()).found("/projects/haven/history")["items"]
    )


class TestLinks:
    """Links between projects, in the history of both and of the programme, for who sees both."""

    @pytest.fixture
    def nova(self, anna: Person, haven: Project) -> Any:
        made = programme("Nova")
        Project.objects.filter(pk=haven.pk).update(programme=made)
        kade = project("Kade", anna, programme=made)
        version(kade)
        activity(kade, 12, "Bouwen")
        Membership.objects.create(person=anna, programme=made, role=Role.PMO)
        add_link(anna, made.pk, Ends(haven.pk, 35, kade.pk, 12), Hold("FS", 2.0))
        return made

    def test_a_link_is_told_with_its_ends(self, client: Client, nova: Any) -> None:
        for address in (HERE, "/projects/kade/history/", "/programmes/nova/history/"):
            page = text(client.get(address))
            assert "Anna de Wit</strong> koppelde twee taken: Haven: 35 · Inkopen → Kade: 12 · Bouwen" in page

    def test_who_sees_one_end_alone_is_told_of_no_link(self, nova: Any, haven: Project) -> None:
        reader = Person.objects.create_user("bert")
        Membership.objects.create(person=reader, project=haven, role=Role.READER)

        assert "Kade" not in text(of(reader).get(HERE))
        assert [one for one in Caller(reader).found("/projects/haven/history")["items"] if one["kind"] == "link"] == []

    def test_a_programme_has_a_history_with_its_people(self, client: Client, anna: Person, nova: Any) -> None:
        client.post("/programmes/nova/change/", {"name": "Nova 2", "revision": 1})
        page = text(client.get("/programmes/nova/history/"))
        items = Caller(anna).found("/programmes/nova/history")["items"]

        assert "wijzigde het programma" in page
        assert "Nova 2</ins>" in page
        assert "gaf iemand een rol: Anna de Wit" in page
        assert {one["kind"] for one in items} == {"programme", "membership", "link"}
        assert "/programmes/nova/history/" in text(client.get("/programmes/nova/"))
