"""Kept documents fit the forms that the API's description gives of them, and others don't."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
import pytest
from jsonschema import Draft202012Validator
from tests.cases.history import versions
from tests.cases.programme import programme
from tests.cases.verdicts import empty, finished, moved, ordinary, spoilt

from rechterhand.engine.simulate.run import Run
from rechterhand.remedies.what_if import Chosen
from rechterhand.schema.envelope import to_bytes
from rechterhand.verdict import Review, what_if
from rechterhand.versions.compare import compare
from rechterhand.web.api.description import described
from rechterhand.web.api.interface import made
from rechterhand.web.bridge import comparisons, trials, verdicts


def faults(kept: Any, form: str) -> list[str]:
    """What of a document doesn't fit, as a client would find with the description alone."""
    whole = {"$ref": f"#/components/schemas/{form}", "components": described(made())["components"]}
    return [f"{one.json_path}: {one.message[:300]}" for one in Draft202012Validator(whole).iter_errors(kept)]


@pytest.mark.parametrize("review", [ordinary, moved, spoilt, empty, finished])
def test_a_verdict_is_as_described(review: Any) -> None:
    found: Review = review()

    assert faults(verdicts.document(found, "nl"), "Verdict") == []


def test_a_comparison_is_as_described() -> None:
    names = comparisons.keep(UUID(int=9), 1, compare(*versions()[:2]))

    assert faults(verdicts.load(names["en"]), "Comparison") == []


def test_a_trial_is_as_described() -> None:
    way = ordinary().ways.ways[0]
    tried = what_if(programme(), Chosen({way.key: way.degree, "crash:999": ""}, {1: 30.0}), run=Run(200, 1))

    assert faults(msgspec.json.decode(to_bytes(trials.document(tried, "nl"), lines=True)), "Trial") == []


def test_what_isnt_as_described_is_found() -> None:
    document = verdicts.document(ordinary(), "en")
    without = {key: one for key, one in document.items() if key != "simulate"}
    wrong = document | {"told": {**document["told"], "lost": "no"}}

    assert faults(without, "Verdict") == ["$: 'simulate' is a required property"]
    assert faults(wrong, "Verdict") == ["$.told.lost: 'no' is not of type 'boolean'"]
    assert faults(document | {"extra": 1}, "Verdict") != []
