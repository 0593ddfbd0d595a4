"""What lies in the past is called so: a P80 before today, and a promise that went by without the work being done."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.cases.plans import build

import rechterhand as rh
from rechterhand.reports.headline import headline, promises
from rechterhand.reports.kinds.questions import questions
from rechterhand.reports.promised import least_kept_first
from rechterhand.reports.saying import Sayer
from rechterhand.text import Language, render

RUN = rh.Run(iterations=200, threads=1)
TASKS: list[dict[str, Any]] = [
    {"id": 1, "days": 10, "name": "Bouw"},
    {"id": 2, "days": 0, "type": "milestone", "name": "Oplevering", "deadline": datetime(2026, 1, 9, 17)},
    {"id": 3, "days": 40, "name": "Test"},
    {"id": 4, "days": 0, "type": "milestone", "name": "Acceptatie", "deadline": datetime(2026, 1, 12, 17)},
    {"id": 5, "days": 60, "name": "Invoering"},
]
LINKS = ["1 FS 2", "1 FS 3", "3 FS 4", "3 FS 5"]


def _review(today: date | None, **plan: Any) -> rh.Review:
    return rh.review(build({"tasks": TASKS, "links": LINKS, **plan}), run=RUN, today=today)


@pytest.mark.parametrize(
    ("today", "plan", "key"),
    [
        (date(2027, 3, 1), {}, "report.headline.past"),
        (date(2027, 3, 1), {"status_date": datetime(2026, 1, 20, 17)}, "report.headline.past_status"),
        (date(2026, 1, 20), {"status_date": datetime(2026, 1, 20, 17)}, None),
        (None, {}, None),
    ],
)
def test_a_p80_before_today_is_said_to_be_past(today: date | None, plan: dict[str, Any], key: str | None) -> None:
    told = {one.key for one in headline(_review(today, **plan))}
    assert told & {"report.headline.past", "report.headline.past_status"} == ({key} if key else set())


@pytest.mark.parametrize("today", [None, date(2026, 1, 7), date(2027, 3, 1)])
def test_a_table_without_dates_claims_no_day(today: date | None, tmp_path: Path) -> None:
    """It counts from a fixed Monday, the same on every day: that is said, not that the day is past."""
    path = tmp_path / "table.csv"
    path.write_text("Nr;Taak;Duur;Voorganger\n1;Ontwerpen;10d;\n2;Bouwen;20d;1\n", encoding="utf-8")

    told = {one.key: render(one, "nl") for one in headline(rh.review(rh.read(path), run=RUN, today=today))}

    assert told["report.headline.no_dates"].startswith("Dit zijn geen echte datums: het bestand zegt niet wanneer")
    assert "gerekend vanaf 5 januari 2026" in told["report.headline.no_dates"]
    assert "report.headline.past" not in told


def test_of_promises_that_no_future_keeps_the_latest_comes_first() -> None:
    review = _review(None, status_date=datetime(2026, 1, 20, 17))
    names = {one.id: one.name for one in review.plan.activities}
    found = [names.get(one.activity_id or 0) for one in least_kept_first(review, promises(review))]
    assert found == ["Acceptatie", "Oplevering"]


@pytest.mark.parametrize(
    ("language", "status", "words"),
    [
        ("nl", datetime(2026, 1, 20, 17), "moest klaar zijn op 12 januari 2026: wie wacht erop"),
        ("en", datetime(2026, 1, 20, 17), "was due on 12 January 2026: who waits for it"),
        ("nl", datetime(2026, 1, 6, 17), "Wat hangt er voor ‘Acceptatie’ af van 12 januari 2026"),
    ],
)
def test_the_talk_asks_for_a_new_date_where_the_old_one_went_by(
    language: Language, status: datetime, words: str
) -> None:
    asked = [one.text for one in questions(_review(None, status_date=status), [], Sayer(language))]
    assert any(words in one for one in asked), asked
