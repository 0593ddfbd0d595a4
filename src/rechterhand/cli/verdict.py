"""The verdict on one screen of the terminal: a hundred columns and forty lines."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from rechterhand.cli.checks import MARKS
from rechterhand.cli.pieces import grid, heading, price_tag
from rechterhand.cli.screen import screen
from rechterhand.cli.ways_in_short import show_ways
from rechterhand.findings.bottleneck import Bottleneck
from rechterhand.findings.check import CheckResult, Verdict
from rechterhand.reports.headline import elsewhere, has_open_work, headline
from rechterhand.reports.remarks import hidden_line, joint_line, priced
from rechterhand.reports.saying import Sayer
from rechterhand.reports.tally import tally
from rechterhand.reports.ways import BEST
from rechterhand.text import Language, Message
from rechterhand.text.plain import curtail, plain
from rechterhand.verdict import Review
from rechterhand.versions.since import since

WIDTH = 100
NAME = 44
"""Characters of a name that leave a sentence on at most two lines."""

LINES = 40
HIDDEN, JOINT, LONGEST = 1, 1, 190
MEASURES = frozenset({"duration_days", "total_float_days"})
"""What several checks measure of one activity."""


@dataclass(frozen=True, slots=True)
class Room:
    """How many of each are shown."""

    prices: int
    checks: int
    assumptions: int
    ways: int = BEST


ROOMS = (
    Room(5, 4, 2),
    Room(5, 3, 2),
    Room(5, 3, 1),
    Room(5, 2, 1),
    Room(5, 2, 0),
    Room(5, 1, 0),
    Room(4, 1, 0),
    Room(3, 1, 0),
    Room(3, 1, 0, 1),
)
"""The roomy one first; long names and headlines take the room of rows, of prices and ways out last."""


def show_verdict(review: Review, language: Language, console: Console | None = None) -> None:
    """Headline, the dearest bottlenecks, failed checks, and what it rests on, as many as one screen holds."""
    console = console or screen(WIDTH)
    told = Sayer(language, plain, most=NAME)
    rooms = ROOMS if console.width >= WIDTH else ROOMS[:1]  # a narrow terminal scrolls, whatever is left out
    _show(review, told, console, next((one for one in rooms if _fits(review, told, console, one)), rooms[-1]))


def _fits(review: Review, told: Sayer, console: Console, room: Room) -> bool:
    with console.capture() as made:
        _show(review, told, console, room)
    return made.get().count("\n") <= LINES


def _show(review: Review, told: Sayer, console: Console, room: Room) -> None:
    console.rule(Text(told.short(review.plan.name, WIDTH - 20), style="bold"), align="left", style="dim")
    for line in headline(review):
        console.print(Text(told.message(line), style="bold"))
    if review.comparison is not None:
        console.print(Text(" ".join(told.message(line) for line in since(review.comparison))))
    if has_open_work(review):
        _prices(review, told, console, room.prices)
        show_ways(review, told.language, console, room.ways)
    _checks(review, told, console, room.checks)
    _basis(review, told, console, room.assumptions)


def _prices(review: Review, told: Sayer, console: Console, most: int) -> None:
    heading(console, told("cli.verdict.holds_up"))
    found = priced(review)[:most]
    if not found:
        console.print(told("cli.verdict.nothing_holds_up"))
    if found:
        tags = [price_tag(*review.prices.ranked(one), told.language) for one in found]
        table = grid()
        table.add_column(justify="right", no_wrap=True, min_width=max(map(len, tags)))
        table.add_column()
        for tag, one in zip(tags, found, strict=True):
            table.add_row(Text(tag, style="bold"), what(one, told))
        console.print(table)
    for hidden in review.prices.hidden[:HIDDEN]:
        console.print(Text(told.message(hidden_line(hidden, "cli.verdict")), style="italic"))
    for joint in review.prices.joint[:JOINT]:
        console.print(told.message(joint_line(joint)))
    if review.prices.step_days is not None:
        console.print(told("cli.verdict.steps", days=review.prices.step_days))


def what(one: Bottleneck, told: Sayer) -> Text:
    """Its title, how many others of its chain say the same or lie inside it, and that the price is steep."""
    more = [told("cli.verdict.alike", count=len(one.alike))] if one.alike else []
    more += [told("report.overlaps.more", count=len(one.overlaps))] if one.overlaps else []
    more += [told("report.steep")] if one.steep else []
    return Text(told.message(one.title)) + Text("".join(f" · {part}" for part in more), style="dim")


def _checks(review: Review, told: Sayer, console: Console, most: int) -> None:
    heading(console, told("cli.verdict.believed", checks=len(review.checks), tally=tally(review.checks)))
    found = [one for one in review.checks if one.finding.verdict in {Verdict.FAIL, Verdict.WARN}]
    table = grid()
    for width in (1, 24, None):
        table.add_column(max_width=width)
    for one in _unlike(found, most):
        mark, style = MARKS[one.finding.verdict]
        table.add_row(Text(mark, style=style), Text(told(f"checks.{one.id}.title"), style="bold"), _worst(one, told))
    console.print(table)
    if len(found) > most:
        console.print(Text(told("cli.verdict.more_checks", count=len(found) - most), style="dim"))


def _unlike(found: list[CheckResult], most: int) -> list[CheckResult]:
    """The first checks, without those whose worst row measures the same of the same activity as one before."""
    seen: set[tuple[int, str, object]] = set()
    shown: list[CheckResult] = []
    for one in found:
        worst = next(iter(one.finding.evidence), None)
        fields = {} if worst is None else worst.fields
        told = {
            (worst.activity_id, name, value) for name, value in fields.items() if worst and value and name in MEASURES
        }
        if not told & seen:
            shown.append(one)
        seen |= told
        if len(shown) == most:
            break
    return shown


def _worst(one: CheckResult, told: Sayer) -> Text:
    """How many of how many, and the worst of them; a check without evidence says what it found."""
    if not one.finding.evidence:
        return Text(told.message(one.finding.summary))
    worst = curtail(told.message(one.finding.evidence[0].text), LONGEST - 20)
    count = _count(one)
    if count is None:
        return Text(worst)
    return Text(told("cli.verdict.of", count=count, of=one.finding.population) + " ", style="dim") + Text(worst)


def _count(one: CheckResult) -> int | None:
    """How many were counted against the limit; evidence may list more."""
    value = one.finding.value
    if value is None or one.check.unit not in {"share", "count"}:
        return None
    return round(value * one.finding.population) if one.check.unit == "share" else round(value)


def _basis(review: Review, told: Sayer, console: Console, most: int) -> None:
    unread = len(review.reading.not_understood)
    moves = has_open_work(review) and (elsewhere(review) is not None or bool(review.simulation.sharpen))
    if not (review.assumptions or unread or moves):
        return
    heading(console, told("cli.verdict.rests_on"))
    if unread:
        console.print(Text(told("cli.unread", count=unread)))
    if moves:
        _default(review, told, console, sharpen=most > 0)
    shown = review.assumptions[:most] or [one for one in review.assumptions[:1] if one.loud]
    for assumption in shown:
        text = told.message(assumption.text)
        console.print(Text(text) if assumption.loud else Text(curtail(text, LONGEST), style="dim"))
    left = len(review.assumptions) - len(shown)
    if left > 0:
        console.print(Text(told("cli.verdict.more_assumptions", count=left), style="dim"))


def _default(review: Review, told: Sayer, console: Console, *, sharpen: bool) -> None:
    """How far P80 moves under other defaults, and on request whose range would take most of that away."""
    moved = elsewhere(review)
    if moved is not None:
        console.print(Text(told.message(moved)))
    names = {one.id: one.name for one in review.plan.activities}
    found = review.simulation.sharpen if sharpen else ()
    if found:
        each = tuple(
            Message.of("cli.verdict.sharpen.one", name=names[one.activity_id], days=one.narrower_days) for one in found
        )
        console.print(Text(told("cli.verdict.sharpen", names=each, of=found[0].of_days)))
