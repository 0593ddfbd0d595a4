"""The verdict on one screen of the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rechterhand.cli.language import say
from rechterhand.cli.show import clean
from rechterhand.cli.tables import MARKS
from rechterhand.findings.check import Verdict
from rechterhand.reports.headline import headline
from rechterhand.text import Language, Message, render
from rechterhand.text.writing import long_date, number
from rechterhand.verdict import Review

WIDTH = 100
PRICES = 5
CHECKS = 5


def show_verdict(review: Review, language: Language, console: Console | None = None) -> None:
    """Headline, the dearest bottlenecks, failed checks, and what it rests on."""
    console = console or Console()
    console = Console(file=console.file, width=min(WIDTH, console.width), highlight=False)
    console.rule(Text(clean(review.plan.name), style="bold"), align="left", style="dim")
    for line in headline(review):
        console.print(Text(clean(render(line, language)), style="bold"))
    _prices(review, language, console)
    _checks(review, language, console)
    _basis(review, language, console)


def price_tag(days: float, error: float, language: Language) -> str:
    """The product's own mark: what something costs, with its sampling error."""
    return f"⟨{number(days, language, 1)} ± {number(error, language, 1)}⟩"


def _prices(review: Review, language: Language, console: Console) -> None:
    console.print()
    console.print(Text(say("cli.verdict.holds_up"), style="bold underline"))
    if not review.prices.bottlenecks:
        console.print(say("cli.verdict.nothing_holds_up"))
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    for one in review.prices.bottlenecks[:PRICES]:
        tag = price_tag(one.price_days, one.standard_error_days, language)
        title = Text(clean(render(one.title, language)))
        table.add_row(Text(tag, style="bold"), title)
    console.print(table)
    for hidden in review.prices.hidden[:2]:
        console.print(
            Text(clean(say("cli.verdict.hidden", days=hidden.later_days, title=hidden.title)), style="italic")
        )
    if review.prices.step_days is not None:
        console.print(say("cli.verdict.steps", days=review.prices.step_days))


def _checks(review: Review, language: Language, console: Console) -> None:
    counts = {verdict: sum(one.finding.verdict is verdict for one in review.checks) for verdict in Verdict}
    console.print()
    console.print(
        Text(
            say(
                "cli.verdict.believed",
                checks=len(review.checks),
                passed=counts[Verdict.PASS],
                warned=counts[Verdict.WARN],
                failed=counts[Verdict.FAIL],
            ),
            style="bold underline",
        )
    )
    table = Table(box=None, show_header=False, pad_edge=False)
    for one in review.checks[:CHECKS]:
        if one.finding.verdict not in {Verdict.FAIL, Verdict.WARN}:
            continue
        mark, style = MARKS[one.finding.verdict]
        worst = clean(render(one.finding.evidence[0].text, language)) if one.finding.evidence else ""
        title = render(Message.of(f"checks.{one.id}.title"), language)
        summary = clean(render(one.finding.summary, language))
        table.add_row(Text(mark, style=style), Text(title, style="bold"), Text(f"{summary} {worst}".strip()))
    console.print(table)


def _basis(review: Review, language: Language, console: Console) -> None:
    console.print()
    console.print(Text(say("cli.verdict.rests_on"), style="bold underline"))
    dates = sorted(one.p80 for one in review.simulation.others)
    if dates:
        console.print(
            say("cli.verdict.others", first=long_date(dates[0], language), last=long_date(dates[-1], language))
        )
    names = {one.id: one.name for one in review.plan.activities}
    if review.simulation.sharpen:
        told = tuple(clean(names[key]) for key in review.simulation.sharpen)
        console.print(Text(say("cli.verdict.sharpen", names=told)))
    for assumption in review.assumptions:
        console.print(Text(clean(render(assumption.text, language)), style="dim"))
