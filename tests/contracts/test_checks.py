"""Every check is documented, speaks both languages, has cases that fire and that don't, and is calm and repeatable."""

from __future__ import annotations

import importlib
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.cases.plans import build, computed, futures

from rechterhand.findings.check import Check, Finding, Subject, Verdict
from rechterhand.findings.measured import limit_of, usual_limit
from rechterhand.findings.recount import recount, verdict_of
from rechterhand.registry import members
from rechterhand.reports.observed import Observed, names_of
from rechterhand.reports.saying import Sayer
from rechterhand.text import LANGUAGES, Message, render
from rechterhand.text.catalogue import areas, texts

CHECKS = members("rechterhand.findings.checks", "check", Check)
FOLDER = Path(__file__).parent.parent / "cases" / "checks"
CODE = re.compile(r"\((?:FS|SS|FF|SF)\)")
CODES = {"DC", "SC", "GA"}


def cases(key: str) -> list[dict[str, Any]]:
    path = FOLDER / f"{key}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))["case"] if path.exists() else []


ALL_CASES = [pytest.param(key, case, id=f"{key}: {case['name']}") for key in CHECKS for case in cases(key)]


def examined(key: str, case: dict[str, Any]) -> Finding:
    plan = build(case["plan"])
    simulation = futures(plan, case["futures"]) if "futures" in case else None
    dates, limits, today = computed(plan, case["plan"]), case.get("limits", {}), case.get("today")
    earlier = tuple(build(one) for one in case.get("earlier", ()))
    return CHECKS[key].find(Subject(plan, dates, limits, simulation=simulation, earlier=earlier, today=today))


@pytest.mark.parametrize(("key", "case"), ALL_CASES)
def test_case_gives_the_finding_that_it_states(key: str, case: dict[str, Any]) -> None:
    finding = examined(key, case)

    assert finding.verdict == case["verdict"]
    if "population" in case:
        assert finding.population == case["population"]
    if "value" in case:
        assert finding.value == pytest.approx(case["value"], abs=5e-5)
    assert [one.activity_id for one in finding.evidence] == case.get("evidence", [])


@pytest.mark.parametrize(("key", "case"), ALL_CASES)
def test_all_texts_of_a_finding_can_be_written(key: str, case: dict[str, Any]) -> None:
    finding = examined(key, case)

    for language in LANGUAGES:
        for message in (finding.summary, *(one.text for one in finding.evidence)):
            assert render(message, language).strip()
            assert not CODE.search(render(message, language)), "a code of a link's type, which tools use differently"
        told = {name for one in finding.evidence for name in names_of(one.fields)}
        assert told <= texts("evidence", language).keys(), "values that have no name in evidence.po"
        observed = Observed(build(case["plan"]), Sayer(language))
        for one in finding.evidence:
            names = [part.partition(":")[0] for part in observed.told(one, 480).split("; ")]
            assert len(set(names)) == len(names), "a value that is told twice"


@pytest.mark.parametrize(("key", "case"), ALL_CASES)
def test_same_plan_gives_the_same_finding(key: str, case: dict[str, Any]) -> None:
    first, second = examined(key, case), examined(key, case)

    assert first == second


@pytest.mark.parametrize(("key", "case"), ALL_CASES)
def test_not_applicable_and_not_judgeable_measure_nothing(key: str, case: dict[str, Any]) -> None:
    finding = examined(key, case)

    measured = finding.verdict not in {Verdict.NOT_APPLICABLE, Verdict.NOT_JUDGEABLE}
    if measured and key == "stale_plan" and build(case["plan"]).status_date is None:
        measured = False  # a status date that isn't there has no age
    assert (finding.value is not None) == measured
    if not CHECKS[key].informs:
        assert (finding.threshold is not None) == measured


@pytest.mark.parametrize(("key", "case"), ALL_CASES)
def test_excused_rows_are_counted_anew_by_the_rule_of_the_check(key: str, case: dict[str, Any]) -> None:
    check, finding = CHECKS[key], examined(key, case)
    if finding.value is None or check.unit not in {"share", "count"}:
        return
    whole = finding.value * finding.population if check.unit == "share" else finding.value
    wrong = finding.population - whole if check.is_floor else whole
    if finding.evidence and wrong == pytest.approx(sum(one.counts for one in finding.evidence)):
        assert verdict_of(check, finding.value, finding.threshold, finding.evidence) == finding.verdict

    last, counted = recount(check, finding, finding.evidence)

    assert last.evidence == ()
    assert last.verdict is (Verdict.PASS if counted else finding.verdict)
    assert last.population == finding.population


