"""The document of a comparison fits its schema, names every kind there is, and says no more than the schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import pytest
from tests.cases.compare_cases import CASES, versions_of
from tests.cases.history import history, step
from tests.cases.schemas import faults, files

from rechterhand.lineage import Basis, Certainty
from rechterhand.schema.documents.compare import compare_document, series_document
from rechterhand.schema.envelope import envelope, to_bytes
from rechterhand.text import LANGUAGES, Language, Message, render
from rechterhand.versions.cause import Cause
from rechterhand.versions.change import What
from rechterhand.versions.compare import compare


def of_two(language: Language) -> Any:
    made = step(0)
    source = made.new.source
    head = envelope("compare", source, made.assumptions, made.timings, language=language, stable=False)
    return json.loads(to_bytes(head | compare_document(made, language), lines=False))


def of_series(language: Language) -> Any:
    made = history()
    source = made.steps[-1].new.source
    head = envelope("compare", source, made.assumptions, made.timings, language=language, stable=True)
    return json.loads(to_bytes(head | series_document(made, language), lines=False))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", [of_two, of_series])
def test_document_fits_its_schema(document: Callable[[Language], Any], language: Language) -> None:
    assert faults(document(language), "compare") == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_kind_of_change_fits_the_schema_and_is_told_in_both_languages(case: dict[str, Any]) -> None:
    made = compare(*versions_of(case), futures=False)
    head = envelope("compare", made.new.source, made.assumptions, {}, language="en", stable=True)

    assert faults(json.loads(to_bytes(head | compare_document(made, "en"), lines=False)), "compare") == []
    for one in made.changes:
        assert {render(one.text, language) for language in LANGUAGES} != {""}


@pytest.mark.parametrize(
    "harm",
    [
        lambda one: one.update(surprise=1),
        lambda one: one.pop("causes"),
        lambda one: one["causes"][0].update(key="weather"),
        lambda one: one["causes"][0].update(days=None),
        lambda one: one["changes"][0].update(what="otherwise"),
        lambda one: one["matching"].update(share=1.5),
        lambda one: one["p80"].pop("movement_days"),
        lambda one: one["versions"].append(one["versions"][0]),
    ],
)
def test_schema_refuses_what_is_not_documented(harm: Callable[[Any], Any]) -> None:
    document = of_two("en")

    harm(document)

    assert faults(document, "compare") != []


def test_document_of_a_series_holds_exactly_the_documents_of_its_steps() -> None:
    alone = of_two("nl")
    head = {"schema", "source", "assumptions", "timings"}

    assert of_series("nl")["steps"][0] == {key: value for key, value in alone.items() if key not in head}


@pytest.mark.parametrize("enum", [Cause, What])
def test_schema_names_every_value(enum: type[StrEnum]) -> None:
    body = files()["compare.json"]["$defs"]["body"]["properties"]
    causes, changes = (body[name]["items"]["properties"] for name in ("causes", "changes"))
    key = causes["key"] if enum is Cause else changes["what"]

    assert key["enum"] == [one.value for one in enum]


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_word_for_whatever_there_is(language: Language) -> None:
    keys = [
        *(f"compare.cause.{one.value}" for one in Cause),
        *(f"compare.what.{one.value}" for one in What),
        *(f"compare.by.{one.value}" for one in Basis),
        *(f"compare.certainty.{one.value}" for one in Certainty),
        *(f"compare.member.{one}" for one in ("status_date", "calendar", "default_calendar", "settings")),
    ]

    assert all(render(Message.of(key), language) for key in keys)
