"""Files that rows name and that aren't there: pages say so, and the doctor finds which."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from tests.web.queries.scenery import project, reviewed

from rechterhand.text import render
from rechterhand.web.bridge import storage
from rechterhand.web.data.models import Person, PlanVersion, Project
from rechterhand.web.project.looking import files

pytestmark = pytest.mark.django_db
PLAN = "/projects/haven/plan/"


@pytest.fixture
def anna(client: Client) -> Person:
    person = Person.objects.create_user("anna", language="en")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return person


@pytest.fixture
def haven(anna: Person) -> Project:
    row = project("Haven", anna)
    made = reviewed(row)
    made.original = storage.keep_original(made.upload, "plan.xml", ContentFile(b"<plan/>"))
    made.save(update_fields=["original"])
    return row


@pytest.mark.parametrize("path", [PLAN, f"{PLAN}versions/1/original/", "/api/v1/projects/haven/versions/1/verdict"])
def test_a_page_says_that_the_file_is_gone(client: Client, haven: Project, settings: Any, path: str) -> None:
    assert client.get(path).status_code == 200
    shutil.rmtree(settings.MEDIA_ROOT)

    answer = client.get(path)

    assert answer.status_code == 500
    assert "keeps its files" in answer.content.decode()
    assert "rechterhand doctor" in answer.content.decode()


def test_the_doctor_says_which_files_are_gone(haven: Project, settings: Any) -> None:
    for looked in (files.all_there, files.newest_there):
        assert [one.state for one in looked()] == ["good"]
    gone = PlanVersion.objects.get().original
    (Path(settings.MEDIA_ROOT) / gone).unlink()

    for looked in (files.all_there, files.newest_there):
        (found,) = looked()
        assert found.state == "wrong"
        assert f"(1/3), such as {gone}" in render(found.told, "en")


def test_without_plans_nothing_is_said() -> None:
    assert list(files.all_there()) == []


def test_a_verdict_without_its_short_form_is_read_whole(client: Client, haven: Project, settings: Any) -> None:
    before = client.get(PLAN).status_code
    for one in Path(settings.MEDIA_ROOT).rglob("page-of-*"):
        one.unlink()

    assert (before, client.get(PLAN).status_code) == (200, 200)
    assert storage.load_if_there("plans/none") is None
