"""The first sentence of a verdict: when it ends, and how likely what was promised is."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

import pytest
from tests.cases.plans import build
from tests.cases.real import FOLDER, needs_data
from tests.cases.verdicts import finished, ordinary

from rechterhand.engine.simulate.run import Run
from rechterhand.reports.document import Document, Point, Points
from rechterhand.reports.headline import committed, elsewhere, headline, promises
from rechterhand.reports.kinds.talk import talk_sheet
from rechterhand.reports.page import page
from rechterhand.text import Message, render
from rechterhand.verdict import Review, review

RUN = Run(iterations=500, seed=1)


@cache
def held() -> Review:
    """Ten days of work, and a milestone that a hard date holds on the day on which the work should end."""
    form = {
        "tasks": [
            {"id": 1, "days": 10},
            {
                "id": 2,
                "days": 0,
                "type": "milestone",
                "constraint": "mfo",
                "constraint_date": datetime(2026, 1, 16, 17),
            },
        ],
        "links": ["1 FS 2"],
        "start": datetime(2026, 1, 5, 8),
        "calendars": [{"id": 1, "name": "five days", "days": "12345"}],
    }
    return review(build(form), run=RUN)


def test_a_hard_date_on_the_last_milestone_is_kept_as_often_as_the_work_is_done_by_then() -> None:
    verdict = held()
    promise = committed(verdict)
    finishes = verdict.simulation.finishes

    assert promise is not None
    assert promise.activity_id == 2
    assert promise.chance == pytest.approx((finishes <= finishes.dtype.type(_minute(promise.moment))).mean())
    assert 0.05 < promise.chance < 0.8
    assert "100" not in " ".join(render(one, "en") for one in headline(verdict))
    assert [one.chance for one in promises(verdict)] == [promise.chance]


@cache
def apart() -> Review:
    """Three deadlines for parts of the work, two of equal names, of which two are never met; the rest takes longest."""
    deadlines = {1: datetime(2026, 1, 12, 17), 2: datetime(2026, 1, 7, 17), 3: datetime(2026, 6, 1, 17)}
    tasks = [{"id": key, "days": 10, "name": "Inhuizen", "deadline": day} for key, day in deadlines.items()]
    tasks[0]["name"] = "Verbouwen"
    form = {
        "tasks": [*tasks, {"id": 4, "days": 40}],
        "links": [],
        "start": datetime(2026, 1, 5, 8),
        "calendars": [{"id": 1, "name": "five days", "days": "12345"}],
    }
    return review(build(form), run=RUN)


def test_of_several_promises_those_that_are_hardly_kept_are_counted_and_the_worst_is_named() -> None:
    verdict = apart()
    told = " ".join(render(one, "en") for one in headline(verdict))

    assert committed(verdict) is None
    assert "Of the 3 committed dates for parts of the work 2 have less than a 50 % chance." in told.replace("\xa0", " ")
    assert re.search(r"The worst is ‘2 Inhuizen’ \(deadline 7 January 2026\).* lies \d+ working days later", told)


def test_several_promises_that_are_kept_are_told_with_the_least_likely() -> None:
    verdict = apart()
    found = tuple(replace(one, chance=0.9) for one in verdict.simulation.committed)
    kept = replace(verdict, simulation=replace(verdict.simulation, committed=found))

    told = " ".join(render(one, "nl") for one in headline(kept))

    assert "Elk van de 3 toegezegde datums voor delen van het werk heeft ten minste 50" in told


def test_of_promises_that_are_all_hardly_kept_none_has_a_chance() -> None:
    verdict = apart()
    found = tuple(replace(one, chance=0.1) for one in verdict.simulation.committed)
    missed = replace(verdict, simulation=replace(verdict.simulation, committed=found))

    told = " ".join(render(one, "en") for one in headline(missed)).replace("\xa0", " ")

    assert "None of the 3 committed dates for parts of the work has a 50 % chance." in told


def test_one_certain_date_is_no_praise_beside_those_that_are_missed() -> None:
    sheet = talk_sheet(apart(), "nl")
    asked, well = (_points(sheet, keys) for keys in (("talk.questions.three", "talk.questions.some"), ("talk.well",)))

    assert not any("kans om dat te halen" in one.text for one in well)
    assert asked[0].text.startswith("Wat hangt er voor ‘2 Inhuizen’ af van 7 januari 2026")


def _points(sheet: Document, keys: tuple[str, ...]) -> tuple[Point, ...]:
    titles = {render(Message.of(key), "nl") for key in keys}
    (found,) = (one for one in sheet.sections if one.title in titles)
    assert isinstance(found.block, Points)
    return found.block.points


def test_promises_of_equal_names_are_told_apart_on_the_page() -> None:
    html = page(apart(), "nl")

    assert all(f"Deadline van {name}<" in html for name in ("Verbouwen", "2 Inhuizen", "3 Inhuizen"))


def _minute(moment: datetime) -> int:
    return int((moment - datetime(1970, 1, 1)) / timedelta(minutes=1))


def test_finished_work_ended_when_its_last_activity_did() -> None:
    verdict = finished()
    last = max(one.actual_finish for one in verdict.plan.activities if one.actual_finish is not None)

    (told,) = headline(verdict)

    assert told.values["date"] == last.date()


@pytest.mark.data
@needs_data
def test_finished_work_of_a_real_plan_ended_on_its_last_actual_date() -> None:
    verdict = review(FOLDER / "plans" / "mpxj" / "ProjectDefaultCalendar.xml", run=RUN)

    (told,) = headline(verdict)

    assert render(told, "en").endswith("on 19 April 2011.") or re.search(r"19 April \d{4}", render(told, "en"))


def test_other_defaults_that_agree_are_held_against_p80_itself() -> None:
    verdict = ordinary()
    p80 = verdict.simulation.percentiles["p80"].moment

    def told(moment: datetime) -> str:
        others = tuple(replace(one, p80=moment) for one in verdict.simulation.others)
        found = elsewhere(replace(verdict, simulation=replace(verdict.simulation, others=others)))
        assert found is not None
        return found.key

    assert told(p80) == "report.others_same"
    assert told(p80 + timedelta(days=7)) == "report.others_one"
