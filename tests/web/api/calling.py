"""A program that calls the API with a token, for tests."""

from __future__ import annotations

import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from rechterhand.web.actions.tokens import TokenForm, make_token
from rechterhand.web.data.models import Job, JobState, Person, TokenScope
from rechterhand.web.jobs.comparing import compare_versions
from rechterhand.web.jobs.exporting import export_version
from rechterhand.web.jobs.reading import import_plan
from rechterhand.web.jobs.reviewing import review_version
from rechterhand.web.jobs.trying import try_scenario

ROOT = "/api/v1"
ALL = (TokenScope.READ, TokenScope.WRITE)
TASKS = {
    "import_plan": import_plan,
    "review_version": review_version,
    "export_version": export_version,
    "compare_versions": compare_versions,
    "try_scenario": try_scenario,
}


class Caller:
    """Calls with the token of somebody; ``headers`` go with every call."""

    def __init__(self, person: Person | None, *scopes: TokenScope, **headers: str) -> None:
        self.token = None if person is None else make_token(person, TokenForm("test", scopes or ALL, 30))
        self.headers = headers
        self.client = Client()

    def __call__(self, method: str, path: str, body: object = None, **headers: str) -> Any:
        told = {**self.headers, **headers}
        if self.token:
            told.setdefault("Authorization", f"Bearer {self.token}")
        data = "" if body is None else body if isinstance(body, str) else json.dumps(body)
        kind = "application/json"
        address = path if path.startswith(ROOT) else f"{ROOT}{path}"
        return self.client.generic(method, address, data, content_type=kind, headers=told)

    def get(self, path: str, **headers: str) -> Any:
        return self("GET", path, **headers)

    def found(self, path: str, **headers: str) -> Any:
        answer = self.get(path, **headers)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def upload(self, path: str, name: str, content: bytes, **fields: str) -> Any:
        file = SimpleUploadedFile(name, content)
        headers = {"Authorization": f"Bearer {self.token}"}
        return self.client.post(f"{ROOT}{path}", {"plan": file, **fields}, headers=headers)


def bytes_of(answer: Any) -> bytes:
    """The whole of an answer that is sent in pieces."""
    return b"".join(answer.streaming_content)


def problem(answer: HttpResponse) -> dict[str, Any]:
    """The problem document of an answer."""
    assert answer.headers["Content-Type"] == "application/problem+json", answer.content
    found: dict[str, Any] = json.loads(answer.content)
    assert {"type", "title", "status", "detail", "code"} <= found.keys()
    assert found["status"] == answer.status_code
    return found


def work_off() -> None:
    """Do what waits, as a worker does, in the order in which it came."""
    while waiting := Job.objects.filter(state=JobState.WAITING).order_by("created_at").first():
        TASKS[waiting.kind](job_id=str(waiting.pk))
