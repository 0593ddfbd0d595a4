"""A comparison in sentences and figures that add up as they are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rechterhand.reports.saying import Sayer
from rechterhand.text import Message
from rechterhand.text.ending import ending_day
from rechterhand.text.writing import number
from rechterhand.versions.change import What, rewritten
from rechterhand.versions.compare import Comparison
from rechterhand.versions.movement import Movement, Part
from rechterhand.versions.naming import member
from rechterhand.versions.rounding import apportioned
from rechterhand.versions.series import Series, Step
from rechterhand.versions.since import way_of

TENTH = 0.05
"""Days that are shown as nought."""


@dataclass(frozen=True, slots=True)
class Told:
    """A cause as it is shown: its days with one decimal, which add up to the movement as it is shown."""

    part: Part
    days: float


def causes(parts: Sequence[Part], whole: float) -> list[Told]:
    """Causes with the days that are shown."""
    rounded = apportioned([one.days for one in parts], whole, 1)
    return [Told(one, days) for one, days in zip(parts, rounded, strict=True)]


def both(made: Comparison) -> list[tuple[Told, Told | None]]:
    """Each cause with its days for the finish, and for P80 where futures were asked for.

    A cause that moves P80 alone has none for the finish: by Microsoft Project's rules work that isn't done stays in the
    past, in the futures it is done from the status date on.
    """
    finish = causes(made.finish.parts, made.finish.days)
    if made.forecast is None:
        return [(one, None) for one in finish]
    expected = {one.part.cause: one for one in causes(made.forecast.parts, made.forecast.days)}
    known = {one.part.cause for one in finish}
    alone = [(Told(Part(key, 0.0, 0.0), 0.0), one) for key, one in expected.items() if key not in known]
    return [*((one, expected.get(one.part.cause)) for one in finish), *alone]


def headline(made: Comparison) -> Iterator[Message]:
    """How far the finish and P80 moved."""
    yield _moved("compare.headline", made.finish)
    if made.forecast is not None:
        one = made.forecast
        days, (old, new) = round(one.days, 1), (ending_day(each.percentiles["p80"]) for each in (one.old, one.new))
        key = f"compare.headline.p80_{way_of(days, old, new)}"
        yield Message.of(key, days=abs(days), error=one.standard_error_days, old=old, new=new)


def _moved(area: str, one: Movement) -> Message:
    days, old, new = round(one.days, 1), ending_day(one.old), ending_day(one.new)
    return Message.of(f"{area}.{way_of(days, old, new)}", days=abs(days), old=old, new=new)


def series_headline(made: Series) -> Iterator[Message]:
    """How far the finish moved in all, and how fast."""
    first, last = (ending_day(made.points[at].finish) for at in (0, -1))
    days = round(made.days, 1)
    key = f"compare.headline.series_{way_of(days, first, last)}"
    yield Message.of(key, count=len(made.steps), days=abs(days), old=first, new=last)
    if made.days_each_month is not None and abs(made.days) >= TENTH:
        way = "earlier" if made.days < 0 else "later"
        yield Message.of(f"compare.headline.pace_{way}", days=abs(made.days_each_month))


def inside(told: Told, names: Mapping[int, str], say: Sayer, most: int) -> str:
    """The changes inside a cause that moved the finish most, with their days, and the rest of it, on one line."""
    shown = [(one, days) for one, days in told.part.told_inside(told.days)[0][:most] if abs(days) >= TENTH]
    parts = [
        f"{say.message(member(one, names))} {signed(days, say)}{margin(one.standard_error_days, say)}"
        for one, days in shown
    ]
    rest = round(told.days - sum(days for _, days in shown), 1)
    if shown and abs(rest) >= TENTH:
        parts.append(f"{say('compare.member.remaining')} {signed(rest, say)}")
    return "; ".join(parts)


def margin(error: float, say: Sayer) -> str:
    """The sampling error behind its days; nothing where it is shown as nought."""
    return f" ± {number(error, say.language, 1)}" if error >= TENTH else ""


def nameless(told: Told) -> Message:
    """What is said of a cause in which no single change moves the finish."""
    key = "compare.inside.together" if abs(told.days) >= TENTH else "compare.inside.nothing"
    return Message.of(key, count=told.part.changes)


def overtaken(told: Told) -> bool:
    """Whether the status date passed work that isn't done, and several activities share the days of that."""
    members = told.part.members
    return len(members) > 1 and any(one.kind == "status_date" for one in members)


def signed(days: float, say: Sayer) -> str:
    """Days with their sign and one decimal."""
    return number(days, say.language, 1, signed=True)


def counted(made: Comparison) -> Iterator[Message]:
    """How many changes there are of each kind."""
    counts = Counter(one.what for one in made.changes)
    for what in What:
        if counts[what]:
            yield Message.of("compare.counted", what=Message.of(f"compare.what.{what.value}"), count=counts[what])


def put_off(one: Step) -> Message:
    """How much was to end in a step, did so, and was put off instead; what is nought is said in words."""
    if not one.due:
        return Message.of("compare.nothing_due")
    if one.postponed_days < TENTH:
        return Message.of("compare.due_and_done", done=one.done, due=one.due)
    return Message.of("compare.due_done", done=one.done, due=one.due, days=one.postponed_days)


def in_past(made: Comparison) -> int:
    """Of how many rows the past was written anew."""
    return rewritten(made.changes)
