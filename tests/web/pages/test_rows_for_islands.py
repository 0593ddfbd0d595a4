"""Rows of a plan on their way to the browser, and what the log says of a request."""

from __future__ import annotations

import gzip
import json
import logging
from typing import Any

import pytest
from django.test import Client
from tests.web.queries.scenery import activity, project, version

from rechterhand.web.data.models import LatestActivity, Person, Project

pytestmark = pytest.mark.django_db
HERE = "/projects/haven/plan/"


@pytest.fixture
def haven(client: Client) -> Project:
    anna = Person.objects.create_user("anna", language="nl")
    client.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")
    row = project("Haven", anna)
    version(row)
    dates = {"start": "2027-01-04T08:00", "finish": "2027-02-01T17:00", "finish_p80": "2027-02-08T17:30"}
    activity(row, 1, "Kade bouwen", findings=["leads"], finish_p50="2027-02-01T17:00", **dates)
    return row


@pytest.mark.parametrize("page", ["gantt", "sheet"])
def test_many_rows_are_sent_compressed_to_who_takes_that(client: Client, haven: Project, page: str) -> None:
    one = LatestActivity.objects.get()
    for key in range(2, 200):
        one.pk, one.activity_id, one.position = None, key, key
        one.save(force_insert=True)

    plain = client.get(f"{HERE}{page}/rows/")
    packed = client.get(f"{HERE}{page}/rows/", headers={"Accept-Encoding": "gzip, br"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert json.loads(gzip.decompress(packed.content)) == json.loads(plain.content)
    assert len(packed.content) * 10 < len(plain.content)
    assert len(plain.json()["rows"]) == 199


def test_rows_tell_moments_as_minutes_and_findings_in_words(client: Client, haven: Project) -> None:
    answer = client.get(f"{HERE}gantt/rows/")

    row = answer.json()["rows"][0]
    assert (row["start"], row["finish"] - row["start"]) == (29_984_160, 28 * 1440 + 540)
    assert row["spread"] == [row["finish"], row["finish"] + 7 * 1440 + 30]
    assert row["findings"] != ["checks.leads.title"]


def test_the_log_says_how_often_the_database_was_asked(
    client: Client, haven: Project, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "rechterhand.request"):
        client.get(f"{HERE}versions/")

    told: Any = caplog.records[-1].msg
    assert told["path"] == f"{HERE}versions/"
    assert 5 <= told["statements"] <= 12
