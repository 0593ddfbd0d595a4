"""Checks on the terminal, and the marks of their verdicts."""

from __future__ import annotations

from rich.text import Text

from rechterhand.cli.screen import screen
from rechterhand.findings.check import CheckResult, Verdict
from rechterhand.text import Language, Message, render
from rechterhand.text.plain import plain

MARKS = {
    Verdict.PASS: ("✓", "green"),
    Verdict.WARN: ("!", "yellow"),
    Verdict.FAIL: ("✗", "red"),
    Verdict.NOT_APPLICABLE: ("–", "dim"),
    Verdict.NOT_JUDGEABLE: ("?", "dim"),
}


def show_checks(results: tuple[CheckResult, ...], language: Language) -> None:
    """Every check with its verdict, summary and worst evidence."""
    console = screen()
    for one in results:
        mark, style = MARKS[one.finding.verdict]
        title = render(Message.of(f"checks.{one.id}.title"), language)
        console.print(
            Text(f"{mark} ", style=style)
            + Text(title, style="bold")
            + Text(f"  {', '.join(one.check.codes)}", style="dim")
        )
        console.print(Text("  " + plain(render(one.finding.summary, language))))
        if one.finding.verdict in {Verdict.FAIL, Verdict.WARN}:
            for row in one.finding.evidence[:3]:
                console.print(Text("    · " + plain(render(row.text, language)), style="dim"))
