"""Projects and programmes on pages: begun, changed, decided, peopled, remembered and found."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.web.queries.scenery import activity, programme, project, promise, version

from rechterhand.web.actions.memberships import add_membership
from rechterhand.web.actions.projects import ProjectForm, create_project
from rechterhand.web.data.models import Membership, Person, Project, Role
from rechterhand.web.pages import history as history_page
from rechterhand.web.queries import history, programmes

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
OVERVIEW = 15
"""Session, person, guard and roles, the overview, and what every page asks."""


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna", name="Anna de Wit")


def of(person: Person) -> Client:
    found = Client(headers={"accept-language": "nl"})
    found.force_login(person, backend=BACKEND)
    return found


@pytest.fixture
def client(anna: Person) -> Client:
    return of(anna)


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def haven(anna: Person) -> Project:
    return project("Haven", anna)


def about(row: Project, **changes: Any) -> dict[str, Any]:
    return {"name": row.name, "revision": row.revision, **changes}


def test_a_name_is_enough_to_begin_and_who_begins_is_pmo(client: Client, anna: Person) -> None:
    answer = client.post("/projects/new/", {"name": "New", "tags": "kade, water,"})

    row = Project.objects.get()
    assert answer.url == "/projects/new-2/"  # 'new' is a page
    assert row.tags == ["kade", "water"]
    assert Membership.objects.get().role == Role.PMO
    assert "Nog geen beoordeelde planning" in text(client.get(answer.url))


def test_a_form_that_is_wrong_says_where_and_keeps_what_was_typed(client: Client) -> None:
    answer = client.post("/projects/new/", {"name": "", "unit": "Bouw"})

    assert answer.status_code == 422
    assert 'value="Bouw"' in text(answer)
    assert 'aria-invalid="true"' in text(answer)


def test_nobody_begins_a_project_in_a_programme_of_others(client: Client, anna: Person) -> None:
    theirs = programme("Nova")

    assert client.post("/projects/new/", {"name": "Haven", "programme": theirs.pk}).status_code == 422
    Membership.objects.create(person=anna, programme=theirs, role=Role.PMO)
    assert client.post("/projects/new/", {"name": "Haven", "programme": theirs.pk}).status_code == 302
    assert Project.objects.get().programme == theirs


def test_the_overview_says_why_and_what_to_do(client: Client, anna: Person, haven: Project) -> None:
    haven.time_tolerance_days = 10
    haven.save()
    promise(haven, date(2027, 2, 1))
    version(haven)
    activity(haven, 1, "Stuurgroep besluit", is_milestone=True, finish="2027-01-11T09:00Z")

    shown = text(client.get("/projects/haven/"))

    for words in (
        "Te laat", "Met 80 % zekerheid klaar op 15 maart 2027", "Wachten op Haven", "Besluit nu", "Stuurgroep besluit",
        "Dat is meer dan de tolerantie van 10 werkdagen.", "Anna de Wit", "PMO&#x27;er", "Dat is meer",
    ):  # fmt: skip
        assert words in shown or words.replace("&#x27;", "'") in shown, words


def test_marks_of_the_tolerance_are_told_in_the_order_in_which_they_stand(client: Client, haven: Project) -> None:
    haven.time_tolerance_days = 20
    haven.save()
    promise(haven, date(2027, 2, 1))
    version(haven, planned_finish=date(2027, 2, 15))

    answer = client.get("/projects/haven/")

    (gauge,) = answer.context["gauges"]
    assert [(name, one.value) for name, one in gauge.marks] == [("planned", 10), ("limit", 20), ("forecast", 30)]
    shown = text(answer)
    key = shown[shown.index('class="gauge-key"') :]
    assert key.index('class="planned"') < key.index('class="limit"') < key.index('class="forecast"')
    assert "werkdagen na de toegezegde datum" in shown


def test_what_is_ahead_of_the_promise_is_told_as_it_is(client: Client, haven: Project) -> None:
    haven.time_tolerance_days = 20
    haven.save()
    promise(haven, date(2027, 3, 29))
    version(haven, planned_finish=date(2027, 2, 15))

    (gauge,) = client.get("/projects/haven/").context["gauges"]

    assert [(name, one.value) for name, one in gauge.marks] == [("planned", -30), ("forecast", -10), ("limit", 20)]
    assert 'x1="-' not in client.get("/projects/haven/").content.decode()


def test_what_moved_says_what_it_is_that_moved(client: Client, haven: Project) -> None:
    version(haven, moved_days=2.5)

    shown = text(client.get("/projects/haven/"))

    assert "geplande einde verschoof" in shown
    assert "Over P80 zegt dit niets." in shown


def test_a_role_by_the_project_and_by_its_programme_stands_once_on_the_overview(client: Client, anna: Person) -> None:
    nova = programme("Nova")
    Membership.objects.create(person=anna, programme=nova, role=Role.PMO)
    project("Haven", anna, programme=nova)

    assert [one.name for one, _ in client.get("/projects/haven/").context["people"]] == ["Anna de Wit"]


def test_two_people_at_once_both_versions_and_nothing_lost(client: Client, haven: Project) -> None:
    seen = haven.revision
    assert client.post("/projects/haven/change/", about(haven, name="Haven Oost")).status_code == 302

    answer = client.post("/projects/haven/change/", about(haven, name="Haven West", revision=seen))

    shown = text(answer)
    assert answer.status_code == 409
    assert "<td>Haven West</td><td>Haven Oost</td>" in shown
    assert 'value="Haven West"' in shown
    assert f'name="revision" value="{seen + 1}"' in shown
    assert Project.objects.get().name == "Haven Oost"
    assert client.post("/projects/haven/change/", about(haven, name="Haven West", revision=seen + 1)).status_code == 302
    assert Project.objects.get().name == "Haven West"


def test_archived_and_taken_back(client: Client, haven: Project) -> None:
    client.post(f"/projects/haven/archive/?revision={haven.revision}")

    assert "Haven" not in text(client.get("/portfolio/"))
    assert "Haven" in text(client.get("/projects/?archived=1"))
    assert "Terughalen uit het archief" in text(client.get("/projects/haven/"))
    assert client.post(f"/projects/haven/archive/?revision={haven.revision}").status_code == 409
    client.post("/projects/haven/archive/")
    assert Project.objects.get().archived_at is None


def dates(*lines: tuple[str, str, bool], **more: Any) -> dict[str, Any]:
    told: dict[str, Any] = {"dates-TOTAL_FORMS": len(lines), "dates-INITIAL_FORMS": 0, **more}
    for place, (what, day, whole) in enumerate(lines):
        told |= {f"dates-{place}-what": what, f"dates-{place}-date": day}
        told |= {f"dates-{place}-is_whole": "on"} if whole else {}
    return told


def test_tolerances_and_promised_dates_are_kept_together(client: Client, haven: Project) -> None:
    lines = (("Oplevering", "2027-02-01", True), ("Besluit", "2026-12-01", False), ("", "", False))
    answer = client.post(
        "/projects/haven/tolerances/", dates(*lines, revision=1, time_tolerance_days=10, cost_tolerance="2500.50")
    )

    row = Project.objects.get()
    assert answer.status_code == 302
    assert (row.time_tolerance_days, str(row.cost_tolerance)) == (10, "2500.50")
    assert list(row.committed_dates.values_list("what", flat=True)) == ["Besluit", "Oplevering"]
    stale = client.post("/projects/haven/tolerances/", dates(("Later", "2027-05-01", True), revision=1))
    assert stale.status_code == 409
    assert "Later 01-05-2027" in text(stale)
    assert Project.objects.get().time_tolerance_days == 10


@pytest.mark.parametrize(
    "lines",
    [
        (("Oplevering", "", False),),
        (("", "2027-01-01", False),),
        (("Een", "2027-01-01", True), ("Twee", "2027-02-01", True)),
        (("Een", "31-02-2027", False),),
    ],
)
def test_dates_that_do_not_fit_are_refused(client: Client, haven: Project, lines: Any) -> None:
    answer = client.post("/projects/haven/tolerances/", dates(*lines, revision=1, time_tolerance_days=3))

    assert answer.status_code == 422
    assert Project.objects.get().time_tolerance_days is None


def test_health_needs_a_reason_and_stands_beside_what_is_computed(client: Client, haven: Project) -> None:
    promise(haven, date(2027, 2, 1))
    version(haven)

    assert client.post("/projects/haven/health/", {"revision": 1, "health": "fine"}).status_code == 422
    told = {"revision": 1, "health": "fine", "health_reason": "De leverancier bevestigde."}
    assert client.post("/projects/haven/health/", told).status_code == 302
    shown = text(client.get("/projects/haven/"))
    assert "De leverancier bevestigde." in shown
    assert "Te laat" in shown
    assert "Op koers" in shown


def test_people_get_change_and_lose_roles(client: Client, haven: Project) -> None:
    bert = Person.objects.create_user("bert")
    add = {"person": bert.pk, "role": "reader"}

    assert client.post("/projects/haven/people/add/", add).status_code == 302
    assert client.post("/projects/haven/people/add/", add).status_code == 422
    row = Membership.objects.get(person=bert)
    told = {"membership": row.pk, "seen": "reader", "role": "chair"}
    assert client.post("/projects/haven/people/change/", told).status_code == 302
    assert client.post("/projects/haven/people/change/", told).status_code == 409
    assert client.post("/projects/haven/people/remove/", {"membership": row.pk}).status_code == 302
    assert not Membership.objects.filter(person=bert).exists()


def undo(client: Client, page: str) -> int:
    """Press the button in the message."""
    forms = re.findall(r'<form method="post" action="([^"]+)">(.*?)<button class="btn btn-sm">Ongedaan', page)
    path, fields = forms[-1]
    told = dict(re.findall(r'name="(\w+)" value="([^"]*)"', fields))
    return client.post(path, told).status_code


def test_a_role_that_was_changed_or_taken_is_had_back_at_a_press(client: Client, haven: Project) -> None:
    row = add_membership(None, haven, Person.objects.create_user("bert"), Role.READER)
    told = {"membership": row.pk, "seen": "reader", "role": "chair"}

    changed = client.post("/projects/haven/people/change/", told, follow=True)
    assert undo(client, text(changed)) == 302
    assert Membership.objects.get(pk=row.pk).role == Role.READER
    gone = client.post("/projects/haven/people/remove/", {"membership": row.pk}, follow=True)
    assert undo(client, text(gone)) == 302
    assert Membership.objects.get(person=row.person).role == Role.READER


def test_who_comes_too_late_without_a_form_sees_both_versions_too(client: Client, haven: Project) -> None:
    row = add_membership(None, haven, Person.objects.create_user("bert"), Role.READER)
    told = {"membership": row.pk, "seen": "reader", "role": "chair"}
    client.post("/projects/haven/people/change/", told)
    origin = "http://testserver/projects/haven/people/?find=bert"

    late = client.post("/projects/haven/people/change/", told | {"role": "steering"}, headers={"Referer": origin})
    client.post(f"/projects/haven/archive/?revision={haven.revision}")
    later = client.post(f"/projects/haven/archive/?revision={haven.revision}")

    assert (late.status_code, later.status_code) == (409, 409)
    assert "<td>Stuurgroep</td><td>Voorzitter van de stuurgroep</td>" in text(late)
    assert "<strong>Anna de Wit</strong>" in text(late)
    assert 'href="/projects/haven/people/?find=bert"' in text(late)
    assert "Gearchiveerd op</th>" in text(later)


def test_what_was_typed_stays_where_nobody_would_look_after_it(client: Client, anna: Person) -> None:
    nova = programme("Nova")
    Membership.objects.create(person=anna, programme=nova, role=Role.PMO)
    kade = create_project(anna, ProjectForm("Kade", programme_id=nova.pk))
    Membership.objects.filter(project=kade).delete()

    answer = client.post("/projects/kade/change/", about(kade, name="Kade Oost", programme=""))

    assert answer.status_code == 422
    assert 'value="Kade Oost"' in text(answer)
    assert 'role="alert"' in text(answer)


def test_a_role_elsewhere_is_out_of_reach(client: Client, anna: Person, haven: Project) -> None:
    other = project("Kade", Person.objects.create_user("bert"))
    row = other.memberships.get()

    assert client.post("/projects/haven/people/remove/", {"membership": row.pk}).status_code == 404
    assert client.post("/projects/kade/people/remove/", {"membership": row.pk}).status_code == 404


def test_history_tells_and_leads_back(client: Client, haven: Project) -> None:
    client.post("/projects/haven/change/", about(haven, name="Haven Oost", phase="delivery"))
    shown = client.get("/projects/haven/history/")
    first = [one for one in shown.context["events"] if one.event.kind == "project"][-1]

    assert "<strong>Anna de Wit</strong> wijzigde het project" in text(shown)
    assert "Haven Oost</ins>" in text(shown)
    assert "Uitvoering</ins>" in text(shown)
    told = {"kind": "project", "event": first.event.pk, "revision": 2}
    assert client.post("/projects/haven/history/back/", told | {"revision": 1}).status_code == 409
    assert client.post("/projects/haven/history/back/", told).status_code == 302
    assert Project.objects.get().name == "Haven"


def test_history_gives_back_no_more_than_one_may_change(client: Client, haven: Project) -> None:
    leader = Person.objects.create_user("lea")
    Membership.objects.create(person=leader, project=haven, role=Role.PROJECT_LEADER)
    client.post("/projects/haven/tolerances/", dates(revision=1, time_tolerance_days=5))
    shown = client.get("/projects/haven/history/")
    first = [one for one in shown.context["events"] if one.event.kind == "project"][-1]
    other = project("Kade", leader)
    kade = of(leader).get("/projects/kade/history/").context["events"][-1]

    told = {"kind": "project", "event": first.event.pk}
    assert of(leader).post("/projects/haven/history/back/", told).status_code == 403
    assert (
        client.post("/projects/haven/history/back/", {"kind": kade.event.kind, "event": kade.event.pk}).status_code
        == 404
    )
    assert Project.objects.get(pk=haven.pk).time_tolerance_days == 5
    assert other.pk


def test_a_role_that_was_taken_away_comes_back(client: Client, haven: Project) -> None:
    row = Membership.objects.create(person=Person.objects.create_user("bert"), project=haven, role=Role.READER)
    client.post("/projects/haven/people/remove/", {"membership": row.pk})
    shown = client.get("/projects/haven/history/")
    gone = next(one for one in shown.context["events"] if one.event.label == "delete")

    assert "haalde een rol weg" in text(shown)
    client.post("/projects/haven/history/back/", {"kind": "membership", "event": gone.event.pk})
    assert Membership.objects.filter(person__username="bert").exists()


def test_palette_and_search_find_what_one_may_see(client: Client, haven: Project) -> None:
    version(haven)
    activity(haven, 1, "Aanbesteding voorbereiden")
    project("Haven van een ander")

    lines = client.get("/projects/palette/?q=haven").json()
    shown = text(client.get("/projects/search/?q=aanbestedingen"))

    assert lines[0] == {"name": "Haven", "url": "/projects/haven/", "group": "Projecten", "hint": ""}
    assert [one["name"] for one in lines[1:]] == ["Alles wat gevonden is"]
    assert client.get("/projects/palette/?q=").json() == []
    assert "Aanbesteding voorbereiden" in shown
    assert "Niets gevonden" in text(client.get("/projects/search/?q=zeppelin"))


def test_palette_tells_what_can_be_done_where_one_is(client: Client, haven: Project) -> None:
    version(haven)
    bert = Person.objects.create_user("bert", language="nl")
    Membership.objects.create(person=bert, project=haven, role=Role.READER)
    asked = "/projects/palette/?project=haven&q="

    mine, theirs = (
        {one["name"]: one for one in of(each).get(asked).json()} for each in (Person.objects.get(username="anna"), bert)
    )

    assert {"Gantt", "Tabel", "Versies", "Onzekerheid", "Wat als", "Geschiedenis", "Mensen"} <= set(mine)
    assert mine["Gantt"] == {"name": "Gantt", "url": "/projects/haven/plan/gantt/", "group": "Haven", "hint": ""}
    assert set(mine) - set(theirs) == {"Onzekerheid", "Wat als", "Planning toevoegen", "Wijzigen"}
    assert [one["name"] for one in client.get(f"{asked}onz").json()] == ["Onzekerheid"]
    assert of(Person.objects.create_user("carl")).get(asked).json() == []
    page = text(client.get("/projects/haven/"))
    assert 'data-url="/projects/palette/?project=haven"' in page
    assert "#do:theme:dark" in page
    assert 'data-do="sign-out"' in page


def test_a_programme_shows_its_projects_and_a_lead_only_counts(client: Client, anna: Person) -> None:
    nova = programme("Nova")
    lead = Person.objects.create_user("lead")
    Membership.objects.create(person=lead, programme=nova, role=Role.PMO_LEAD)
    for name in ("Haven", "Kade", "Sluis"):
        assert "Te laat" not in text(of(lead).get("/programmes/nova/")), "one or two would be known by it"
        row = project(name, anna, programme=nova)
        promise(row, date(2027, 2, 1))
        version(row)

    mine, theirs = text(client.get("/programmes/nova/")), text(of(lead).get("/programmes/nova/"))

    assert "Wachten op Haven" in mine
    assert "<strong>3</strong>" in theirs
    assert "Te laat" in theirs
    assert "Haven" not in theirs
    assert "Je ziet hier alleen totalen" in theirs
    assert "Nog geen projecten" not in theirs


def test_an_administrator_begins_a_programme_and_changes_it() -> None:
    root = of(Person.objects.create_user("root", is_administrator=True))

    ruth = Person.objects.get(username="root")
    assert root.post("/programmes/new/", {"name": "Nova"}).status_code == 422
    assert root.post("/programmes/new/", {"name": "Nova", "pmo": ruth.pk}).url == "/programmes/nova/"
    assert root.post("/programmes/nova/change/", {"name": "Nova 2", "revision": 1}).status_code == 302
    assert root.post("/programmes/nova/change/", {"name": "Nova 3", "revision": 1}).status_code == 409
    bert = Person.objects.create_user("bert")
    told = {"person": bert.pk, "role": "programme_manager"}
    assert root.post("/programmes/nova/people/add/", told).status_code == 302
    assert "Nova 2" in text(of(bert).get("/projects/"))
    assert root.post("/programmes/nova/archive/?revision=2").status_code == 302


def test_an_administrator_names_somebody_else_as_pmo_and_sees_nothing_of_it() -> None:
    root, bert = of(Person.objects.create_user("root", is_administrator=True)), Person.objects.create_user("bert")

    made = root.post("/programmes/new/", {"name": "Nova", "pmo": bert.pk}, follow=True)

    assert made.redirect_chain == [("/projects/", 302)]
    assert "PMO'er" in text(made).replace("&#x27;", "'")
    assert root.get("/programmes/nova/").status_code == 404
    assert of(bert).get("/programmes/nova/").status_code == 200
    assert [one.person for one in Membership.objects.all()] == [bert]


def test_people_are_found_by_two_letters_of_what_they_are_called(client: Client, haven: Project) -> None:
    Person.objects.create_user("secret-sign-in", name="Bert Bos", email="bert@example.org")

    nobody = client.get("/projects/haven/people/")
    one, two = (text(client.get(f"/projects/haven/people/?find={part}")) for part in ("b", "be"))
    by_name = text(client.get("/projects/haven/people/?find=secret"))
    by_address = text(client.get("/projects/haven/people/?find=example"))

    assert "Bert Bos" not in text(nobody) + one + by_name + by_address
    assert "Bert Bos" in two
    assert "secret-sign-in" not in two
    assert "bert@example.org" not in two
    assert "Niemand met een account heet zo." in by_name


def test_where_administrators_alone_invite_others_are_told_so(client: Client, haven: Project, settings: Any) -> None:
    settings.INVITATIONS = "administrators"
    told = {"name": "Bert", "role": "reader", "language": "nl"}

    shown = client.get("/projects/haven/people/")
    answer = client.post("/projects/haven/people/invite/", told)

    assert "nodigen alleen beheerders" in text(shown)
    assert "/people/invite/" not in text(shown)
    assert answer.status_code == 403
    assert not Person.objects.filter(name="Bert").exists()
    root = Person.objects.create_user("root", is_administrator=True)
    Membership.objects.create(person=root, project=haven, role=Role.PMO)
    assert of(root).post("/projects/haven/people/invite/", told).status_code == 302
    bert = Person.objects.get(name="Bert")
    Person.objects.filter(pk=bert.pk).update(invited_by=haven.memberships.exclude(person__in=[root, bert]).get().person)
    assert client.post("/projects/haven/people/invite/again/", {"person": bert.pk}).status_code == 403


def test_a_large_programme_lists_the_worst_and_says_where_the_others_are(
    client: Client, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programmes, "MOST", 2)
    nova = programme("Nova")
    for name, day in (("Vroeg", date(2027, 3, 20)), ("Laat", date(2027, 1, 4)), ("Later", date(2027, 1, 2))):
        row = project(name, anna, programme=nova)
        version(row)
        promise(row, day)

    page = text(client.get("/programmes/nova/"))

    assert "Hier staan 2 projecten: die er het slechtst voor staan." in page
    assert 'href="/portfolio/?programme=nova"' in page
    assert "/projects/vroeg/" not in page.partition("<table")[2]


def test_a_long_history_says_that_it_is_cut(
    client: Client, anna: Person, haven: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "De laatste" not in text(client.get("/projects/haven/history/"))
    monkeypatch.setattr(history, "MOST", 1)
    monkeypatch.setattr(history_page, "MOST", 1)

    assert "De laatste 1 wijziging van elke soort staat hier." in text(client.get("/projects/haven/history/"))


@pytest.mark.parametrize("count", [1, 3])
def test_an_overview_takes_as_many_statements_for_any_number_of_rows(
    client: Client, anna: Person, haven: Project, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        version(haven, created_by=anna)
        Membership.objects.create(person=Person.objects.create_user(f"p{number}"), project=haven, role=Role.READER)

    with django_assert_num_queries(OVERVIEW):
        client.get("/projects/haven/")
