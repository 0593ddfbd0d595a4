"""What moved since an earlier version, in one paragraph: the finish, P80, the dearest causes and their activities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rechterhand.text import Message
from rechterhand.text.ending import ending_day
from rechterhand.versions.change import rewritten
from rechterhand.versions.compare import Comparison, named
from rechterhand.versions.movement import Member, Part
from rechterhand.versions.naming import member, names_of
from rechterhand.versions.rounding import apportioned

CAUSES, MEMBERS = 3, 2
TENTH = 0.05
"""Days that are told as nought."""


@dataclass(frozen=True, slots=True)
class Dear:
    """A cause as it is told: its days with one decimal, and the changes inside it that did most."""

    part: Part
    days: float
    inside: tuple[Message, ...]


def since(made: Comparison) -> Iterator[Message]:
    """The paragraph, a sentence at a time. Its days are rounded so that they add up to the movement.

    Parameters
    ----------
    made
        The earlier version against the plan.
    """
    version = version_of(made)
    if not made.changes and not made.finish.days:
        yield Message.of("since.nothing", version=version)
        return
    finish = made.finish
    days = round(finish.days, 1)
    before, after = ending_day(finish.old), ending_day(finish.new)
    key = f"since.finish_{way_of(days, before, after)}"
    yield Message.of(key, version=version, days=abs(days), before=before, after=after)
    if made.forecast is not None:
        moved = round(made.forecast.days, 1)
        yield Message.of(f"since.p80_{_way(moved)}", days=abs(moved), error=made.forecast.standard_error_days)
    told, rest = dearest(made)
    if told:
        causes = tuple(_cause(one) for one in told)
        key = "since.causes_and_rest" if abs(rest) >= TENTH else "since.causes"
        yield Message.of(key, causes=causes, rest=rest)
    elif not days:
        yield Message.of("since.no_cause", count=len(made.changes))
    past = rewritten(made.changes)
    if past:
        yield Message.of("since.past", count=past)


def version_of(made: Comparison) -> Message:
    """The earlier version by its file and status date."""
    return named(made.old)


def dearest(made: Comparison, most: int = CAUSES) -> tuple[list[Dear], float]:
    """The causes that moved the finish most, and the days of all others together."""
    parts = made.finish.parts
    names = names_of(made)
    rounded = apportioned([one.days for one in parts], made.finish.days, 1)
    found = [
        Dear(part, days, _inside(part, days, names))
        for part, days in zip(parts, rounded, strict=True)
        if abs(days) >= TENTH
    ]
    found.sort(key=lambda one: -abs(one.days))
    return found[:most], round(sum(one.days for one in found[most:]), 1)


def _inside(part: Part, days: float, names: Mapping[int, str]) -> tuple[Message, ...]:
    told = [pair for pair in part.told_inside(days)[0] if abs(pair[1]) >= TENTH][:MEMBERS]
    return tuple(_member(*pair, names) for pair in told)


def _member(one: Member, days: float, names: Mapping[int, str]) -> Message:
    """A change with its days, and their sampling error where it shows."""
    what, error = member(one, names), one.standard_error_days
    if error < TENTH:
        return Message.of("since.member", what=what, days=days)
    return Message.of("since.member_with_error", what=what, days=days, error=error)


def _cause(one: Dear) -> Message:
    cause = Message.of(f"compare.cause.{one.part.cause.value}")
    if not one.inside:
        return Message.of("since.cause", cause=cause, days=one.days)
    return Message.of("since.cause_with", cause=cause, days=one.days, inside=one.inside)


def way_of(days: float, before: date, after: date) -> str:
    """Which way the end of a text's key tells that something moved: 'later', within one day 'later_within'."""
    return _way(days) if not days or before != after else f"{_way(days)}_within"


def _way(days: float) -> str:
    return "later" if days > 0 else "earlier" if days < 0 else "same"
