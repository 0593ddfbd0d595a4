"""What lies beside the demonstration, its risks, scope and circumstances, fits it and is read as anyone's would be."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from rechterhand.demo import around, register
from rechterhand.demo.plan import LAST, demonstration
from rechterhand.demo.programme import Programme, load
from rechterhand.demo.skeleton import MOSCOW
from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.simulate.run import Run
from rechterhand.export import written
from rechterhand.intake import read
from rechterhand.record.plan import Dialect, Plan
from rechterhand.registers.risks import read_risks
from rechterhand.toolbox.situation import situation
from rechterhand.toolbox.told import read_circumstances
from rechterhand.verdict import Review, review

TOOLS = pytest.mark.parametrize("dialect", list(Dialect))


def marks(plan: Plan) -> dict[str | None, object]:
    """By the code of an activity: what the plan says of its place in the scope."""
    rows = ((one, {**one.codes, **one.fields}) for one in plan.activities if not one.type.is_summary)
    return {one.code or one.wbs: told[MOSCOW] for one, told in rows if MOSCOW in told}


def told(folder: Path, plan: Plan) -> Uncertainty:
    """Its risks, from the file."""
    path = folder / register.FILE
    path.write_bytes(register.register(load()))
    return read_risks(path, plan)


@pytest.fixture(scope="module")
def verdict(tmp_path_factory: pytest.TempPathFactory) -> Review:
    plan = demonstration()
    return review(plan, run=Run(2_500), uncertainty=told(tmp_path_factory.mktemp("risks"), plan))


@TOOLS
@pytest.mark.parametrize("version", [1, LAST])
def test_what_may_drop_comes_back_from_the_files(dialect: Dialect, version: int, tmp_path: Path) -> None:
    plan = demonstration(dialect, version)
    path = tmp_path / plan.source.file
    path.write_bytes(written(plan, path).data)
    back = read(path).plan

    assert marks(back) == marks(plan)
    assert Counter(marks(back).values()).keys() == {"Must", "Should", "Could"}
    assert bool([one for one in back.activities if one.codes]) is (dialect is Dialect.PRIMAVERA)


def test_scope_was_agreed_before_there_was_trouble() -> None:
    """Work has one mark in all versions that have it, and little of it may drop."""
    all_marks = [marks(demonstration(version=version)) for version in range(1, LAST + 1)]

    for each in all_marks:
        assert all(all_marks[-1][code] == mark for code, mark in each.items())
    days = {one.code: one.days for one in load().tasks()}
    of_mark: Counter[object] = Counter()
    for code, mark in all_marks[-1].items():
        of_mark[mark] += round(days[str(code)])
    assert of_mark["Must"] > of_mark["Should"] > of_mark["Could"]


@TOOLS
def test_the_register_is_read_whole_in_both_tools(dialect: Dialect, tmp_path: Path) -> None:
    plan = demonstration(dialect)
    found = told(tmp_path, plan)
    open_rows = {row["id"] for row in register.risks() if row["status"] == "open"}
    unfinished = {one.id for one in plan.activities if not one.finished}

    risks, lost = found.risks, found.lost_days
    assert {one.key for one in risks} | {one.key for one in lost} == open_rows
    assert 6 <= len(open_rows) <= 9
    struck = [*(one.activity_ids for one in risks), *(one.activity_ids for one in lost)]
    assert all(unfinished >= set(ids) for ids in struck)
    assert {one.residual is None for one in risks} == {True, False}
    assert [one.key for one in found.assumptions if one.key in {"risks_idle", "risks_unrated"}] == []


def test_a_register_of_another_programme_is_refused() -> None:
    now = load()
    other = Programme(**{name: getattr(now, name) for name in now.__slots__} | {"projects": now.projects[:1]})

    with pytest.raises(ValueError, match="risks: R1: no task AAN260"):
        register.register(other)


def test_the_verdict_names_a_risk_among_what_holds_it_up_most(verdict: Review) -> None:
    three = [one.kind for one in verdict.prices.bottlenecks[:3]]

    assert set(three) == {"resource", "activity", "risk"}


def test_ways_out_carry_out_a_response_and_drop_scope(verdict: Review) -> None:
    assert verdict.ways is not None
    ways = {one.remedy: one for one in reversed(verdict.ways.ways)}

    assert ways["mitigate"].days > 5
    assert ways["drop_scope"].days > 5
    assert ways["mitigate"].answers[0] == "risk:R6"


def test_the_risk_that_people_would_name_first_brings_nothing(verdict: Review) -> None:
    """As the manual tells."""
    prices = {one.key: one.price_days for one in verdict.prices.bottlenecks}

    assert prices.get("risk:R2", 0.0) < 0.5


def test_circumstances_are_read_and_leave_nothing_to_ask(verdict: Review, tmp_path: Path) -> None:
    path = tmp_path / around.FILE
    path.write_bytes(around.around())
    given = read_circumstances(path)

    assert dict(given.values) == {"conflict": "mid", "method": "p2", "place": "online"}
    assert given.minutes == 90
    assert dict(given.forbidden) == {"throughput_forecast": True, "crashing": False}
    known = situation(verdict, given).known
    assert [key for key, one in known.items() if one.value is None] == []
