"""Activities that are excused: no longer counted, always visible, and said when an excuse doesn't do what it should."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases.plans import build

from rechterhand.findings.check import Check, CheckResult, CheckResults, Evidence, Finding, Severity, Verdict, at_least
from rechterhand.findings.examine import examine
from rechterhand.findings.profile import Excuse, Profile, State
from rechterhand.findings.recount import recount
from rechterhand.text import LANGUAGES, Message, render

DAY = date(2026, 10, 5)
LATER = date(2027, 3, 31)


def excuse(check: str, activity: int | str, **fields: Any) -> Excuse:
    return Excuse((check,), activity, "agreed in the board", "project leader", fields.pop("expires", LATER), **fields)


def examined(
    form: dict[str, Any], *excuses: Excuse, status: datetime | None = datetime(2026, 10, 5, 8)
) -> CheckResults:
    profile = Profile("own", {}, frozenset({"lags", "leads", "open_ends", "long_activities"}), excuses=excuses)
    return examine(replace(build(form), status_date=status), None, profile=profile, today=DAY)


def of(results: CheckResults, key: str) -> CheckResult:
    return next(one for one in results if one.id == key)


def lagging(count: int, lags: int) -> dict[str, Any]:
    links = [f"{number} FS{'+3d' if number <= lags else ''} {number + 1}" for number in range(1, count)]
    return {
        "tasks": [{"id": number, "code": f"A{number}", "days": 5} for number in range(1, count + 1)],
        "links": links,
    }


def test_excused_row_leaves_the_value_and_stays_visible_with_its_reason() -> None:
    results = examined(lagging(21, 2), excuse("lags", 2))
    lags = of(results, "lags")

    assert (lags.finding.population, lags.finding.value) == (20, pytest.approx(1 / 20))
    assert lags.finding.verdict is Verdict.PASS
    assert [one.activity_id for one in lags.finding.evidence] == [3]
    assert [(one.evidence.activity_id, one.excuse.reason) for one in lags.excused] == [(2, "agreed in the board")]
    assert lags.recounted
    assert render(lags.finding.summary, "en").endswith("Excused: 1 row; without it 1 of 20 (5.0\u00a0%).")
    assert "Vrijgesteld: 1 regel; zonder die regel 1 van de 20" in render(lags.finding.summary, "nl")
    assert [one.state for one in results.excuses] == [State.USED]


def test_excuse_is_about_its_own_check_alone() -> None:
    results = examined(lagging(21, 2), excuse("leads", 2))

    assert of(results, "lags").excused == ()
    assert of(results, "lags").finding.verdict is Verdict.FAIL
    assert [one.state for one in results.excuses] == [State.UNMATCHED]


@pytest.mark.parametrize(
    ("given", "state"),
    [
        (excuse("lags", 2), State.USED),
        (excuse("lags", "A2"), State.USED),
        (excuse("lags", 2, name="task  2"), State.USED),
        (excuse("lags", 2, name="Task 3"), State.UNMATCHED),
        (excuse("lags", 2, other=1), State.USED),
        (excuse("lags", 2, other=3), State.UNMATCHED),
        (excuse("lags", 2, other=99), State.UNMATCHED),
        (excuse("lags", 1), State.UNMATCHED),
        (excuse("lags", 99), State.UNMATCHED),
        (excuse("lags", "2"), State.UNMATCHED),
        (excuse("missing_baseline", 2), State.UNMATCHED),
        (excuse("lags", 2, expires=DAY), State.USED),
        (excuse("lags", 2, expires=date(2026, 10, 4)), State.EXPIRED),
        (excuse("lags", 2, plan="mini*"), State.USED),
        (excuse("lags", 2, plan="MINI.TOML"), State.USED),
    ],
)
def test_what_comes_of_an_excuse_is_said(given: Excuse, state: State) -> None:
    results = examined(lagging(21, 2), given)

    assert [one.state for one in results.excuses] == [state]
    assert bool(of(results, "lags").excused) is (state is State.USED)
    for language in LANGUAGES:
        assert render(results.excuses[0].text, language)


def test_excuse_for_another_plan_is_left_alone() -> None:
    results = examined(lagging(21, 2), excuse("lags", 2, plan="other*"))

    assert results.excuses == ()
    assert of(results, "lags").excused == ()


def test_expired_excuse_counts_again_and_says_on_which_day() -> None:
    results = examined(lagging(21, 2), excuse("lags", 2, expires=date(2026, 9, 1)))

    assert of(results, "lags").finding.value == pytest.approx(2 / 20)
    told = render(results.excuses[0].text, "en")
    assert "expired on 1 September 2026; on 5 October 2026 it counts again" in told
    assert [one.key for one in results.assumptions] == ["profile", "excuses"]


def test_without_a_status_date_the_day_of_judgement_counts_and_is_said() -> None:
    results = examined(lagging(21, 2), excuse("lags", 2, expires=date(2026, 10, 4)), status=None)

    assert results.excuses[0].state is State.EXPIRED
    assert "no status date" in render(results.assumptions[1].text, "en")


def test_code_that_two_activities_carry_excuses_neither() -> None:
    form = lagging(21, 2)
    form["tasks"][5]["code"] = "A2"

    assert examined(form, excuse("lags", "A2")).excuses[0].state is State.UNMATCHED


def test_milestones_that_are_shown_and_not_counted_take_nothing_off() -> None:
    tasks = [{"id": number, "days": 5} for number in range(1, 42)]
    tasks.append({"id": 42, "days": 0, "type": "milestone"})
    form = {"tasks": tasks, "links": [f"{number} FS {number + 1}" for number in range(1, 39)]}

    loose = of(examined(form), "open_ends")
    milestone = of(examined(form, excuse("open_ends", 42)), "open_ends")
    every = of(examined(form, *(excuse("open_ends", one.activity_id) for one in loose.finding.evidence)), "open_ends")

    assert 42 in {one.activity_id for one in loose.finding.evidence}
    assert milestone.finding.value == loose.finding.value
    assert milestone.finding.verdict is loose.finding.verdict
    assert (every.finding.value, every.finding.verdict) == (0.0, Verdict.PASS)


def test_within_the_limit_an_open_end_that_is_left_stays_a_warning() -> None:
    form = {"tasks": [{"id": number, "days": 5} for number in range(1, 42)], "links": []}
    form["links"] = [f"{number} FS {number + 1}" for number in range(1, 37)]
    loose = of(examined(form), "open_ends").finding

    kept = of(examined(form, *(excuse("open_ends", one.activity_id) for one in loose.evidence[:-1])), "open_ends")

    assert loose.verdict is Verdict.FAIL
    assert kept.finding.verdict is Verdict.WARN


@settings(max_examples=60, deadline=None)
@given(count=st.integers(2, 40), data=st.data())
def test_value_without_excused_rows_is_what_is_left_over_of_all(count: int, data: st.DataObject) -> None:
    lags = data.draw(st.integers(0, count - 1))
    ids = data.draw(st.sets(st.integers(1, count)))

    finding = of(examined(lagging(count, lags), *(excuse("lags", one) for one in sorted(ids))), "lags").finding

    left = [number for number in range(2, lags + 2) if number not in ids]
    assert sorted(one.activity_id for one in finding.evidence) == left
    assert finding.value == pytest.approx(len(left) / (count - 1))
    assert finding.verdict is (Verdict.PASS if len(left) / (count - 1) <= 0.05 else Verdict.FAIL)


ROW = Evidence(1, Message.of("checks.lags.nothing"))


def made(
    unit: str, value: float, population: int, verdict: Verdict, limit: float, **fields: Any
) -> tuple[Check, Finding]:
    rows = tuple(replace(ROW, activity_id=number) for number in range(1, fields.pop("rows", 2) + 1))
    check = Check(("DC01",), "", Severity.DATES, unit, limit, lambda _: finding, **fields)
    finding = Finding(verdict, population, value, limit, Message.of("checks.lags.nothing"), rows)
    return check, finding


def test_share_of_what_is_right_grows_by_what_is_excused() -> None:
    check, finding = made("share", 0.8, 10, Verdict.FAIL, 0.9, rule=at_least)

    anew, counted = recount(check, finding, finding.evidence[:1])

    assert counted
    assert (anew.value, anew.verdict) == (0.9, Verdict.PASS)


@pytest.mark.parametrize(
    "found",
    [
        made("index", 0.8, 10, Verdict.FAIL, 0.95),
        made("share", 0.5, 10, Verdict.FAIL, 0.05),
        made("count", 7.0, 10, Verdict.FAIL, 0.0),
        made("share", 0.15, 10, Verdict.FAIL, 0.05),
        made("share", 0.2, 10, Verdict.WARN, 0.05),
    ],
    ids=["index", "more than its evidence", "rows for groups", "no whole number", "judged by another rule"],
)
def test_what_cannot_be_counted_anew_keeps_its_verdict_and_says_so(found: tuple[Check, Finding]) -> None:
    check, finding = found

    anew, counted = recount(check, finding, finding.evidence[:1])

    assert not counted
    assert (anew.value, anew.verdict) == (finding.value, finding.verdict)
    assert len(anew.evidence) == 1
    assert "still in this figure" in render(anew.summary, "en")
