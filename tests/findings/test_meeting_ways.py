"""Ways that exclude each other never meet; a third member adds to a joint relief; a price beside a gap isn't sure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.cases.priced import ALONE, CERTAIN, MONDAY, plan_of, prices_of

from rechterhand.engine.futures.branches import Branch, Option
from rechterhand.engine.futures.conditional import ConditionalBranch
from rechterhand.engine.futures.lost_days import LostDays
from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.futures.uncertainty import Impact, Risk, Uncertainty
from rechterhand.engine.simulate.run import Run
from rechterhand.findings.bottleneck import PriceList
from rechterhand.findings.excluding import paths_of
from rechterhand.record.plan import Plan
from rechterhand.text import Language, render

BUY_OR_BUILD = Branch("W1", "Package", (Option(0.75, (2,), "It fits"), Option(0.25, (3,), "None fits")))
DAY = 480


def _software(more: list[str] | None = None) -> Plan:
    tasks = [{"id": 1, "days": 10}, {"id": 2, "days": 20}, {"id": 3, "days": 40}, {"id": 4, "days": 10}]
    tasks += [{"id": 5, "days": 30}] if more else []
    return plan_of(tasks, ["1 FS 2", "1 FS 3", "2 FS 4", "3 FS 4", *(more or [])])


def _keys(prices: PriceList) -> set[str]:
    return {one.key for one in prices.bottlenecks} | {each.key for one in prices.bottlenecks for each in one.overlaps}


@pytest.mark.parametrize(
    "uncertainty",
    [
        replace(ALONE, branches=(BUY_OR_BUILD,)),
        replace(ALONE, conditional=(ConditionalBranch("C", "c", 1, MONDAY.replace(day=17), late=(2,), in_time=(3,)),)),
    ],
)
def test_ways_that_exclude_each_other_do_not_meet(uncertainty: Uncertainty) -> None:
    assert "merge:4" not in _keys(prices_of(_software(), uncertainty))


def test_a_third_path_meets_whichever_of_the_two_is_done() -> None:
    """Thirty days beside ten and twenty or forty: without the meeting the rest stays, both ways of it."""
    prices = prices_of(_software(["5 FS 4"]), replace(ALONE, branches=(BUY_OR_BUILD,)))

    (found,) = (one for one in prices.bottlenecks if one.key == "merge:4")
    assert found.title.values["count"] == 2
    assert found.price_days < 3
    assert 0 < found.mean_days < 3


def test_paths_are_counted_as_one_where_work_excludes_other_work() -> None:
    uncertainty = replace(CERTAIN, branches=(BUY_OR_BUILD,))

    assert sorted(map(sorted, paths_of([2, 5, 3, 6], uncertainty))) == [[2, 3], [5], [6]]


def test_a_third_member_of_a_joint_relief_adds_to_it() -> None:
    """Two equal paths win together; what stands in line with both brings only its own, and isn't named with them."""
    tasks = [{"id": 1, "days": 12}, {"id": 2, "days": 12}, {"id": 3, "days": 8}]
    prices = prices_of(plan_of(tasks, ["1 FS 3", "2 FS 3"]), ALONE)

    told = [{each.key for each in one.members} for one in prices.joint if one.more]
    assert told == [{"activity:1", "activity:2"}] or not told


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_price_beside_a_gap_is_told_as_unsure(language: Language) -> None:
    """20 % of the futures lose ten days: P80 lies at the edge, so that other seeds give 0, or ten."""
    minutes = Range(Shape.FIXED, 10 * DAY, 10 * DAY, 10 * DAY)
    uncertainty = replace(CERTAIN, risks=(Risk("R1", "Strike", Impact(0.2, minutes), (1,)),))
    uncertainty = replace(uncertainty, ranges={1: Range(Shape.UNIFORM, 1.0, 1.0, 1.05)})
    plan = plan_of([{"id": 1, "days": 20}])
    found = [prices_of(plan, uncertainty, Run(2_000, seed)) for seed in range(1, 9)]

    rows = [next(one for one in each.bottlenecks if one.key == "risk:R1") for each in found]
    spread = max(one.price_days for one in rows) - min(one.price_days for one in rows)
    assert spread > 5
    assert min(one.standard_error_days for one in rows) > 0.5
    assert "R1" not in render(found[0].sentence(rows[0]), language)


