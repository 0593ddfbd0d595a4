"""Plans with their checks, as the ``check`` command makes them: excused rows, harmful texts, seventy checks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from tests.cases.programme import hostile, programme

from rechterhand.engine.schedule.solve import schedule
from rechterhand.findings.check import CheckResult, CheckResults, Verdict
from rechterhand.findings.examine import examine
from rechterhand.findings.examined import Examined
from rechterhand.findings.profile import Excuse, Profile
from rechterhand.findings.profiles.read import read_profile
from rechterhand.intake import Reading
from rechterhand.record.plan import Plan

LAST = date(2027, 6, 30)
HARM = "<script>alert(2)</script> =1+1"


def profile(reason: str = "Afgesproken in de stuurgroep", owner: str = "Projectleider invoering") -> Profile:
    """All checks, with an excuse of each kind."""
    excuses = (
        Excuse(("leads",), 24, reason, owner, LAST),
        Excuse(("hard_constraints",), 26, reason, owner, date(2026, 9, 1)),
        Excuse(("lags",), "A99", reason, owner, LAST),
        Excuse(("open_ends",), 26, reason, None, LAST, name="Bevriezing"),
    )
    return replace(
        read_profile("default"), key="huis", titles={"nl": "Ons <huis>", "en": "Our <house>"}, excuses=excuses
    )


def _examined(plan: Plan, by: Profile | None) -> Examined:
    dates = schedule(plan)
    return Examined(Reading(plan), dates, examine(plan, dates, profile=by))


@cache
def ordinary() -> Examined:
    """The programme, without a profile."""
    return _examined(programme(names=("", "", "", "")), None)


@cache
def excused() -> Examined:
    """The programme with excuses."""
    return _examined(programme(), profile())


@cache
def harmful() -> Examined:
    """Names, reasons and owners that would do harm in a page, a workbook or a terminal."""
    return _examined(hostile(), profile(reason=HARM, owner='"><img src=x onerror=alert(1)>'))


@cache
def many() -> Examined:
    """Seventy checks of all verdicts, some with a lot of evidence."""
    one = excused()
    results: list[CheckResult] = []
    for number in range(70):
        result = one.checks[number % len(one.checks)]
        verdict = tuple(Verdict)[number % len(Verdict)]
        finding = replace(result.finding, verdict=verdict, evidence=tuple(result.finding.evidence) * 30)
        near = frozenset({26}) if number // 5 % 2 else frozenset[int]()
        results.append(replace(result, finding=finding, near_critical=near, near_rows=frozenset(range(len(near)))))
    checks = CheckResults(results, profile=one.checks.profile, excuses=one.checks.excuses)
    return replace(one, checks=checks)


@cache
def empty() -> Examined:
    """A plan without a single row."""
    return _examined(replace(programme(), activities=(), links=(), assignments=()), None)
