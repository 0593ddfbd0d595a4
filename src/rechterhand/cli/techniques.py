"""Techniques on the terminal: the list, and one as a page."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rechterhand.cli.language import language, say
from rechterhand.cli.screen import hang, screen
from rechterhand.text import render
from rechterhand.toolbox.circumstance import name_of, value_of
from rechterhand.toolbox.technique import Technique
from rechterhand.toolbox.vocabulary import CIRCUMSTANCES

WIDTH, PAGE = 110, 88


def show_list(found: Sequence[Technique]) -> None:
    """Key, minutes, and in one line what each is for."""
    console = screen(WIDTH)
    if not found:
        console.print(say("toolbox.list.none"))
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(say("toolbox.head.key"), no_wrap=True)
    table.add_column(say("toolbox.head.minutes"), justify="right")
    table.add_column(say("toolbox.head.technique"), max_width=30)
    table.add_column(say("toolbox.head.purpose"))
    for one in found:
        page = one.told[language()]
        table.add_row(one.key, str(one.minutes), Text(page.name, style="bold"), Text(page.purpose))
    console.print(table)
    console.print(Text(say("toolbox.list.count", count=len(found)), style="dim"))


def show_technique(one: Technique) -> None:
    """The whole page of a technique."""
    console, page = screen(PAGE), one.told[language()]
    console.rule(Text(page.name, style="bold"), align="left", style="dim")
    console.print(Text(page.purpose, style="bold"))
    console.print(Text(say("toolbox.show.facts", key=one.key, minutes=one.minutes), style="dim"))
    if one.fits:
        fits = " · ".join(_fit(key, one) for key in CIRCUMSTANCES if key in one.fits)
        console.print(Text(say("toolbox.show.fits", fits=fits), style="dim"))
    _part(console, "when", page.when)
    _part(console, "when_not", f"{page.question} {page.unless}")
    _part(console, "who", page.who)
    _part(console, "steps")
    for number, step in enumerate(page.steps, 1):
        told = Text(f"{step.text} ") + Text(say("toolbox.show.step", minutes=step.minutes, who=step.who), style="dim")
        hang(console, Text(f"{number:>2}. ", style="bold"), told)
    _part(console, "answers", page.answers)
    _part(console, "output", page.output)
    _part(console, "source", page.source)


def _part(console: Console, head: str, text: str = "") -> None:
    console.print()
    console.print(Text(say(f"toolbox.head.{head}"), style="bold underline"))
    if text:
        console.print(Text(text))


def _fit(key: str, one: Technique) -> str:
    values = (render(value_of(key, value), language()) for value in CIRCUMSTANCES[key] if value in one.fits[key])
    return say("toolbox.show.fit", name=name_of(key), values=" / ".join(values))
