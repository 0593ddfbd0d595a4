"""The advice: the rule worked by hand, what its order may depend on, and what is said as reasons."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from tests.cases.verdicts import bare, empty, finished, harmful, ordinary

import rechterhand as rh
from rechterhand.findings.bottleneck import Hidden
from rechterhand.findings.check import Severity, Verdict
from rechterhand.text import LANGUAGES, Language, Message, render
from rechterhand.toolbox.advise import SHORT, advise, answering, chosen
from rechterhand.toolbox.answers import BOTTLENECKS, answers_of_check, answers_of_kind
from rechterhand.toolbox.catalogue import techniques
from rechterhand.toolbox.fit import Fit, fit
from rechterhand.toolbox.found import FAILED, HIDDEN, found_in
from rechterhand.toolbox.situation import Basis, Known, Situation
from rechterhand.toolbox.told import given_of
from rechterhand.toolbox.vocabulary import ANSWERS, CIRCUMSTANCES

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "advice.toml").read_text(encoding="utf-8"))["case"]


def around(told: dict[str, Any]) -> Situation:
    """The circumstances of a plan that tells nothing."""

    known = given_of(told)
    found = {key: Known(value, Basis.TOLD, Message.of("toolbox.told")) for key, value in known.values.items()}
    return Situation(found, known.minutes, known.forbidden)


def fits(weights: dict[str, float], told: dict[str, Any]) -> list[Fit]:
    return [fit(one, weights, around(told)) for one in techniques().values()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_the_rule_gives_what_was_worked_by_hand(case: dict[str, Any]) -> None:
    found = fits(case["weights"], case.get("circumstances", {}))
    by_key = {one.technique.key: one for one in found}
    picked = chosen(found)

    for key, value in case.get("fits", {}).items():
        assert by_key[key].value == pytest.approx(value), key
    if "advised" in case:
        assert [one.technique.key for one in picked] == case["advised"]
    if case.get("short"):
        assert [one.technique.minutes < SHORT for one in picked] == [False] * 4 + [True]


TROUBLES = some.dictionaries(some.sampled_from(ANSWERS), some.floats(0.01, 1.0), max_size=6)
AROUND = some.fixed_dictionaries(
    {},
    optional={key: some.sampled_from(values) for key, values in CIRCUMSTANCES.items()}
    | {"time": some.integers(5, 300)},
)


@settings(deadline=None)
@given(TROUBLES, AROUND, some.randoms())
def test_the_order_of_what_is_looked_at_decides_nothing(weights: Any, told: Any, random: Any) -> None:
    found = fits(weights, told)
    mixed = random.sample(found, len(found))

    assert chosen(mixed) == chosen(found)


@settings(deadline=None)
@given(TROUBLES, AROUND, some.sampled_from(sorted(techniques())))
def test_what_speaks_against_a_technique_never_raises_it(weights: Any, told: Any, key: str) -> None:
    def place(forbidden: bool) -> int:
        picked = chosen(fits(weights, {**told, "not": {key: forbidden}}))
        return next((rank for rank, one in enumerate(picked) if one.technique.key == key), len(techniques()))

    assert place(True) >= place(False)


@settings(deadline=None)
@given(TROUBLES, AROUND)
def test_at_most_five_each_once_that_fit_and_one_of_them_short(weights: Any, told: Any) -> None:
    found = fits(weights, told)
    picked = chosen(found)
    fitting = [one for one in found if one.answered and one.value > 0]

    assert len({one.technique.key for one in picked}) == len(picked) <= 5
    assert all(one in fitting for one in picked)
    assert bool(picked) is bool(fitting)
    if any(one.technique.minutes < SHORT for one in fitting):
        assert any(one.technique.minutes < SHORT for one in picked)
    if picked and len(picked) > 1:
        assert picked[0].value == max(one.value for one in fitting)


def with_hidden() -> rh.Review:
    """A verdict with a calendar that makes the plan look better than it is."""
    review = ordinary()
    title = Message.of("bottlenecks.activity.title", name="Gunning")
    return replace(
        review, prices=replace(review.prices, hidden=(Hidden("calendar", "calendar:1", title, (11,), 2.5, 0.2),))
    )


@pytest.mark.parametrize("made", [ordinary, with_hidden])
def test_weights_are_shares_of_the_price(made: Any) -> None:
    review = made()
    found = found_in(review)
    prices = {one.key: review.prices.ranked(one)[0] for one in review.prices.bottlenecks}
    dear = {key: days for key, days in prices.items() if days >= 0.05}
    failed = {
        answer
        for one in review.checks
        if one.finding.verdict is Verdict.FAIL and one.check.severity is not Severity.TIDINESS
        for answer in answers_of_check(one.id, one.check)
    }
    hidden = {answer for one in review.prices.hidden for answer in answers_of_kind(one.kind)}

    for trouble in ANSWERS:
        behind = sum(
            dear[one.key] / sum(dear.values())
            for one in review.prices.bottlenecks
            if one.key in dear and trouble in answers_of_kind(one.kind)
        )
        weight = behind + HIDDEN * (trouble in hidden) + FAILED * (trouble in failed)
        assert found.weights.get(trouble, 0.0) == pytest.approx(min(1.0, weight)), trouble


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("made", [ordinary, bare, harmful])
def test_every_technique_that_is_advised_says_why(made: Any, language: Language) -> None:
    advice = rh.advise(made(), {"place": "online", "time": 60, "not": {"planning_poker": True}})

    assert 1 <= len(advice.techniques) <= 5
    assert [one.rank for one in advice.techniques] == list(range(1, len(advice.techniques) + 1))
    for one in advice.techniques:
        told = [render(each, language) for each in one.reasons]
        assert told
        assert all(told)
        assert one.found.priced or one.found.hidden or one.found.failed


def test_a_reason_names_bottlenecks_with_their_price_and_what_speaks_for_and_against() -> None:
    advice = advise(ordinary(), {"place": "online", "time": 20})
    first = advice.techniques[0]
    told = " | ".join(render(one, "nl") for one in first.reasons)
    dearest = first.found.priced[0]

    assert render(dearest.bottleneck.title, "nl") in told
    assert f"{dearest.days:.1f} werkdagen".replace(".", ",") in told
    assert "het past bij fase (uitvoering)" in told
    assert f"het duurt {first.technique.minutes} minuten, en er zijn er 20" in told


@pytest.mark.parametrize("made", [finished, empty])
def test_where_nothing_holds_up_only_failed_checks_ask_for_anything(made: Any) -> None:
    advice = advise(made())

    assert all(one.found.failed and not one.found.priced for one in advice.techniques)


def test_a_hidden_bottleneck_is_a_reason_of_its_own() -> None:
    advice = advise(with_hidden(), {"not": dict.fromkeys(techniques(), True), "time": 60}, most=len(techniques()))
    told = [render(each, "nl") for one in advice.techniques for each in one.reasons]

    assert any("hierdoor is de planning 2,5 werkdagen te rooskleurig" in one for one in told)
    assert all(
        "wat ertegen pleit, is hier het geval" in (render(each, "nl") for each in one.reasons)
        for one in advice.techniques
    )


def test_what_the_review_did_by_itself_is_not_advised() -> None:
    assert "monte_carlo" not in {one.technique.key for one in advise(ordinary(), most=len(techniques())).techniques}
    assert "monte_carlo" not in answering("activity")


def test_advice_is_the_same_every_time() -> None:
    assert repr(advise(ordinary())) == repr(advise(ordinary())) != "Advice(none)"


@pytest.mark.parametrize("kind", sorted(BOTTLENECKS))
def test_every_kind_of_bottleneck_has_techniques_that_answer_it(kind: str) -> None:
    keys = answering(kind)

    assert len(answering(kind, most=2)) == 2
    assert all(set(techniques()[key].answers) & set(answers_of_kind(kind)) for key in keys)


def test_circumstances_change_what_answers_a_bottleneck() -> None:
    alone, together = answering("decision"), answering("decision", around({"place": "async", "size": 30}))

    assert set(together) < set(alone)
    assert "expedite_decision" not in answering("decision", around({"not": {"expedite_decision": True}}))
