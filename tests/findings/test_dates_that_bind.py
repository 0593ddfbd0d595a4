"""Which date leaves no room is named: the one that binds, by its finish or its start."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from tests.cases.plans import build
from tests.cases.priced import plan_of, prices_of

from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.schedule.solve import schedule
from rechterhand.findings.check import Check, Subject
from rechterhand.registry import members
from rechterhand.text import Language, render

CHECKS = members("rechterhand.findings.checks", "check", Check)


def told(
    key: str, *tasks: dict[str, Any], links: list[str] | None = None, language: Language = "en", **form: Any
) -> list[str]:
    chain = [f"{one} FS {one + 1}" for one in range(1, len(tasks))]
    rows = [{"id": at, **one} for at, one in enumerate(tasks, 1)]
    plan = build({"tasks": rows, "links": chain if links is None else links, **form})
    plan = replace(plan, start=datetime(2026, 1, 5, 8))
    return [render(one.text, language) for one in CHECKS[key].find(Subject(plan, schedule(plan))).evidence]


def test_a_later_date_that_leaves_less_is_the_one_named() -> None:
    found = told(
        "negative_float",
        {"days": 20, "name": "Test"},
        {"days": 5, "name": "Deliver", "deadline": datetime(2026, 2, 5, 17)},
        {"days": 5, "name": "Close", "deadline": datetime(2026, 2, 10, 17)},
    )
    assert all("‘3 Close’ is due on 10 February 2026" in one for one in found[:2])
    assert found[2].startswith("‘3 Close’ falls")


def test_a_start_that_must_be_met_is_called_a_start() -> None:
    held = {"constraint": "mso", "constraint_date": datetime(2026, 1, 12, 8), "name": "Build"}
    found = told("negative_float", {"days": 8, "name": "Design"}, {"days": 5, **held})
    assert found == [
        "‘1 Design’ falls 3 working days short, because ‘2 Build’ must begin on 12 January 2026 at the latest."
    ]
    (path,) = told("broken_critical_path", {"days": 8, "name": "Design"}, {"days": 5, **held})
    assert path.endswith("because of a date (must start on), before its links allow it.")


def test_the_successor_that_leaves_least_room_is_named_and_not_the_one_with_the_least_float() -> None:
    found = told(
        "negative_float",
        {"days": 5, "name": "Design"},
        {"days": 5, "name": "Build", "constraint": "mandatory_start", "constraint_date": datetime(2026, 1, 7, 8)},
        {"days": 2, "name": "Order"},
        {"days": 0, "name": "Go", "constraint": "fnlt", "constraint_date": datetime(2026, 1, 12, 17)},
        links=["1 FS 2", "1 FS 3", "3 FS 4"],
        dialect="primavera",
    )
    assert found[0] == (
        "‘1 Design’ falls 3 working days short, because ‘2 Build’ must begin on 7 January 2026 at the latest."
    )
    assert "‘3 Order’ falls 1 working day short, because ‘4 Go’ is due on 12 January 2026." in found


def test_a_date_for_the_whole_is_named_where_that_of_the_last_activity_is_later() -> None:
    found = told(
        "negative_float",
        {"days": 5, "name": "Design"},
        {"days": 5, "name": "Build"},
        {"days": 0, "name": "Go", "constraint": "finish_on", "constraint_date": datetime(2026, 1, 20, 17)},
        must_finish_by=datetime(2026, 1, 14, 17),
        dialect="primavera",
    )
    assert found[:2] == [
        "‘1 Design’ falls 2 working days short of 14 January 2026.",
        "‘2 Build’ falls 2 working days short of 14 January 2026.",
    ]


PHASE = [
    {"id": 9, "days": 10, "name": "Prepare"},
    {"id": 1, "type": "summary", "name": "Phase 2"},
    {"id": 2, "days": 10, "name": "Build", "parent_id": 1},
    {"id": 3, "days": 10, "name": "Test", "parent_id": 1},
    {"id": 4, "days": 0, "name": "Live"},
]
SNET = {"constraint": "snet", "constraint_date": datetime(2026, 2, 16, 8)}


def test_the_date_of_a_summary_costs_what_the_same_date_on_the_work_below_costs() -> None:
    found = {}
    for holder in (1, 2):
        rows = [{**one, **SNET} if one["id"] == holder else one for one in PHASE]
        first = prices_of(plan_of(rows, ["9 FS 2", "2 FS 3", "1 FS 4"]), Uncertainty()).bottlenecks[0]
        assert first.key == f"constraint:{holder}"
        found[holder] = (first.price_days, first.standard_error_days, first.mean_days, first.chance_gain)

    assert found[1] == found[2]
    assert found[1][0] == pytest.approx(18.9, abs=0.1)


@pytest.mark.parametrize(
    ("language", "date", "loose"),
    [
        (
            "en",
            "‘2 Build’ is on the longest path and starts on 16 February 2026 because of a date on the summary "
            "‘1 Phase 2’ above it (start no earlier than).",
            "‘4 Live’ has no links of its own; it is linked through a summary only.",
        ),
        (
            "nl",
            "‘2 Build’ ligt op het langste pad en begint op 16 februari 2026 door een datum op de overzichtstaak "
            "‘1 Phase 2’ erboven (niet eerder beginnen dan).",
            "‘4 Live’ heeft zelf geen koppelingen, alleen via een overzichtstaak.",
        ),
    ],
)
def test_a_path_that_a_summary_s_date_breaks_names_the_summary(language: Language, date: str, loose: str) -> None:
    rows = [{**one, **SNET} if one["id"] == 1 else one for one in PHASE]
    links = ["9 FS 2", "2 FS 3", "1 FS 4"]

    assert told("broken_critical_path", *rows, links=links, language=language) == [date]
    assert loose in told("open_ends", *rows, links=links, language=language)
