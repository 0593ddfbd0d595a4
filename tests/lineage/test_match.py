"""Which row of one version is which of another."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cases.plans import build
from tests.cases.random_plans import plans
from tests.cases.real import FOLDER, needs_data

from rechterhand.demo.plan import demonstration
from rechterhand.intake import Intake
from rechterhand.lineage import Basis, Certainty, Lineage, Split, match
from rechterhand.record.calendar import Calendar
from rechterhand.record.plan import Dialect, Plan
from rechterhand.record.resource import Resource

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "lineage.toml").read_text(encoding="utf-8"))["case"]


def version(case: dict[str, Any], which: str) -> Plan:
    return build({"tasks": case[which], "links": case.get(f"{which}_links", []), "format": case.get("format", "MSPDI")})


def told(splits: tuple[Split, ...]) -> list[str]:
    return [f"{one.whole_id}={','.join(map(str, one.part_ids))} {one.certainty}" for one in splits]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    found = match(version(case, "old"), version(case, "new"))

    assert [f"{one.old_id}={one.new_id} {one.by} {one.certainty}" for one in found.pairs] == case["pairs"]
    assert told(found.splits) == case.get("splits", [])
    assert told(found.merges) == case.get("merges", [])
    assert found.same_ids is case.get("same_ids", True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_other_way_round_finds_the_same_rows(case: dict[str, Any]) -> None:
    found = match(version(case, "old"), version(case, "new"))
    back = match(version(case, "new"), version(case, "old"))

    assert back.old_of == found.new_of
    assert [one.whole_id for one in back.merges] == [one.whole_id for one in found.splits]


@given(plans())
def test_a_plan_is_itself(plan: Plan) -> None:
    found = match(plan, plan)

    assert all(one.old_id == one.new_id and one.certainty is Certainty.CERTAIN for one in found.pairs)
    assert (found.added, found.deleted, found.splits, found.share) == ((), (), (), 1.0)


@given(plans(), st.randoms(use_true_random=False))
def test_order_of_rows_does_not_matter(plan: Plan, shuffle: Any) -> None:
    rows = list(plan.activities)
    shuffle.shuffle(rows)
    mixed = replace(plan, activities=tuple(rows))

    assert match(plan, mixed).new_of == {one.id: one.id for one in plan.activities}


def test_each_row_is_matched_once_even_when_all_have_one_name() -> None:
    old = build({"tasks": [{"id": key, "name": "Test"} for key in range(1, 30)]})
    new = build({"tasks": [{"id": key, "name": "Test"} for key in range(101, 125)]})

    found = match(old, new)

    assert len(found.pairs) == 24
    assert len(set(found.new_of.values())) == 24
    assert all(one.certainty is Certainty.POSSIBLE for one in found.pairs)


def test_two_tools_versions_of_one_programme_are_the_same_rows() -> None:
    old, new = demonstration(), demonstration(Dialect.PRIMAVERA)

    found = match(old, new)

    names = {one.id: one.name for one in new.activities}
    assert found.share == 1.0
    assert all(names[found.new_of[one.id]] == one.name for one in old.activities)


def test_resources_and_calendars_go_by_number_and_name() -> None:
    old, new = build({}), build({})
    old = replace(
        old,
        resources=(Resource(1, "Tester"), Resource(2, "Bouwer"), Resource(3, "Beheerder")),
        calendars=(Calendar(1, "Standaard"), Calendar(2, "Leverancier")),
        default_calendar_id=1,
    )
    new = replace(
        new,
        resources=(Resource(1, "Tester"), Resource(9, "bouwer"), Resource(4, "Architect")),
        calendars=(Calendar(5, "Standard"), Calendar(6, "Leverancier")),
        default_calendar_id=5,
    )

    found = match(old, new)

    assert found.resources == {1: 1, 2: 9}
    assert found.calendars == {1: 5, 2: 6}


@pytest.mark.data
@needs_data
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("task-baselines-project2010-mpp14.mpp", "task-baselines-project2019-mpp14.mpp"),
        ("task-links-project2010-mpp14.mpp", "task-links-project2010-mspdi.xml"),
    ],
)
def test_one_plan_saved_in_two_formats_is_found_whole(old: str, new: str) -> None:
    files = [next(FOLDER.rglob(name), None) for name in (old, new)]
    if None in files:
        pytest.skip("not in this copy of the data")
    with Intake() as intake:
        first, second = (intake.read(path).plan for path in files if path is not None)

    found: Lineage = match(first, second)

    names = {one.id: one.name for one in second.activities}
    assert found.share == 1.0
    assert all(names[found.new_of[one.id]] == one.name for one in first.activities if one.id)
    assert all(one.by in {Basis.GUID, Basis.ID, Basis.NAME, Basis.CODE} for one in found.pairs)
