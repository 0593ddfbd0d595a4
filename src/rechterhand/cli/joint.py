"""Projects together on the terminal: each by itself and with the others, the links, and what costs them most."""

from __future__ import annotations

from rich.text import Text

from rechterhand.cli.futures import show_table
from rechterhand.cli.pieces import price_tag
from rechterhand.cli.screen import screen
from rechterhand.cli.unread import show_assumed
from rechterhand.programme.result import END, LinkCost, Outlook, ProgrammeResult, Shared
from rechterhand.reports.saying import Sayer
from rechterhand.text import Language
from rechterhand.text.ending import ending_day
from rechterhand.text.plain import plain
from rechterhand.text.writing import chance, number, short_date

WIDTH, NAME, ROWS = 120, 44, 15


def show_programme(made: ProgrammeResult, language: Language) -> None:
    """The end of all, a row a project, a row a link, and a row a bottleneck with its price for each project."""
    console, told = screen(WIDTH), Sayer(language, plain, most=NAME)
    end, alone = (ending_day(one["p80"].moment) for one in (made.finish, made.finish_alone))
    console.print(Text(told("cli.programme.end", end=end, alone=alone), style="bold"))
    heads = [told(f"cli.programme.{key}") for key in ("project", "waits_for", "alone", "together", "later", "chance")]
    show_table(console, told("cli.programme.projects"), heads, [_project(one, made, told) for one in made.projects], 2)
    if made.links:
        heads = [told(f"cli.programme.{key}") for key in ("from", "to", "costs", "late")]
        show_table(console, told("cli.programme.links"), heads, [_link(one, made, told) for one in made.links], 2)
    keys = [one.key for one in made.projects]
    if made.bottlenecks:
        heads = [told("cli.programme.bottleneck"), told("cli.programme.project"), *keys, told("cli.programme.all")]
        rows = [_shared(one, keys, told) for one in made.bottlenecks[:ROWS]]
        show_table(console, told("cli.programme.dearest"), heads, rows, 2)
    else:
        console.print(told("cli.verdict.nothing_holds_up"))
    console.print()
    show_assumed(made.assumptions, console)


def _project(one: Outlook, made: ProgrammeResult, told: Sayer) -> list[str]:
    days = [short_date(ending_day(each["p80"].moment), told.language) for each in (one.alone, one.together)]
    return [
        told.short(one.key, NAME),
        ", ".join(one.waits_for) or "–",
        *(days if one.has_open_work else ("–", "–")),
        number(one.later.days, told.language, 1) if one.has_open_work else "–",
        "–" if one.chance is None else chance(one.chance, told.language),
    ]


def _link(one: LinkCost, made: ProgrammeResult, told: Sayer) -> list[str]:
    link = one.link
    before, after = made[link.from_project].member.plan, made[link.to_project].member.plan
    names = (before.activity(link.from_activity).name, after.activity(link.to_activity).name)
    lag = "" if not link.lag_days else f"{number(link.lag_days, told.language, 1, signed=True)}"
    prices = [side.get(link.to_project) for side in (one.waiting, one.late)]
    costs = ["–" if each is None else price_tag(each.days, each.standard_error_days, told.language) for each in prices]
    if one.idle:
        costs[0] = told(f"cli.programme.{one.idle}")
    return [
        told.short(f"{link.from_project}: {names[0]}", NAME),
        told.short(f"{link.type.value}{lag} {link.to_project}: {names[1]}", NAME),
        *costs,
    ]


def _shared(one: Shared, keys: list[str], told: Sayer) -> list[str]:
    prices = [one.prices.get(key) for key in (*keys, END)]
    return [
        told.message(one.title),
        one.project,
        *("–" if each is None else price_tag(each.days, each.standard_error_days, told.language) for each in prices),
    ]
