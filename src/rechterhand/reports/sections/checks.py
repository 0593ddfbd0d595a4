"""Whether the plan can be believed: what could hurt the finish first, each with what to do and evidence to open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rechterhand.findings.check import CheckResult, CheckResults, Verdict
from rechterhand.findings.measured import limit_of, measured, usual_limit
from rechterhand.findings.subjects import SUBJECTS, subject_of, subject_title
from rechterhand.reports.charts.svg import clean
from rechterhand.reports.markup import bullets, details
from rechterhand.reports.saying import Sayer
from rechterhand.reports.sources import source
from rechterhand.reports.tally import tally
from rechterhand.verdict import Review

EVIDENCE = 40
MARKS = {"pass": "✓", "warn": "!", "fail": "✗", "not_applicable": "–", "not_judgeable": "?"}


def checks(review: Review, say: Sayer) -> str:
    """The section of the verdict's page."""
    told = say("report.counted", checks=len(review.checks), tally=tally(review.checks))
    return f"<section><h2>{say('report.believed')}</h2><p>{told}</p>{groups(review.checks, say, level=3)}</section>"


def grouped(results: CheckResults) -> dict[str, list[CheckResult]]:
    """The results by what they ask of a reader, in the order of asking: 'hurt', 'failed', 'warn', then the quiet ones.

    'hurt' are failed checks about work that decides the finish, or nearly.
    """
    keys = ("hurt", "failed", "warn", "not_judgeable", "pass", "not_applicable")
    found: dict[str, list[CheckResult]] = {key: [] for key in keys}
    for one in results:
        verdict = one.finding.verdict
        failed = "hurt" if one.near_critical else "failed"
        found[failed if verdict is Verdict.FAIL else verdict.value].append(one)
    return found


def groups(results: CheckResults, say: Sayer, *, level: int) -> str:
    """Every group that has anything in it; those that ask nothing are folded."""
    parts = []
    for key, found in grouped(results).items():
        if not found:
            continue
        title = say(f"report.checks.{key}", count=len(found))
        if key in {"hurt", "failed", "warn"}:
            cards = "".join(_card(one, say, level + 1) for one in found)
            parts.append(f'<section class="group" id="checks-{key}"><h{level}>{title}</h{level}>{cards}</section>')
        else:
            head = f"<h{level}>{say(f'report.verdicts.{key}')}</h{level}>"
            content = details(title, _by_subject(found, say, level + 1), look="fold")
            parts.append(f'<section class="group" id="checks-{key}">{head}{content}</section>')
    return "".join(parts) + _excuses(results, say, level)


def _card(one: CheckResult, say: Sayer, level: int) -> str:
    """One check that found something: what, how near the finish, what to do, and how we know."""
    near = ""
    if one.near_rows:
        told = say("report.checks.near", count=len(one.near_rows), of=len(one.finding.evidence))
        near = f'<p class="near">{told}</p>'
    what = (
        f"<h{level}>{_verdict(one, say)} {_title(one, say)}</h{level}>"
        f"<p>{say.message(one.finding.summary)}</p>{near}{_how(one, say)}{_excused(one, say)}"
    )
    todo = f'<p class="todo"><strong>{say("report.checks.todo")}</strong> {say(f"checks.{one.id}.advice")}</p>'
    look = f"finding {one.finding.verdict.value}-edge"
    return f'<article class="{look}" id="check-{one.id}"><div>{what}</div>{todo}</article>'


def _by_subject(found: Iterable[CheckResult], say: Sayer, level: int) -> str:
    """Quiet checks below the subject they are about."""
    parts: dict[str, list[str]] = {subject: [] for subject in SUBJECTS}
    for one in found:
        words = f"{_verdict(one, say)} {_title(one, say)}<br>{say.message(one.finding.summary)}{_excused(one, say)}"
        parts[subject_of(one.check)].append(f'<li id="check-{one.id}">{words}</li>')
    return "".join(
        f'<h{level}>{say.message(subject_title(subject))}</h{level}><ul class="quiet-checks">{"".join(items)}</ul>'
        for subject, items in parts.items()
        if items
    )


def _verdict(one: CheckResult, say: Sayer) -> str:
    verdict = one.finding.verdict.value
    return f'<span class="{verdict}">{MARKS[verdict]} {say(f"report.verdict.{verdict}")}</span>'


def _title(one: CheckResult, say: Sayer) -> str:
    codes = clean(", ".join(one.check.codes))
    return f'<strong>{say(f"checks.{one.id}.title")}</strong> <span class="quiet codes">{codes}</span>'


def _how(one: CheckResult, say: Sayer) -> str:
    """The rows, why they matter, the limit they were held against, and where it comes from."""
    found = one.finding.evidence
    mark = f' <span class="near-mark">{say("report.checks.near_mark")}</span>'

    def row(at: int) -> str:
        return say.message(found[at].text) + (mark if at in one.near_rows else "")

    rows = _some(len(found), row, say) if found else ""
    why = f'<p class="quiet">{say(f"checks.{one.id}.explanation")} {_measured(one, say)}</p>'
    title = say("report.evidence", count=len(found)) if found else say("report.checks.why")
    return details(title, rows + why, look="evidence")


def _measured(one: CheckResult, say: Sayer) -> str:
    """What was measured, the limit that it was held against, and where that comes from."""
    told = measured(one.check, one.finding)
    origin = say("report.checks.source", reference=source(one.check.reference, say))
    limit = limit_of(one.check, one.finding)
    if told is None or limit is None:
        return origin
    whose = "usual" if limit == usual_limit(one.check) else "chosen"
    return say(f"report.limit.{whose}", measured=told) + " " + origin


def _excused(one: CheckResult, say: Sayer) -> str:
    """Excused rows with their reasons; never out of sight."""
    if not one.excused:
        return ""
    rows = [
        f"{say.message(item.evidence.text)} <em>"
        + say(
            "report.checks.excused_row",
            reason=item.excuse.reason,
            owner=item.excuse.owner,
            date=item.excuse.expires,
        )
        + "</em>"
        for item in one.excused
    ]
    told = say("report.checks.excused", count=len(rows))
    return f'<div class="excused"><p>{told}</p>{bullets(rows)}</div>'


def _some(count: int, row: Callable[[int], str], say: Sayer) -> str:
    left = count - EVIDENCE
    more = f"<p class='quiet'>{say('report.more', count=left)}</p>" if left > 0 else ""
    return bullets(map(row, range(min(count, EVIDENCE)))) + more


def _excuses(results: CheckResults, say: Sayer, level: int) -> str:
    """What came of every excuse; those that don't do what their owner thinks stand first."""
    if not results.excuses:
        return ""
    rows = sorted(_told(results, say), key=lambda one: one[0])
    title = say("report.checks.excuses", count=len(rows))
    return (
        f'<section class="group" id="excuses"><h{level}>{title}</h{level}>{bullets(row for _, row in rows)}</section>'
    )


def _told(results: CheckResults, say: Sayer) -> Iterator[tuple[bool, str]]:
    for one in results.excuses:
        state = one.state.value
        look = "pass" if state == "used" else "warn"
        why = say("report.checks.because", reason=one.excuse.reason, owner=one.excuse.owner)
        word = f'<span class="{look}">{say(f"report.excuse.{state}")}</span>'
        yield state == "used", f"{word} {say.message(one.text)} <em>{why}</em>"
