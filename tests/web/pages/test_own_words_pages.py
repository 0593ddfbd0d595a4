"""Forms speak in our own words and tell all that is wrong at once; conflicts tell values as their form has them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.pages.test_uncertainty_pages import HERE, risk, sent
from tests.web.queries.scenery import activity, programme, project, version

from rechterhand.web.data.models import Job, JobKind, JobState, Membership, Person, Programme, Project, Role

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def haven(client: Client) -> Project:
    anna = Person.objects.create_user("anna", language="nl")
    client.force_login(anna, backend=BACKEND)
    row = project("Haven", anna)
    version(row)
    activity(row, 10, "Inschrijvingen beoordelen")
    return row


def page(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"risks__0__chance": "170"}, "Dit is te veel: hoogstens 100."),
        ({"risks__0__chance": "-1"}, "Dit is te weinig: minstens 0."),
        ({"risks__0__chance": "veel"}, "Dit is geen getal."),
    ],
)
def test_a_value_out_of_bounds_is_told_in_our_words(
    client: Client, haven: Project, fields: dict[str, str], told: str
) -> None:
    answer = client.post(HERE, sent(**(risk() | fields)))

    assert answer.status_code == 422
    assert told in page(answer)
    assert "Zorg ervoor dat" not in page(answer)


def test_the_summary_of_a_form_too(client: Client, haven: Project) -> None:
    answer = client.post("/projects/haven/tolerances/", {"revision": "1", "time_tolerance_days": "1.5"})

    assert "Dit is geen heel getal." in page(answer)
    assert "Voer" not in page(answer)


def test_pasted_rows_are_judged_beside_all_else(client: Client, haven: Project) -> None:
    answer = client.post(HERE, sent(pasted="Bestaat niet\t1\t2\t3", **(risk() | {"risks__0__chance": "170"})))

    assert "Dit is te veel: hoogstens 100." in page(answer)
    assert "Regel 1" in page(answer)


def test_a_conflict_tells_the_range_as_its_form_has_it(client: Client, haven: Project) -> None:
    client.post(HERE, sent(longer="70"))
    answer = client.post(HERE, sent(longer="40"))

    assert answer.status_code == 409
    assert '<th scope="row">Langer, hoogstens</th><td>40 %</td><td>70 %</td>' in page(answer)


def test_a_conflict_about_dates_tells_which_is_the_end_of_the_whole(client: Client, haven: Project) -> None:
    lines = {
        "dates-TOTAL_FORMS": "1",
        "dates-INITIAL_FORMS": "0",
        "dates-0-what": "Klaar",
        "dates-0-date": "2027-03-01",
    }
    told = {"revision": "1", **lines}
    client.post("/projects/haven/tolerances/", told | {"dates-0-is_whole": "on"})
    answer = client.post("/projects/haven/tolerances/", told)

    assert answer.status_code == 409
    assert "(Einde van het hele project)" in page(answer)


def test_made_files_of_one_name_are_told_apart(client: Client, haven: Project) -> None:
    made = haven.versions.get()
    for language in ("nl", "en"):
        result = {"file": "x", "name": "plan.pdf", "left_out": [], "language": language}
        Job.objects.create(kind=JobKind.EXPORT, project=haven, version=made, state=JobState.DONE, result=result,
                           work={"suffix": ".pdf", "names": False})  # fmt: skip
    found = page(client.get("/projects/haven/plan/versions/1/export/"))

    assert found.count(">plan.pdf<") == 2
    assert "Nederlands," in found
    assert "English," in found


class TestProgrammes:
    """Where there is one way to go on, it is offered."""

    def test_the_only_account_is_pmo_of_a_new_programme(self, client: Client) -> None:
        anna = Person.objects.create_user("anna", is_administrator=True)
        client.force_login(anna, backend=BACKEND)

        assert f'<option value="{anna.pk}" selected>' in page(client.get("/programmes/new/"))
        Person.objects.create_user("bert")
        assert f'<option value="{anna.pk}" selected>' not in page(client.get("/programmes/new/"))

    @pytest.mark.parametrize(("role", "offered"), [(Role.PMO, True), (Role.READER, False)])
    def test_an_empty_programme_offers_to_begin_a_project(self, client: Client, role: Role, offered: bool) -> None:
        anna, nova = Person.objects.create_user("anna", language="nl"), programme("Nova")
        Membership.objects.create(person=anna, programme=nova, role=role)
        client.force_login(anna, backend=BACKEND)
        found = page(client.get("/programmes/nova/"))

        assert ("Begin hier het eerste" in found) is offered
        assert found.count("/projects/new/?programme=nova") == (2 if offered else 0)
        assert Programme.objects.count() == 1


def test_where_nobody_has_an_account_one_comes_to_the_first_page(client: Client) -> None:
    assert client.get("/portfolio/").headers["Location"] == "/"
    project("Haven", Person.objects.create_user("anna"))
    assert client.get("/portfolio/").headers["Location"].startswith(reverse("account_login"))
