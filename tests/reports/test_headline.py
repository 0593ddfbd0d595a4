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
from rechterhand.intake import Intake
from rechterhand.reports.headline import committed, elsewhere, headline, promises
from rechterhand.text import render
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
    with Intake() as intake:
        verdict = review(FOLDER / "plans" / "mpxj" / "ProjectDefaultCalendar.xml", intake=intake, run=RUN)

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
