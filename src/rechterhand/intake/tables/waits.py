"""Tasks that stand later than those they wait for ask: somebody wanted them there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from rechterhand.intake.tables.outline import Outline
from rechterhand.intake.tables.spans import When
from rechterhand.intake.tables.worktime import day_finish, day_start, minutes_between, moved
from rechterhand.record.link import LagUnit, Link, LinkType
from rechterhand.record.public_holidays import NETHERLANDS, public_holidays

_LEAST_MINUTES = 480
_SATURDAY = 5
_GUESSES = frozenset({"lost", "nothing"})
_LONG = timedelta(days=366)
"""Beyond this no holidays explain a gap."""


def whole(whens: Sequence[When], kinds: Sequence[str]) -> list[When]:
    """By place, with the start or finish that a table leaves out where the other and the duration give it."""
    return [_whole(when, kind) for when, kind in zip(whens, kinds, strict=True)]


def _whole(when: When, kind: str) -> When:
    minutes = None if when.guess in _GUESSES else when.minutes
    if minutes is None or (when.start is not None and when.finish is not None):
        return when
    if when.start is not None:
        return replace(when, finish=moved(when.start, minutes, kind, elapsed=when.elapsed))
    if when.finish is not None:
        return replace(when, start=moved(when.finish, -minutes, kind, elapsed=when.elapsed))
    return when


def free(ids: Sequence[int], links: Sequence[Link], tree: Outline) -> list[bool]:
    """By place: waits for no other, neither itself nor through what it hangs under."""
    waiting = {one.successor_id for one in links}
    found: list[bool] = []
    for key, parent in zip(ids, tree.parents, strict=True):
        found.append(key not in waiting and (parent is None or found[parent]))
    return found


def waits(ids: Sequence[int], links: Sequence[Link], whens: Sequence[When]) -> list[bool]:
    """By place: begins at least a working day later than the dates and lags of all its predecessors ask.

    Also when none of them has a date: then its own can't have come from theirs.
    """
    place = {key: number for number, key in enumerate(ids)}
    whens = _reached(whens, [(place[one.predecessor_id], place[one.successor_id], one) for one in links])
    gaps: dict[int, list[int | None]] = {}
    for one in links:
        before, after = place[one.predecessor_id], place[one.successor_id]
        gaps.setdefault(after, []).append(_gap(one, whens[before], whens[after]))
    return [_late(gaps.get(number), whens[number]) for number in range(len(ids))]


def _reached(whens: Sequence[When], links: Sequence[tuple[int, int, Link]]) -> list[When]:
    """With the moment at which a milestone without a date is reached: when the last before it ends."""
    found = list(whens)
    open_ = {number for number, one in enumerate(found) if one.milestone and one.start is None and one.finish is None}
    for _ in range(len(open_)):  # a milestone may follow another
        for number in sorted(open_):
            before = [found[first] for first, second, one in links if second == number and one.type is LinkType.FS]
            ends = [at for one in before if (at := _finish(one)) is not None]
            if before and len(ends) == len(before):
                found[number] = replace(found[number], finish=max(ends))
                open_.discard(number)
                break
        else:
            break
    return found


def _late(gaps: Sequence[int | None] | None, when: When) -> bool:
    if not gaps or (when.start is None and when.finish is None):
        return False
    known = [one for one in gaps if one is not None]
    return min(known, default=_LEAST_MINUTES) >= _LEAST_MINUTES


def _gap(link: Link, before: When, after: When) -> int | None:
    """Working minutes between what the link asks and what the table says; None when either has no date."""
    ends: dict[LinkType, tuple[Callable[[When], datetime | None], Callable[[When], datetime | None]]] = {
        LinkType.FS: (_finish, _start),
        LinkType.SS: (_start, _start),
        LinkType.FF: (_finish, _finish),
        LinkType.SF: (_start, _finish),
    }
    first, second = ends[link.type]
    asked, told = first(before), second(after)
    if asked is None or told is None:
        return None
    if link.lag_unit is LagUnit.ELAPSED:
        return _work(asked + timedelta(minutes=link.lag_minutes), told)
    share = round((link.lag_percent or 0) / 100 * (before.minutes or 0))
    return _work(asked, told) - link.lag_minutes - share


def _work(since: datetime, until: datetime) -> int:
    """Working minutes from one moment to another, negative where that is the earlier.

    Public holidays between them aren't worked, whatever the table's calendar knows of them: who begins after Christmas
    waits for nothing.
    """
    return minutes_between(since, until) - minutes_between(until, since) - _LEAST_MINUTES * _holidays(since, until)


def _holidays(since: datetime, until: datetime) -> int:
    """Public holidays on weekdays between two days."""
    if until - since > _LONG:
        return 0
    days = public_holidays(NETHERLANDS, range(since.year, until.year + 1), asked=True)
    return sum(since.date() < day < until.date() and day.weekday() < _SATURDAY for day in days)


def _start(when: When) -> datetime | None:
    return when.start or (when.finish if when.milestone else None)


def _finish(when: When) -> datetime | None:
    if not when.milestone:
        return when.finish
    moment = when.finish or when.start
    if moment is None or moment - moment.replace(hour=0, minute=0) != day_start():
        return moment
    # a day without a time: who begins the day after it doesn't wait
    return moment - day_start() + day_finish()
