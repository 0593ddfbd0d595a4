"""What can be done about it, in the few lines that a verdict on one screen has for it."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.text import Text

from rechterhand.cli.pieces import grid, heading, price_tag
from rechterhand.remedies.way_out import Combination
from rechterhand.reports.answers import Answers
from rechterhand.reports.remarks import priced
from rechterhand.reports.saying import Sayer
from rechterhand.reports.ways import Gain, basis_word, chance_line, cost_line, mixed
from rechterhand.text import Language, Message
from rechterhand.text.plain import plain
from rechterhand.verdict import Review

NAMES = (60, 44, 36, 30, 26, 22, 18, 14)
"""Characters of a name: as many as leave a way out on its line, and what goes together on two."""

TECHNIQUES = 3
WIDTH = 100
"""Columns of the screen that this is for; a narrower one says the same on more lines."""


def show_ways(review: Review, language: Language, console: Console, most: int) -> None:
    """The best ways out, a line each, the best of them together, and techniques for the dearest bottlenecks."""
    told = Sayer(language, plain)
    _ways(review, told, console, most)
    answers = Answers(review, language)
    names = dict.fromkeys(each.name for one in priced(review) for each in answers.to(one.kind, most=1))
    if names:
        console.print(Text(told("cli.verdict.techniques", names=tuple(names)[:TECHNIQUES]), style="dim"))


def _ways(review: Review, told: Sayer, console: Console, most: int) -> None:
    language = told.language
    shown: list[Gain] = [*review.ways.leading(most), *review.ways.combinations[:1]]
    if not shown:
        heading(console, told("cli.verdict.ways"))
        console.print(told("cli.verdict.no_ways"))
        return
    each = mixed(shown)
    if each or review.people is None:
        heading(console, told("cli.verdict.ways"))
    else:
        heading(console, told("cli.verdict.ways_tried", basis=basis_word(shown[0])))
    besides = [_beside(one, review, told, each=each) for one in shown]
    tags = [price_tag(one.days, one.standard_error_days, language) for one in shown]
    table = grid()
    table.add_column(justify="right", no_wrap=True, min_width=max(map(len, tags)))
    table.add_column()
    table.add_column(justify="right")
    room = WIDTH - max(map(len, tags)) - max(map(len, besides)) - 5
    for tag, one, beside in zip(tags, shown, besides, strict=True):
        table.add_row(Text(tag, style="bold"), Text(_title(one, room, language, console)), Text(beside, style="dim"))
    console.print(table)


def _title(one: Gain, room: int, language: Language, console: Console) -> str:
    """Its title with names as long as there is room for; where several don't fit, what kinds of ways they are."""
    title, lines = (
        (Message.of("cli.verdict.together", titles=one.titles), 2) if isinstance(one, Combination) else (one.title, 1)
    )
    told = [Sayer(language, plain, most=name).message(title) for name in NAMES]
    if isinstance(one, Combination):
        kinds = Counter(key.partition(":")[0] for key in one.members)
        short = Message.of("cli.verdict.together", titles=tuple(_kind(key, count) for key, count in kinds.items()))
        told.append(Sayer(language, plain).message(short))
    return next((each for each in told if len(Text(each).wrap(console, room)) <= lines), told[-1])


def _kind(key: str, count: int) -> Message:
    kind = Message.of(f"remedies.{key}.kind")
    return kind if count == 1 else Message.of("cli.verdict.times", kind=kind, count=count)


def _beside(one: Gain, review: Review, told: Sayer, *, each: bool) -> str:
    """The chance of the promise before and then, the cost, and where it has to be said: steep, and what it rests on."""
    chance = chance_line(one)
    said = [] if chance is None else [chance]
    said += [] if one.cost is None else [cost_line(one.cost, review.plan.currency)]
    said += [Message.of("report.steep")] if one.steep else []
    said += [basis_in_short(one)] if each else []
    return " · ".join(told.message(line) for line in said)


def basis_in_short(one: Gain) -> Message:
    """On which futures it was tried, where there is room for two words."""
    return Message.of("cli.verdict.with_people" if one.with_people else "cli.verdict.by_logic")
