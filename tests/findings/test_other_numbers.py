"""A row that is numbered anew says which number is another one, also where rows keep their place in the list."""

from __future__ import annotations

from typing import Any

from tests.cases.plans import build

from rechterhand.findings.check import Check, Subject
from rechterhand.registry import members
from rechterhand.text import render

CHECK = members("rechterhand.findings.checks", "check", Check)["scope_drift"]


def told(old: dict[str, Any], new: dict[str, Any]) -> str:
    """What is told of the fourth of four tasks."""
    same = [{"id": one, "days": 5, "row": one, "code": f"1.{one}"} for one in (1, 2, 3)]
    was, now = (build({"tasks": [*same, {"days": 5, "row": 4, **one}]}) for one in (old, new))
    (only,) = CHECK.find(Subject(now, None, earlier=(was,))).evidence
    return render(only.text, "en")


def test_a_number_of_the_file_is_told_where_the_row_is_the_same() -> None:
    sentence = told({"id": 4, "name": "Light the quay"}, {"id": 44, "name": "Light the quay"})

    assert sentence == "‘4 Light the quay’ was ‘4 Light the quay’ before: its number in the file was 4 and is now 44."


def test_a_code_is_told_as_a_code() -> None:
    sentence = told({"id": 4, "code": "1.4"}, {"id": 4, "code": "9.4"})

    assert sentence.endswith("its code was 1.4 and is now 9.4.")