IMPACT = Range(Shape.FIXED, 10 * DAY, 10 * DAY, 10 * DAY)
SMALL = Range(Shape.FIXED, 2 * DAY, 2 * DAY, 2 * DAY)
FACTOR, LESS = Range(Shape.FIXED, 1.5, 1.5, 1.5), Range(Shape.FIXED, 1.1, 1.1, 1.1)


@pytest.mark.parametrize(
    ("now", "left", "told"),
    [
        (Impact(0.6, IMPACT), Impact(0.2, IMPACT), "De maatregel wordt uitgevoerd; de kans is dan 20 %."),
        (Impact(0.6, IMPACT), Impact(0.6, SMALL), "kost het gemiddeld 2,0 werkdagen in plaats van 10,0."),
        (Impact(0.6, IMPACT), Impact(0.3, SMALL), "de kans is dan 30 %, en als het gebeurt, kost het gemiddeld 2,0"),
        (Impact(0.6, factor=FACTOR), Impact(0.6, factor=LESS), "gemiddeld 110 % van zijn duur in plaats van 150 %"),
    ],
)
def test_a_response_is_told_by_what_it_changes(now: Impact, left: Impact, told: str) -> None:
    risk = Risk("R1", "Levering", now, (1,), left)
    (row,) = prices_of(plan_of([{"id": 1, "days": 20}]), replace(CERTAIN, risks=(risk,))).bottlenecks

    assert told in render(row.relief, "nl").replace("\xa0", " ")


def test_lost_days_are_told_by_what_the_response_changes() -> None:
    frost = LostDays("F", "Vorst", 1.0, MONDAY, MONDAY.replace(day=16), _days(5), (1,), residual_days=_days(2))
    (row,) = prices_of(plan_of([{"id": 1, "days": 20}]), replace(CERTAIN, lost_days=(frost,))).bottlenecks

    assert "kost het gemiddeld 2,0 werkdagen in plaats van 5,0" in render(row.relief, "nl")


def _days(count: float) -> Range:
    return Range(Shape.FIXED, count, count, count)


def test_an_opportunity_is_counted_on_and_no_risk() -> None:
    minutes = Range(Shape.FIXED, -5 * DAY, -5 * DAY, -5 * DAY)
    risk = Risk("R1", "Kraan eerder vrij", Impact(0.9, minutes), (1,))
    prices = prices_of(plan_of([{"id": 1, "days": 20}]), replace(CERTAIN, risks=(risk,)))

    (hidden,) = prices.hidden
    assert render(hidden.title, "nl").startswith("Meevaller: Kraan eerder vrij")
    assert hidden.later_days == pytest.approx(5)


def test_ways_that_exclude_each_other_are_told_together() -> None:
    options = (Option(0.7, (2,), "Past", residual=0.95), Option(0.3, (3,), "Past niet", residual=0.05))
    prices = prices_of(_software(), replace(CERTAIN, branches=(Branch("W1", "Pakket", options),)))

    (row,) = (one for one in prices.bottlenecks if one.kind == "risk")
    assert render(row.title, "nl") == "Wat het wordt: Past, Past niet"
    assert "Past 95 %, Past niet 5 %" in render(row.relief, "nl").replace("\xa0", " ")


def test_the_rest_of_work_under_way_is_what_is_held_to_the_plan() -> None:
    begun = {"id": 1, "days": 30, "actual_start": MONDAY, "actual_days": 10, "remaining_days": 20}
    plan = replace(plan_of([begun]), status_date=MONDAY.replace(day=19))
    (row,) = prices_of(plan, ALONE).bottlenecks

    assert "nog te doen" in render(row.relief, "nl")
