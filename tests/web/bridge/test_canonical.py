"""Plans as read ↔ compressed JSON."""

from __future__ import annotations

import gzip
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType

import msgspec
import pytest
from hypothesis import given, settings
from tests.cases.plans import build
from tests.cases.programme import hostile, programme
from tests.cases.random_plans import plans

from rechterhand.demo.plan import demonstration
from rechterhand.intake import NotUnderstood, Reading
from rechterhand.record.assumption import Assumption
from rechterhand.record.plan import Dialect, Plan
from rechterhand.text import Message
from rechterhand.web.bridge.canonical import packed, packed_message, unpacked, unpacked_message

CASES = sorted(Path("tests/cases/checks").glob("*.toml"))


def mini_plans(file: Path) -> Iterator[Plan]:
    """Every plan of a file of cases."""
    for case in tomllib.loads(file.read_text("utf-8")).get("case", ()):
        if "plan" in case:
            yield build(case["plan"])


def test_the_cases_of_checks_come_back() -> None:
    tried = [plan for file in CASES for plan in mini_plans(file)]

    assert len(tried) > 100
    for plan in tried:
        assert unpacked(packed(Reading(plan))).plan == plan


@pytest.mark.parametrize("dialect", list(Dialect))
def test_the_demonstration_comes_back(dialect: Dialect) -> None:
    plan = demonstration(dialect)

    assert unpacked(packed(Reading(plan))) == Reading(plan)


@pytest.mark.parametrize("make", [programme, hostile])
def test_the_made_up_programme_comes_back(make: type[Plan]) -> None:
    assert unpacked(packed(Reading(make()))).plan == make()


@settings(max_examples=40, deadline=None, derandomize=True)
@given(plans())
def test_any_plan_comes_back(plan: Plan) -> None:
    assert unpacked(packed(Reading(plan))).plan == plan


def test_values_that_json_does_not_know_come_back() -> None:
    plan = programme()
    fields = MappingProxyType({"Gate": datetime(2026, 5, 1, 8), "Day": date(2026, 5, 1), "Size": 3, "Flag": True})
    rows = (replace(plan.activities[0], fields=fields), *plan.activities[1:])
    columns = frozenset({"notes", "baseline_finish", "code"})
    plan = replace(plan, activities=rows, source=replace(plan.source, columns=columns))

    found = unpacked(packed(Reading(plan))).plan

    assert found == plan
    assert dict(found.activities[0].fields) == dict(fields)


def test_what_was_assumed_and_not_understood_comes_back() -> None:
    inner = Message.of("units.days", count=3)
    told = Message.of("intake.other_name", suffix=".xml", rows=(1, "two", inner), since=date(2026, 1, 2), at=None)
    reading = Reading(
        programme(),
        (NotUnderstood("Colour", 4, "red", "row 3", told), NotUnderstood("Size", 1, "L")),
        (Assumption("other_name", told, loud=True),),
    )

    assert unpacked(packed(reading)) == reading
    assert unpacked_message(packed_message(told)) == told


def test_a_reading_gives_the_same_bytes_again() -> None:
    columns = frozenset(f"column {number}" for number in range(40))
    plan = programme()
    plan = replace(plan, source=replace(plan.source, columns=columns))

    found = unpacked(packed(Reading(plan)))

    assert packed(found) == packed(unpacked(packed(found)))


def test_what_is_written_in_another_form_is_not_read_as_this_one() -> None:
    written = gzip.decompress(packed(Reading(programme(), (), ())))

    with pytest.raises(msgspec.ValidationError):
        unpacked(gzip.compress(written.replace(b"rechterhand/plan/1", b"rechterhand/plan/2")))
