"""Ways out on the terminal: each with what it brings, and the best of them together."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from rechterhand.cli.futures import show_table
from rechterhand.cli.pieces import price_tag
from rechterhand.cli.screen import hang, screen
from rechterhand.cli.unread import show_assumed, show_unread
from rechterhand.cli.ways_in_short import basis_in_short
from rechterhand.remedies.way_out import WayOut
from rechterhand.reports.headline import has_open_work, headline
from rechterhand.reports.saying import Sayer
from rechterhand.reports.ways import (
    basis_line,
    chance_line,
    chance_now,
    cost_line,
    cost_told,
    interaction_line,
    mixed,
    promise_lines,
)
from rechterhand.text import Language
from rechterhand.text.plain import plain
from rechterhand.text.writing import chance
from rechterhand.verdict import Review

WIDTH, NAME, ROWS, TOLD = 110, 60, 18, 5


def show_ways_out(made: Review, language: Language) -> None:
    """Headline, the ways out, what the first ones change and bring along, and what goes together."""
    console, told = screen(WIDTH), Sayer(language, plain, most=NAME)
    console.rule(Text(told.short(made.plan.name, WIDTH - 20), style="bold"), align="left", style="dim")
    for line in headline(made):
        console.print(Text(told.message(line), style="bold"))
    if has_open_work(made):
        _ways(made, told, console)
        _together(made, told, console)
    console.print()
    show_assumed(made.assumptions, console)
    show_unread(made.reading, console)


def _ways(made: Review, told: Sayer, console: Console) -> None:
    ways = made.ways
    if not ways.ways:
        console.print()
        console.print(told("cli.remedies.none", count=ways.tried))
    else:
        kinds, each = console.width >= WIDTH, mixed(ways.ways)  # a narrow screen leaves its room to the titles
        keys = ("way_out", *(("kind",) if kinds else ()), "gain", "chance_then")
        heads = [told(f"report.column.{key}") for key in keys]
        heads.append(f"{told('report.column.cost')} {made.plan.currency or ''}".rstrip())
        heads += [told("report.column.basis")] if each else []
        rows = [_row(one, told, kinds=kinds, each=each) for one in ways.ways[:ROWS]]
        show_table(console, told("cli.remedies.all", count=ways.tried), heads, rows, words=1 + kinds)
        if len(ways.ways) > ROWS:
            console.print(Text(told("cli.remedies.more", count=len(ways.ways) - ROWS), style="dim"))
        for basis in (basis_line(made, ways.ways), chance_now(made)):
            if basis is not None:
                console.print(Text(told.message(basis), style="dim"))
        if made.prices.step_days is not None:
            console.print(told("cli.verdict.steps", days=made.prices.step_days))
        console.print()
        for one in ways.ways[:TOLD]:
            lines = (one.effect, one.side, *one.notes)
            hang(console, Text(f"{one.rank}. "), Text(" ".join(told.message(line) for line in lines)))
    for line in promise_lines(made):
        console.print()
        console.print(Text(told.message(line)))


def _row(one: WayOut, told: Sayer, *, kinds: bool, each: bool) -> tuple[str, ...]:
    return (
        f"{one.rank}. {told.message(one.title)}" + (f" · {told('report.steep')}" if one.steep else ""),
        *((told(f"remedies.{one.remedy}.kind"),) if kinds else ()),
        price_tag(one.days, one.standard_error_days, told.language),
        "" if one.chance is None else chance(one.chance, told.language),
        cost_told(one.cost, told.language),
        *((told.message(basis_in_short(one)),) if each else ()),
    )


def _together(made: Review, told: Sayer, console: Console) -> None:
    for one in made.ways.combinations:
        console.print()
        said = [told("report.ways.of", titles=one.titles), told.message(interaction_line(one))]
        beside = (chance_line(one), cost_line(one.cost, made.plan.currency), *one.notes)
        said += [told.message(line) for line in beside if line is not None]
        tag = Text(price_tag(one.days, one.standard_error_days, told.language), style="bold")
        console.print(tag + Text(f" {' '.join(said)}"))
        for title, effect, side in zip(one.titles, one.effects, one.sides, strict=True):
            hang(console, Text("  - "), Text(f"{told.message(title)}: {told.message(effect)} {told.message(side)}"))
