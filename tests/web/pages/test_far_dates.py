"""Dates at the end of the calendar: refused where they are entered, and no page breaks on one."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.web.api.calling import Caller, problem
from tests.web.queries import scenery

from rechterhand.web.data.models import CommittedDate, Person, Project

pytestmark = pytest.mark.django_db
DAYS = [date(9999, 12, 31), date(1, 1, 1)]


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna", language="en")


@pytest.fixture
def client(anna: Person) -> Client:
    found = Client(headers={"accept-language": "en"})
    found.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")
    return found


@pytest.fixture
def haven(anna: Person) -> Project:
    row = scenery.project("Haven", anna)
    scenery.reviewed(row)
    return row


@pytest.mark.parametrize("day", DAYS)
def test_pages_show_a_date_that_is_there_already(client: Client, haven: Project, day: date) -> None:
    CommittedDate.objects.create(project=haven, what="Ooit", date=day, is_whole=True)

    for path in (
        "/projects/haven/",
        "/projects/haven/plan/",
        "/portfolio/?show=timeline",
        "/projects/haven/plan/gantt/",
    ):
        assert client.get(path).status_code in {200, 404}, path
    assert client.get("/portfolio/?show=timeline").status_code == 200
    assert client.get("/projects/haven/plan/").status_code == 200


@pytest.mark.parametrize("day", ["9999-12-31", "1949-12-31", "2151-01-01"])
def test_such_a_date_is_refused_where_it_is_entered(client: Client, anna: Person, haven: Project, day: str) -> None:
    body = {"committed_dates": [{"what": "Ooit", "date": day, "whole": True}]}
    told = problem(Caller(anna)("PUT", "/projects/haven/committed-dates", body, **{"If-Match": '"1"'}))
    assert (told["status"], told["problems"]) == (422, ["A date lies between 1950 and 2150."])

    form = {
        "dates-TOTAL_FORMS": "1", "dates-INITIAL_FORMS": "0", "revision": "1", "dates-0-what": "Ooit",
        "dates-0-date": day, "time_tolerance_days": "", "cost_tolerance": "",
    }  # fmt: skip
    answer = client.post("/projects/haven/tolerances/", form)
    assert answer.status_code == 422
    assert "A date lies between 1950 and 2150." in answer.content.decode()
    assert not CommittedDate.objects.exists()


@pytest.mark.parametrize("day", ["1950-01-01", "2150-12-31"])
def test_the_first_and_the_last_are_taken(anna: Person, haven: Project, day: str) -> None:
    body = {"committed_dates": [{"what": "Ooit", "date": day, "whole": True}]}

    answer = Caller(anna)("PUT", "/projects/haven/committed-dates", body, **{"If-Match": '"1"'})

    assert answer.status_code == 200
