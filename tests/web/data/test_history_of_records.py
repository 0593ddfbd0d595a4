"""History that triggers write, and that nobody rewrites."""

from __future__ import annotations

from typing import Any

import pghistory
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from rechterhand.web.data.models import (
    Job,
    JointReview,
    LatestActivity,
    LatestLink,
    Person,
    PlanVersion,
    Project,
    RequestCount,
)

pytestmark = pytest.mark.django_db

WITHOUT = {RequestCount, PlanVersion, LatestActivity, LatestLink, Job, JointReview}


def event_models() -> list[type[models.Model]]:
    return [one for one in apps.get_app_config("rechterhand").get_models() if hasattr(one, "pgh_tracked_model")]


def test_every_record_has_history_but_contents_and_jobs() -> None:
    tracked = {one.pgh_tracked_model for one in event_models()}
    kept = {one for one in apps.get_app_config("rechterhand").get_models() if not hasattr(one, "pgh_tracked_model")}

    assert kept - tracked == WITHOUT


def test_a_change_is_kept_with_who_made_it() -> None:
    anna = Person.objects.create_user("anna")
    with pghistory.context(person=anna.pk, action="project.create"):
        project = Project.objects.create(slug="nova", name="Nova")
    with pghistory.context(person=anna.pk, action="project.change"):
        Project.objects.filter(pk=project.pk).update(name="Nova 2")

    events = list(project.events.order_by("pgh_id"))

    assert [(one.pgh_label, one.name, one.pgh_context["action"]) for one in events] == [
        ("insert", "Nova", "project.create"),
        ("update", "Nova 2", "project.change"),
    ]


def test_a_password_is_in_no_history() -> None:
    fields = {one.name for one in apps.get_model("rechterhand.PersonEvent")._meta.get_fields()}

    assert not fields & {"password", "last_login"}


@pytest.mark.parametrize(
    "statement", ["UPDATE {table} SET pgh_label = 'never'", "DELETE FROM {table}", "TRUNCATE {table}"]
)
def test_history_refuses_to_be_altered(statement: str) -> None:
    Project.objects.create(slug="nova", name="Nova")

    with (
        pytest.raises(DatabaseError, match=r"history_sta(nds|ys)"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table="rechterhand_projectevent"))


def test_every_history_refuses() -> None:
    refusing = {
        one._meta.db_table
        for one in event_models()
        if {"history_stands", "history_stays"} <= {trigger.name for trigger in one._meta.triggers}
    }

    assert refusing == {one._meta.db_table for one in event_models()}


def version_of(project: Project, **fields: Any) -> PlanVersion:
    made = {"number": 1, "file_name": "plan.xml", "file_format": "MSPDI", "file_sha256": "0" * 64, "file_size": 1}
    return PlanVersion.objects.create(project=project, **{**made, **fields})


def test_a_version_stands_and_its_verdict_may_be_made_anew() -> None:
    version = version_of(Project.objects.create(slug="nova", name="Nova"))

    PlanVersion.objects.filter(pk=version.pk).update(iterations=1000)
    with pytest.raises(DatabaseError, match="version_stands"), transaction.atomic():
        PlanVersion.objects.filter(pk=version.pk).update(file_sha256="1" * 64)
