"""Requests made from the API's own description: none is a mistake of ours, and each answer is as described."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as tried
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)
from tests.cases.history import versions
from tests.cases.verdicts import ordinary
from tests.web.queries import scenery

from rechterhand.schema.documents.compare import document as series_document
from rechterhand.schema.envelope import to_bytes
from rechterhand.versions.compare import compare
from rechterhand.versions.series import of_steps
from rechterhand.web.actions.tokens import TokenForm, make_token
from rechterhand.web.api.description import described
from rechterhand.web.api.interface import made
from rechterhand.web.bridge import storage, verdicts
from rechterhand.web.data.models import (
    Job,
    JobKind,
    JobState,
    Membership,
    Person,
    Project,
    ProjectLink,
    Role,
    TokenScope,
)

pytestmark = pytest.mark.django_db
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 8
FORMS = {"bad_request", "not_understood", "unreadable"}
"""What requests of another form are told; those of the right form may still break a rule of what they change."""


@cache
def document() -> dict[str, Any]:
    return described(made())


LABELS = [f"{method.upper()} {path}" for path, methods in document()["paths"].items() for method in methods]


@cache
def packed_verdict() -> bytes:
    return gzip.compress(to_bytes(verdicts.document(ordinary(), "en"), lines=True))


@cache
def packed_comparison() -> bytes:
    told = series_document(of_steps((compare(*versions()[:2]),)), "en", stable=True)
    return gzip.compress(to_bytes(told, lines=True))


@dataclass
class Stage:
    """A programme with a project that has a bit of everything, and the token of an administrator who is its PMO'er."""

    token: str
    named: dict[str, object]

    @classmethod
    def set(cls) -> Stage:
        anna = Person.objects.create_user("anna", is_administrator=True, language="en")
        bert = Person.objects.create_user("bert", name="Bert")
        programme = scenery.programme("Kust")
        Membership.objects.create(person=anna, programme=programme, role=Role.PMO)
        project = scenery.project("Haven", anna, programme=programme)
        held = Membership.objects.create(person=bert, project=project, role=Role.READER)
        scenery.promise(project, scenery.P80)
        verdict = storage.keep(UUID(int=7), "verdict-en", packed_verdict())
        old = scenery.version(project, original=verdict, verdict_nl=verdict, verdict_en=verdict)
        compared = storage.keep(UUID(int=8), "since-1-en", packed_comparison())
        done = {
            "kind": JobKind.COMPARE,
            "state": JobState.DONE,
            "work": {"old": old.pk, "table": 0},
            "result": {"en": compared},
        }
        Job.objects.create(project=project, version=scenery.version(project), **done)
        scenery.activity(project, 7, "Bouwen", is_critical=True)
        event = Project.pgh_event_model.objects.filter(pgh_obj_id=project.pk).first()
        job = Job.objects.create(kind=JobKind.EXPORT, state=JobState.FAILED, project=project, owner=anna)
        ends = {"predecessor_number": 7, "successor_number": 7, "successor": project}
        link = ProjectLink.objects.create(predecessor=scenery.project("Kade", programme=programme), **ends)
        token = make_token(anna, TokenForm("test", tuple(TokenScope), None))
        named = {
            "project": "haven", "programme": "kust", "number": 1, "activity_id": 7, "job": str(job.pk),
            "membership": held.pk, "person": bert.pk, "event_id": event.pgh_id, "view": 1,
            "old": 1, "new": 2, "link": link.pk, "session": 1, "token": 1, "trial": str(job.pk), "scenario": 1,
        }  # fmt: skip
        return cls(token, named)


def operation(label: str) -> Any:
    method, path = label.split(" ")
    schema = schemathesis.openapi.from_dict(document())
    schema.app = buffered
    return schema[path][method]


def buffered(environ: dict[str, Any], start: Any) -> list[bytes]:
    """The workbench, for a client that leaves what is sent in pieces open, and unpacks nothing though it says so."""
    environ.pop("HTTP_ACCEPT_ENCODING", None)
    answer = application()(environ, start)
    try:
        return [b"".join(answer)]
    finally:
        answer.close()


@cache
def application() -> Any:
    return get_wsgi_application()


def tries(strategy: Any, *checks: Any) -> None:
    @tried(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=strategy)
    def one(case: Case) -> None:
        with transaction.atomic():
            answer = case.call()
            transaction.set_rollback(True)
        case.validate_response(answer, checks=[*CHECKS, *checks])
        right = case.meta.generation.mode is GenerationMode.POSITIVE
        assert not right or answer.status_code < 400 or answer.json()["code"] not in FORMS, answer.text

    one()


@pytest.fixture
def one_connection() -> Iterator[None]:
    """All requests share the transaction of the test, as those of Django's own test client do."""
    signals = (request_started, request_finished)
    for one in signals:
        one.disconnect(close_old_connections)
    yield
    for one in signals:
        one.connect(close_old_connections)


@pytest.mark.fuzz
@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize("label", LABELS)
def test_every_operation_answers_as_it_is_described(label: str, settings: Any) -> None:
    settings.API_A_MINUTE = 10**6
    stage, found = Stage.set(), operation(label)
    token = {"Authorization": f"Bearer {stage.token}"}
    seen = token | {"If-Match": '"1"'}
    there = {one.name: stage.named[one.name] for one in found.path_parameters}

    tries(found.as_strategy(GenerationMode.POSITIVE, headers=seen, path_parameters=there or None))
    if there:
        tries(found.as_strategy(GenerationMode.POSITIVE, headers=token))
    with suppress(Unsatisfiable):  # without parameters there is nothing to get wrong
        tries(found.as_strategy(GenerationMode.NEGATIVE, headers=seen), negative_data_rejection)
