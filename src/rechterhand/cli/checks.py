"""Checks on the terminal: what could hurt the finish first, what passed on a line each."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from rechterhand.cli.screen import hang, screen
from rechterhand.cli.unread import show_unread
from rechterhand.findings.check import CheckResult, CheckResults, Verdict
from rechterhand.findings.examined import Examined
from rechterhand.findings.measured import measured
from rechterhand.findings.profile import State
from rechterhand.reports.saying import Sayer
from rechterhand.reports.tally import tally
from rechterhand.reports.undated import undated
from rechterhand.text import Language
from rechterhand.text.plain import plain

MARKS = {
    Verdict.PASS: ("✓", "green"),
    Verdict.WARN: ("!", "yellow"),
    Verdict.FAIL: ("✗", "red"),
    Verdict.NOT_APPLICABLE: ("–", "dim"),
    Verdict.NOT_JUDGEABLE: ("?", "dim"),
}

ROWS = 3
"""Rows of evidence that are shown of each check."""


def show_checks(made: Examined, language: Language) -> None:
    """Every check with its verdict; of those that found something also what, the worst rows, and what to do."""
    console, say, results = screen(), Sayer(language, plain), made.checks
    for one in results:
        found = one.finding.verdict in {Verdict.FAIL, Verdict.WARN}
        _head(one, say, console)
        if found or one.excused or one.finding.verdict is Verdict.NOT_JUDGEABLE or _beside(one):
            hang(console, Text("  "), Text(say.message(one.finding.summary)))
        if found:
            _evidence(one, say, console)
        for row in one.excused:
            values = {"reason": row.excuse.reason, "owner": row.excuse.owner, "date": row.excuse.expires}
            hang(
                console, Text("    ○ "), Text(say.message(row.evidence.text) + " " + say("cli.check.excused", **values))
            )
    _excuses(results, say, console)
    _count(made, say, console)


def _beside(one: CheckResult) -> bool:
    """Whether a check that passed saw rows that its value leaves out."""
    return any(not row.counts for row in one.finding.evidence)


def _head(one: CheckResult, say: Sayer, console: Console) -> None:
    mark, style = MARKS[one.finding.verdict]
    line = Text.assemble((say(f"checks.{one.id}.title"), "bold"))
    line += Text(f"  {', '.join(one.check.codes)}", style="dim")
    if told := measured(one.check, one.finding):
        line += Text("  " + say.message(told))
    if one.near_rows:
        line += Text("  " + say("cli.check.near", count=len(one.near_rows)), style="red")
    hang(console, Text(f"{mark} ", style=style), line)


def _evidence(one: CheckResult, say: Sayer, console: Console) -> None:
    for row in one.finding.evidence[:ROWS]:
        hang(console, Text("    · ", style="dim"), Text(say.message(row.text), style="dim"))
    left = len(one.finding.evidence) - ROWS
    if left > 0:
        console.print(Text("      " + say("cli.check.more", count=left), style="dim"))
    hang(console, Text("    → "), Text(say(f"checks.{one.id}.advice")))


def _excuses(results: CheckResults, say: Sayer, console: Console) -> None:
    """Excuses that don't do what their owner thinks they do."""
    odd = [one for one in results.excuses if one.state is not State.USED]
    if not odd:
        return
    console.print()
    console.print(Text(say("cli.check.excuses"), style="bold underline"))
    for one in odd:
        hang(console, Text("· "), Text(say.message(one.text)))


def _count(made: Examined, say: Sayer, console: Console) -> None:
    results = made.checks
    console.print()
    if results.profile is not None:
        console.print(say("cli.check.profile", title=results.profile.title(say.language)), style="dim", markup=False)
    told = say("report.counted", checks=len(results), tally=tally(results))
    failed = [one for one in results if one.finding.verdict is Verdict.FAIL]
    if made.refused is not None:
        told += " " + say.message(undated(made.refused))
    elif failed:
        told += " " + say("cli.check.hurt", count=sum(bool(one.near_critical) for one in failed))
    console.print(Text(told))
    unjudged = sum(one.awaits_futures for one in results)
    if unjudged and made.refused is None:
        console.print(Text(say("cli.check.futures", count=unjudged), style="dim"))
    show_unread(made.reading, console)
