"""The latest version itself: as bars, and as a sheet."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from tests.cases.verdicts import ordinary
from tests.web.queries.scenery import project, reviewed, version

from rechterhand.web.data.models import LatestActivity, Person, Project

pytestmark = pytest.mark.django_db
PLAN = "/projects/haven/plan/"


@pytest.fixture
def haven(client: Client) -> Project:
    anna = Person.objects.create_user("anna", language="nl")
    client.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")
    return project("Haven", anna)


def test_the_gantt_has_every_row_in_its_outline_and_every_link(client: Client, haven: Project) -> None:
    reviewed(haven)
    plan = ordinary().plan

    told = client.get(f"{PLAN}gantt/rows/").json()

    assert [one["name"] for one in told["rows"]] == [one.name for one in plan.activities]
    assert told["rows"][0]["level"] == 0
    assert max(one["level"] for one in told["rows"]) > 1
    assert len(told["links"]) == len(plan.links)
    assert client.get(f"{PLAN}gantt/").status_code == 200


def test_a_summary_spans_the_work_below_it(client: Client, haven: Project) -> None:
    reviewed(haven)

    for one in LatestActivity.objects.filter(is_summary=True):
        below = LatestActivity.objects.filter(parent_id=one.activity_id)
        assert one.start == min(each.start for each in below)
        assert one.finish == max(each.finish for each in below)


def test_the_sheet_has_a_row_an_activity_with_its_figures(client: Client, haven: Project) -> None:
    reviewed(haven)

    told = client.get(f"{PLAN}sheet/rows/").json()

    assert [one["title"] for one in told["columns"]][:4] == ["WBS", "Taak", "Begin", "Einde"]
    assert len(told["rows"]) == len(ordinary().plan.activities)
    dear = [one for one in told["rows"] if one["price"]]
    assert dear
    assert all(one["url"].startswith(f"{PLAN}activities/") for one in told["rows"])
    assert set(told["rows"][0]) == {one["field"] for one in told["columns"]} | {"url"}


@pytest.mark.parametrize("page", ["gantt", "sheet"])
def test_without_a_plan_the_page_says_how_to_begin(client: Client, haven: Project, page: str) -> None:
    answer = client.get(f"{PLAN}{page}/")

    assert "Nog geen planning" in answer.content.decode()
    assert client.get(f"{PLAN}{page}/rows/").json()["rows"] == []


@pytest.mark.parametrize("page", ["gantt/rows", "sheet/rows"])
def test_thousands_of_rows_take_no_more_statements(
    client: Client, haven: Project, django_assert_max_num_queries: Any, page: str
) -> None:
    row = version(haven, upload=uuid.uuid4())
    LatestActivity.objects.bulk_create(
        LatestActivity(
            project=haven, version=row, position=each, activity_id=each, name=f"Taak {each}", type="task",
            start="2027-01-04T09:00Z", finish="2027-01-08T17:00Z",
        )
        for each in range(1, 3001)
    )  # fmt: skip

    with django_assert_max_num_queries(9):
        assert len(client.get(f"{PLAN}{page}/").json()["rows"]) == 3000
