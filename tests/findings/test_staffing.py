"""Prices of people: one more in the weeks that fall short, on the same futures."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest
from tests.cases.plans import build

import rechterhand as rh
from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.simulate.run import Run
from rechterhand.findings.bottleneck import Bottleneck, PriceList
from rechterhand.record.plan import Plan
from rechterhand.reports.headline import headline
from rechterhand.reports.page import page
from rechterhand.reports.saying import Sayer
from rechterhand.text import LANGUAGES, Language, render
from rechterhand.text.ending import ending_day
from rechterhand.text.plain import plain
from rechterhand.verdict import Review, outlook, review

SURE = Uncertainty(low=1.0, likely=1.0, high=1.0, correlation=0.0)
RUN = Run(300, 1, 1)
MINUTES = 480


def _plan(tasks: int = 2, testers: float = 1.0, **also: object) -> Plan:
    """As many tasks of ten days at once, all of one tester, and a milestone behind them."""
    return build(
        {
            "start": datetime(2026, 1, 5, 8),
            "tasks": [
                *({"id": key, "days": 10, "name": f"Testronde {key}"} for key in range(1, tasks + 1)),
                {"id": 99, "days": 0, "name": "Getest"},
            ],
            "links": [f"{key} FS 99" for key in range(1, tasks + 1)],
            "resources": [{"id": 1, "name": "tester", "max_units": testers}],
            "assignments": [
                {"id": key, "task": key, "resource_id": 1, "remaining_work_minutes": 10 * MINUTES, **also}
                for key in range(1, tasks + 1)
            ],
        }
    )


def _people(prices: PriceList) -> list[Bottleneck]:
    return [one for one in prices.bottlenecks if one.kind == "resource"]


def _made(plan: Plan, uncertainty: Uncertainty = SURE) -> Review:
    return outlook(plan, run=RUN, uncertainty=uncertainty, prices=True)


def test_price_is_what_one_more_brings_and_ceiling_what_no_limit_does() -> None:
    two, three = (_people(_made(_plan(tasks)).prices) for tasks in (2, 3))

    assert [(one.price_days, one.standard_error_days, one.ceiling_days) for one in two] == [(10.0, 0.0, 10.0)]
    assert [(one.price_days, one.ceiling_days) for one in three] == [(10.0, 20.0)]
    assert render(two[0].title, "nl") == "Tekort aan ‘tester’ in 2 weken"
    assert render(two[0].relief, "en") == "There is one more in those 2 weeks (between 5 Jan 2026 and 16 Jan 2026)."


def test_people_lead_the_list_where_they_cost_most() -> None:
    prices = _made(_plan(), Uncertainty()).prices

    assert prices.bottlenecks[0].kind == "resource"
    assert [one.rank for one in prices.bottlenecks] == list(range(1, len(prices.bottlenecks) + 1))
    assert prices.bottlenecks[0].standard_error_days > 0


@pytest.mark.parametrize("testers", [2.0, 5.0])
def test_enough_people_cost_nothing(testers: float) -> None:
    made = _made(_plan(testers=testers))

    assert _people(made.prices) == []
    assert made.people is not None
    assert made.people.later_days == 0
    assert "alleen op logica" not in " ".join(render(one, "nl") for one in headline(made))


def test_without_hours_nobody_is_waited_for() -> None:
    made = _made(_plan(remaining_work_minutes=0.0))

    assert made.people is None
    assert _people(made.prices) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "Dat is alleen op logica: met de mensen die er zijn is P80 30 januari 2026, 10 werkdagen later."),
        ("en", "That is by logic alone: with the people there are, P80 is 30 January 2026, 10 working days later."),
    ],
)
def test_headline_says_what_logic_leaves_out(language: Language, words: str) -> None:
    assert words in " ".join(Sayer(language, plain).message(one) for one in headline(_made(_plan())))


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_names_who_falls_short_and_escapes_the_name(language: Language) -> None:
    plan = _plan()
    named = replace(plan, resources=(replace(plan.resources[0], name="<b>tester</b>", generic=True),))
    html = page(review(named, run=RUN, uncertainty=SURE, names=True), language)

    assert "<b>tester" not in html
    assert "&lt;b&gt;tester&lt;/b&gt;" in html
    assert "‘Testronde 2’" in html


def test_names_of_people_stay_out_unless_asked_for() -> None:
    plan = _plan()
    person = replace(plan, resources=(replace(plan.resources[0], name="Jan Jansen", role="tester"),))
    quiet, named = (review(person, run=RUN, uncertainty=SURE, names=names) for names in (False, True))

    assert quiet.people is not None
    assert named.people is not None
    assert [one.name for one in quiet.people.shortages] == ["tester"]
    assert [one.name for one in named.people.shortages] == ["Jan Jansen"]


MANY = Run(4_000, 5, 1)
"""Four times as many futures by logic as with people."""


def test_people_are_never_told_to_be_earlier_than_logic() -> None:
    made = outlook(_plan(testers=2.0), run=MANY)
    assert made.people is not None

    assert made.people.iterations < made.simulation.iterations
    for key, one in made.people.percentiles.items():
        assert one.moment == made.simulation.percentiles[key].moment


def test_with_people_lies_as_many_working_days_later_as_the_headline_says() -> None:
    made = outlook(_plan(), run=MANY)
    assert made.people is not None
    (told,) = (one for one in headline(made) if one.key == "report.headline.people")
    days = [ending_day(one.percentiles["p80"].moment) for one in (made.simulation, made.people)]

    assert told.values["p80"] == days[1]
    assert told.values["count"] == np.busday_count(*(day + timedelta(days=1) for day in days))
    assert abs(made.people.later_days - float(str(told.values["count"]))) < 1


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", "de eerste 1.000 van de 4.000 toekomsten"), ("en", "the first 1,000 of 4,000 futures")],
)
def test_fewer_futures_with_people_are_told(language: Language, words: str) -> None:
    made = review(_plan(), run=MANY)

    assert words in page(made, language).replace("\u00a0", " ")


def test_same_futures_from_python() -> None:
    found = rh.simulate_with_people(_plan(), run=RUN, uncertainty=SURE)

    assert found is not None
    assert found.later_days == 10.0
    assert "1 shortage" in repr(found)
    assert "tester" in found._repr_html_()