@pytest.mark.parametrize(("key", "case"), ALL_CASES)
def test_value_lies_on_the_side_of_the_limit_that_is_told(key: str, case: dict[str, Any]) -> None:
    """What the reference, the page and the terminal say of a limit is the rule that the verdict followed."""
    check, finding = CHECKS[key], examined(key, case)
    value, limit = finding.value, finding.threshold
    if value is None or limit is None:
        return
    if finding.between is not None:
        within = finding.between[0] <= value <= finding.between[1]
    else:
        within = round(value, 9) >= limit if check.is_floor else value <= limit
    told = render(limit_of(check, finding) or Message.of(""), "en")

    if within and key != "links_not_finish_to_start":  # one link from start to finish fails at any share
        assert finding.verdict in {Verdict.PASS, Verdict.WARN}
    if not within:
        assert finding.verdict is not Verdict.PASS
    assert told.startswith("from" if finding.between else "at least" if check.is_floor else "at most")


def test_limits_are_told_with_their_direction_and_unit() -> None:
    told = {key: render(limit, "en") for key, check in CHECKS.items() if (limit := usual_limit(check))}

    assert told["missed_tasks"] == "at most 5\u00a0%"
    assert told["links_not_finish_to_start"] == "at least 90\u00a0%"
    assert told["low_baseline_execution"] == "at least 0.95"
    assert told["close_float_paths"] == "at least 5 working days"
    assert told["odd_logic_density"] == "from 1.2 to 3"
    assert told["stale_plan"] == "at most 37 calendar days"
    assert told["peak_load"] == "at most 100\u00a0%"


@pytest.mark.parametrize("key", CHECKS)
def test_check_has_cases_that_fire_and_that_do_not(key: str) -> None:
    verdicts = [case["verdict"] for case in cases(key)]

    assert (Verdict.WARN if CHECKS[key].informs else Verdict.FAIL) in verdicts
    assert Verdict.PASS in verdicts
    assert Verdict.NOT_APPLICABLE in verdicts


@pytest.mark.parametrize("key", [key for key, check in CHECKS.items() if check.informs])
def test_check_that_informs_never_fails_without_a_limit_of_ones_own(key: str) -> None:
    assert Verdict.FAIL not in [case["verdict"] for case in cases(key) if not case.get("limits")]


@pytest.mark.parametrize("key", CHECKS)
def test_check_is_calm_on_an_empty_plan(key: str) -> None:
    plan = build({})

    for schedule in (None, computed(plan, {"scheduled": True})):
        finding = CHECKS[key].find(Subject(plan, schedule))

        assert finding.verdict is Verdict.NOT_APPLICABLE
        assert finding.evidence == ()


@pytest.mark.parametrize("key", CHECKS)
def test_check_is_documented_with_source_and_examples(key: str) -> None:
    manual = importlib.import_module(f"rechterhand.findings.checks.{key}").__doc__ or ""

    for part in ("Source: ", "Bad: ", "Good: "):
        assert f"\n{part}" in manual
    assert CHECKS[key].reference
    assert CHECKS[key].codes
    assert {code[:2] for code in CHECKS[key].codes} <= CODES


@pytest.mark.parametrize("key", CHECKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_check_explains_itself_in_both_languages(key: str, language: Any) -> None:
    for part in ("title", "explanation", "advice"):
        assert render(Message.of(f"checks.{key}.{part}"), language).strip()


@pytest.mark.parametrize("key", CHECKS)
def test_name_says_the_defect_not_the_advice(key: str) -> None:
    assert not key.startswith(("no_", "avoid_"))


def test_catalogue_has_no_text_of_a_check_that_does_not_exist() -> None:
    own = {name.partition("/")[2] for name in areas("en") if name.startswith("checks/")}

    assert own == set(CHECKS)
    assert {key.split(".")[1] for key in texts("checks", "en")} & own == set()


def test_every_case_file_belongs_to_a_check() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(CHECKS)
