"""Results as a notebook shows them: short, readable, and harmless whatever a plan is called."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from tests.cases.verdicts import harmful, ordinary

import rechterhand as rh
from rechterhand.findings.check import CheckResults


class Tags(HTMLParser):
    """Gathers what a piece of HTML consists of."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Tags:
    found = Tags()
    found.feed(html)
    return found


def shown(review: Any) -> dict[str, Any]:
    return {
        "reading": review.reading,
        "plan": review.plan,
        "review": review,
        "schedule": review.schedule,
        "checks": review.checks,
        "simulation": review.simulation,
        "prices": review.prices,
    }


@pytest.mark.parametrize("name", ["reading", "plan", "review", "schedule", "checks", "simulation", "prices"])
def test_result_shows_itself_without_markup_of_the_plan(name: str) -> None:
    found = read(shown(harmful())[name]._repr_html_())

    assert found.tags <= {"p", "strong", "table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert found.attributes <= {"scope"}
    assert "\x1b" not in found.text
    assert "table" in found.tags


def test_verdict_shows_p80_prices_and_checks() -> None:
    review = ordinary()
    text = read(review._repr_html_()).text

    assert f"{review.simulation.percentiles['p80'].moment:%Y-%m-%d}" in text
    assert "Waiting between Inschrijvingen beoordelen and Gunning" in text
    assert "hard_constraints" in text


def test_schedule_shows_every_float_the_drag_and_the_longest_path() -> None:
    text = read(ordinary().schedule._repr_html_()).text

    for head in ("total float", "free float", "interfering float", "drag", "critical", "longest path"):
        assert head in text


def test_float_paths_show_themselves() -> None:
    found = rh.float_paths(harmful().schedule, count=3)
    shown = read(found._repr_html_())

    assert repr(found).startswith("FloatPaths(3 to ")
    assert shown.tags <= {"p", "table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert "relative float (days)" in shown.text
    assert "13.00" in shown.text


def test_long_schedule_is_cut_and_says_so() -> None:
    html = ordinary().schedule._repr_html_()

    assert html.count("<tr>") == 21
    assert "… 10 more" in html


@pytest.mark.parametrize("name", ["reading", "plan", "review", "schedule", "simulation", "prices"])
def test_result_is_one_short_line_elsewhere(name: str) -> None:
    told = repr(shown(ordinary())[name])

    assert "\n" not in told
    assert len(told) < 200
    assert not re.search(r"array\(|object at", told)


def test_checks_stay_a_tuple() -> None:
    checks = ordinary().checks

    assert isinstance(checks, CheckResults)
    assert checks == tuple(checks)


def test_what_was_read_goes_into_each_step_as_it_is() -> None:
    reading = ordinary().reading

    assert rh.schedule(reading).project_finish == rh.schedule(reading.plan).project_finish
    assert len(rh.check(reading)) == len(rh.check(reading.plan, rh.schedule(reading.plan)))
    assert rh.simulate(reading, run=rh.Run(iterations=200)).iterations == 200


def test_public_names_can_be_completed() -> None:
    assert set(rh.__all__) <= set(dir(rh))
    for name in rh.__all__:
        assert getattr(rh, name)


def test_checks_tell_their_outcome_and_no_addresses() -> None:
    checks = ordinary().checks

    assert repr(checks).startswith(f"CheckResults({len(checks)} checks: ")
    for told in (repr(checks), repr(checks[0]), checks[0]._repr_html_()):
        assert "0x" not in told
        assert len(told) < 20_000
    assert checks[0].id in repr(checks[0])
    assert "<table>" in checks[0]._repr_html_()


def test_every_step_takes_a_file_a_reading_or_a_plan(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("Taak;Duur;Voorganger\nBouwen;5d;\nTesten;3d;1\n", encoding="utf-8")
    reading = rh.read(path)
    run = rh.Run(iterations=200)

    for given in (str(path), path, reading, reading.plan):
        assert rh.schedule(given).project_finish == rh.schedule(reading).project_finish
        assert rh.simulate(given, run=run).percentiles == rh.simulate(reading, run=run).percentiles
        assert [one.finding.verdict for one in rh.check(given)] == [one.finding.verdict for one in rh.check(reading)]
