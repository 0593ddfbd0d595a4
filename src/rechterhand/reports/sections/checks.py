"""Whether the plan can be believed: checks, worst first, with their evidence to open."""

from __future__ import annotations

from rechterhand.findings.check import CheckResult, Verdict
from rechterhand.reports.charts.svg import clean
from rechterhand.reports.markup import bullets, details, table
from rechterhand.reports.saying import Sayer
from rechterhand.verdict import Review

EVIDENCE = 40
MARKS = {"pass": "✓", "warn": "!", "fail": "✗", "not_applicable": "–", "not_judgeable": "?"}


def checks(review: Review, say: Sayer) -> str:
    """Every check with its verdict in a word and a mark, what it found, and what to do."""
    counts = {verdict: sum(one.finding.verdict is verdict for one in review.checks) for verdict in Verdict}
    told = say(
        "report.counted",
        checks=len(review.checks),
        passed=counts[Verdict.PASS],
        warned=counts[Verdict.WARN],
        failed=counts[Verdict.FAIL],
    )
    rows = [(_verdict(one, say), _found(one, say)) for one in review.checks]
    heads = (say("report.column.verdict"), say("report.column.found"))
    return f"<section><h2>{say('report.believed')}</h2><p>{told}</p>{table(heads, rows, look='checks')}</section>"


def _verdict(one: CheckResult, say: Sayer) -> str:
    verdict = one.finding.verdict.value
    return f'<span class="{verdict}">{MARKS[verdict]} {say(f"report.verdict.{verdict}")}</span>'


def _found(one: CheckResult, say: Sayer) -> str:
    codes = clean(", ".join(one.check.codes))
    title = f'<strong>{say(f"checks.{one.id}.title")}</strong> <span class="quiet">{codes}</span>'
    said = f"{title}<br>{say.message(one.finding.summary)}"
    if one.finding.verdict not in {Verdict.FAIL, Verdict.WARN}:
        return said
    why, advice = say(f"checks.{one.id}.explanation"), say(f"checks.{one.id}.advice")
    return f"{said}<p>{why} <em>{advice}</em></p>{_evidence(one, say)}"


def _evidence(one: CheckResult, say: Sayer) -> str:
    found = one.finding.evidence
    if not found:
        return ""
    left = len(found) - EVIDENCE
    more = f"<p class='quiet'>{say('report.more', count=left)}</p>" if left > 0 else ""
    content = bullets(say.message(row.text) for row in found[:EVIDENCE]) + more
    return details(say("report.evidence", count=len(found)), content, look="evidence")
