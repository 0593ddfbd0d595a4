"""The latest version itself: as bars, and as a sheet."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from tests.cases.verdicts import ordinary
from tests.web.queries.scenery import activity, project, reviewed, version

from rechterhand.web.data.models import LatestActivity, LatestLink, Person, Project

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

    assert [one["title"] for one in told["columns"]][:5] == ["WBS", "Nr.", "Taak", "Begin", "Einde"]
    assert len(told["rows"]) == len(ordinary().plan.activities)
    dear = [one for one in told["rows"] if one["price"]]
    assert dear
    assert all(one["url"].startswith(f"{PLAN}activities/") for one in told["rows"])
    also = {"url", "level", "summary", "code"}
    assert set(told["rows"][0]) == {one["field"] for one in told["columns"]} | also


def test_the_sheet_tells_outline_days_and_links(client: Client, haven: Project) -> None:
    row = version(haven)
    names = {"duration_minutes": 960, "total_float_minutes": 240}
    activity(haven, 1, "Fase", is_summary=True, outline_level=1)
    activity(haven, 2, "Bouwen", outline_level=2, **names)
    activity(haven, 3, "Keuren", outline_level=2, **names)
    for kind, told in (
        ("FS", {"lag_minutes": 960, "lag_unit": "working"}), ("SS", {"lag_percent": 50, "lag_unit": "percent"}),
        ("FF", {"lag_minutes": -1440, "lag_unit": "elapsed"}),
    ):  # fmt: skip
        LatestLink.objects.create(project=haven, version=row, predecessor_id=2, successor_id=3, type=kind, **told)

    told_of = client.get(f"{PLAN}sheet/rows/").json()
    fields = [one["field"] for one in told_of["columns"]]
    phase, build, check = told_of["rows"]

    assert [(one["level"], one["summary"]) for one in (phase, build, check)] == [(0, True), (1, False), (1, False)]
    assert (build["duration"], build["total_float"]) == (2, 0.5)
    assert check["predecessors"] == "2FS+2d; 2SS+50%; 2FF-1ed"
    assert build["successors"] == "3FS+2d; 3SS+50%; 3FF-1ed"
    assert "code" not in fields
    assert "number" in fields

    LatestActivity.objects.filter(activity_id=2).update(code="A1010", wbs="HAVEN.1")
    told_of = client.get(f"{PLAN}sheet/rows/").json()
    assert "code" in [one["field"] for one in told_of["columns"]]
    assert told_of["rows"][1]["code"] == "A1010"
    assert told_of["rows"][2]["predecessors"].startswith("A1010FS+2d")


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
