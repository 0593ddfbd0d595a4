"""Codes and texts that users give activities come back from the files that we write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from tests.cases.programme import programme

from rechterhand.engine.schedule.dated import dated
from rechterhand.engine.schedule.solve import schedule
from rechterhand.export import written
from rechterhand.intake import read
from rechterhand.record.plan import Plan

MARKED, OTHER = 20, 14
FORMATS = pytest.mark.parametrize("suffix", [".xml", ".xer"])


def marked(marks: Mapping[int, tuple[Mapping[str, str], Mapping[str, object]]]) -> Plan:
    """The case with codes and fields."""
    rows = tuple(
        replace(one, codes=marks[one.id][0], fields=marks[one.id][1]) if one.id in marks else one
        for one in programme().activities
    )
    return dated(schedule(replace(programme(), activities=rows)))


def again(plan: Plan, folder: Path, suffix: str) -> tuple[Plan, dict[str, int]]:
    """What reads back, and what was said to be left out of marks."""
    made = written(plan, f"a{suffix}")
    (folder / f"a{suffix}").write_bytes(made.data)
    left = {one.key: one.count for one in made.left_out if one.key in {"marks", "other_letters"}}
    return read(folder / f"a{suffix}").plan, left


@FORMATS
def test_codes_and_texts_of_each_activity_come_back(suffix: str, tmp_path: Path) -> None:
    given = {
        MARKED: ({"MoSCoW": "Could", "Fase": "Bouw"}, {"Toelichting op omvang": "Met de wethouder besproken"}),
        OTHER: ({"MoSCoW": "Must"}, {}),
    }
    plan, left = again(marked(given), tmp_path, suffix)

    for key, (codes, fields) in given.items():
        one = plan.activity(key)
        assert {**one.codes, **{name: text for name, text in one.fields.items() if isinstance(text, str)}} == {
            **codes,
            **fields,
        }
    assert [one.id for one in plan.activities if "MoSCoW" in {**one.codes, **one.fields}] == sorted(given, key=_place)
    assert bool(plan.activity(MARKED).codes) is (suffix == ".xer")
    assert left == {}


def _place(key: int) -> int:
    return [one.id for one in programme().activities].index(key)


@FORMATS
def test_more_texts_than_there_are_places_for_are_counted(suffix: str, tmp_path: Path) -> None:
    many: dict[str, object] = {f"Veld {number}": f"waarde {number}" for number in range(33)}
    plan, left = again(marked({MARKED: ({}, many)}), tmp_path, suffix)

    texts = {name: text for name, text in plan.activity(MARKED).fields.items() if isinstance(text, str)}
    assert texts == {f"Veld {number}": f"waarde {number}" for number in range(30)}
    assert left == {"marks": 3}


def test_names_and_values_too_long_for_primavera_are_left_out_and_counted(tmp_path: Path) -> None:
    codes = {"Kort": "ja", "Een code met een naam van meer dan veertig letters": "ja", "Lang": "x" * 61}
    fields = {"Een veld met een naam van meer dan veertig letters": "ja"}
    plan, left = again(marked({MARKED: (codes, fields)}), tmp_path, ".xer")

    assert plan.activity(MARKED).codes == {"Kort": "ja"}
    assert left == {"marks": 3}


def test_letters_that_primavera_cannot_hold_are_counted_once_a_mark(tmp_path: Path) -> None:
    _, left = again(marked({key: ({"Land": "Łódź"}, {}) for key in (MARKED, OTHER)}), tmp_path, ".xer")

    assert left == {"other_letters": 1}


@FORMATS
def test_numbers_and_empty_texts_are_no_marks(suffix: str, tmp_path: Path) -> None:
    plan, left = again(marked({MARKED: ({}, {"Punten": 5.0, "Leeg": " "})}), tmp_path, suffix)

    assert not {"Punten", "Leeg"} & set(plan.activity(MARKED).fields)
    assert left == {}
