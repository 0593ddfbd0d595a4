"""The DCMA points of real plans beside longpath's: equal, or different for a reason that the plan proves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import pytest
from benchmarks import checks_page
from benchmarks.check_agreement import Compared, comparisons
from benchmarks.real_plans import real_plans
from tests.cases.real import needs_data

LEAST = {
    "1_logic": 224,
    "2_leads": 223,
    "3_lags": 223,
    "4_relationship_types": 223,
    "5_hard_constraints": 223,
    "6_high_float": 217,
    "7_negative_float": 65,
    "8_high_duration": 222,
    "9_invalid_dates": 8,
    "10_resources": 220,
    "11_missed_tasks": 213,
    "12_critical_path_test": 194,
    "13_cpli": 210,
    "14_bei": 213,
}
"""Plans in which a point gives the same verdict, population and rows; most others have no date to judge by."""


@pytest.fixture(scope="module")
def compared() -> Sequence[Compared]:
    return [one for one in comparisons(real_plans()) if isinstance(one, Compared)]


@pytest.mark.data
@pytest.mark.slow
@needs_data
def test_points_equal_longpaths_where_definitions_agree(compared: Sequence[Compared]) -> None:
    equal = Counter(one.key for one in compared if one.equal)

    assert {key: equal[key] for key in LEAST if equal[key] < LEAST[key]} == {}


@pytest.mark.data
@pytest.mark.slow
@needs_data
def test_every_difference_has_a_reason(compared: Sequence[Compared]) -> None:
    left = checks_page.unexplained(compared)

    assert [(one.plan, one.key, sorted(one.items)[:5]) for one in left] == []


@pytest.mark.data
@pytest.mark.slow
@needs_data
def test_the_large_plan_is_found_alike_row_by_row(compared: Sequence[Compared]) -> None:
    """Thousands of rows, counted by two programs that share no code."""
    both: dict[str, int] = defaultdict(int)
    for one in compared:
        if one.plan.endswith("sp10_cost_loaded.xer") and one.equal:
            both[one.key] += len(one.ours.found)

    assert both["1_logic"] > 100
    assert both["6_high_float"] > 1_000
    assert both["7_negative_float"] > 100
    assert both["10_resources"] > 1_000
