"""``rechterhand check``: verdicts with their evidence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cases.commands import run
from tests.cases.schemas import faults


def test_failed_checks_come_first_with_their_evidence(plan: Path) -> None:
    ran = run("check", plan, "--lang", "nl")

    lines = ran.out.splitlines()
    assert ran.code == 0
    assert lines[0].startswith("✗")
    assert any("Bevriezing van wijzigingen’ ligt vast" in line for line in lines)
    assert lines.index(next(line for line in lines if line.startswith("✓"))) > 2


@pytest.mark.parametrize("language", ["nl", "en"])
def test_json_fits_its_schema_in_both_languages(plan: Path, language: str) -> None:
    document = json.loads(run("check", plan, "--json", "-", "--lang", language).out)

    assert faults(document, "check") == []
    leads = next(one for one in document["checks"] if one["id"] == "leads")
    assert leads["title"] == {"nl": "Overlappingstijd", "en": "Leads"}[language]
    assert leads["verdict"] == "fail"
    assert (leads["evidence"][0]["activity_id"], leads["evidence"][0]["other_id"]) == (24, 25)


def test_equal_input_gives_equal_bytes(plan: Path) -> None:
    first, second = (run("check", plan, "--json", "-", "--stable").out for _ in range(2))

    assert first == second
    assert "timings" not in json.loads(first)
