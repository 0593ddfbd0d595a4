"""Advice on the terminal: the circumstances, then each technique with its reasons and its first step."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rechterhand.cli.language import say
from rechterhand.cli.screen import hang, screen
from rechterhand.reports.saying import Sayer
from rechterhand.text import Language
from rechterhand.text.plain import plain
from rechterhand.toolbox.advise import Advice, Advised
from rechterhand.toolbox.circumstance import name_of, value_of
from rechterhand.toolbox.situation import Basis
from rechterhand.verdict import Review

WIDTH, NAME = 100, 44


def show_advice(seen: Review, made: Advice, language: Language) -> None:
    """All that is advised for a plan."""
    console, told = screen(WIDTH), Sayer(language, plain, most=NAME)
    console.rule(Text(told.short(seen.plan.name, WIDTH - 20), style="bold"), align="left", style="dim")
    _around(made, told, console)
    console.print()
    if not made.techniques:
        console.print(told("toolbox.advise.none"))
        return
    console.print(Text(told("toolbox.advise.advised"), style="bold underline"))
    for one in made.techniques:
        console.print()
        _technique(one, told, console)
    console.print()
    console.print(Text(told("toolbox.show.more", key=made.techniques[0].technique.key), style="dim"))


def _around(made: Advice, told: Sayer, console: Console) -> None:
    console.print(Text(told("toolbox.advise.around"), style="bold underline"))
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    known = {key: one for key, one in made.situation.known.items() if one.basis is not Basis.UNKNOWN}
    for key, one in known.items():
        value = str(one.value) if key == "time" else told.message(value_of(key, str(one.value)))
        table.add_row(told.message(name_of(key)), Text(value, style="bold"), Text(told.message(one.how), style="dim"))
    if known:
        console.print(table)
    untold = tuple(name_of(key) for key in made.situation.known if key not in known)
    if untold:
        console.print(Text(told("toolbox.advise.untold", names=untold), style="dim"))


def _technique(one: Advised, told: Sayer, console: Console) -> None:
    page = one.technique.told[told.language]
    lead = Text(f"{one.rank}. ", style="bold")
    fact = say("toolbox.advise.fact", minutes=one.technique.minutes, purpose=page.purpose)
    hang(console, lead, Text(page.name, style="bold") + Text(f" · {fact}"))
    for reason in one.reasons:
        hang(console, Text("   · ", style="dim"), Text(told.message(reason)))
    hang(console, Text("   "), Text(say("toolbox.advise.first", step=page.steps[0].text)))
    hang(console, Text("   "), Text(say("toolbox.advise.less", question=page.question), style="dim"))
