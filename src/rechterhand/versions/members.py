"""Which single changes inside a cause moved the finish, and by how many days.

The share of a cause is divided once more among its changes (Owen's value: changes of one cause come one after another).
Changes that move nothing by themselves, on the old version or on the new, with the other causes made or without, are
taken together (``division.py``). Progress comes along the links: that of a row after that of the work before it, so
that what only started late by another's delay lost nothing itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from rechterhand.engine.schedule.result import NO_DATE, ScheduleResult
from rechterhand.versions.cause import Cause
from rechterhand.versions.division import Division, adding_up
from rechterhand.versions.finishes import Finishes
from rechterhand.versions.movement import Member
from rechterhand.versions.shapley import Shares
from rechterhand.versions.turns import Turns

SCREENED = 60
"""Changes of a cause that are tried one by one; of more of them those with the least float."""

MIXED = 4
"""Up to so many other causes all their mixtures are tried for a cause with few changes."""

NAMED = 8
"""Changes of a cause that get days of their own."""

TOGETHER = 12
"""So many changes that move nothing alone are looked at for those that do together."""

WORK = 600_000
"""Twice the rows that are computed to try the changes of one cause."""

Found = tuple[tuple[Member, ...], float]


def members_of(
    finishes: Finishes, shares: Shares, schedules: tuple[ScheduleResult, ScheduleResult]
) -> Mapping[Cause, Found]:
    """For each cause its members, the largest first, and the working days of the rest.

    Parameters
    ----------
    finishes
        Of mixtures.
    shares
        Of the causes in the project's finish, in working minutes.
    schedules
        Of the old and the new version in one numbering.
    """
    search = _Search(finishes, schedules)
    return {
        cause: search.inside(cause, float(shares.shares[number, 0]))
        for number, cause in enumerate(finishes.mixtures.causes)
    }


class _Search:
    def __init__(self, finishes: Finishes, schedules: tuple[ScheduleResult, ScheduleResult]) -> None:
        self._finishes = finishes
        self._mixtures = finishes.mixtures
        self._floats = [_floats(one) for one in schedules]
        self._old, self._new = (int(finishes.working(one[:1])[0]) for one in finishes.ends())
        self._rows = max(1, len(finishes.networks[1]))
        self._division = Division(self._mixtures, self._finish, self._rows)

    def inside(self, cause: Cause, share: float) -> Found:
        """The members of one cause."""
        day = self._finishes.minutes_per_day
        numbers = [place for place, one in enumerate(self._mixtures.switches) if one.cause is cause]
        if len(numbers) == 1:
            return self._only(numbers[0], share / day), 0.0
        turns = self._turns(numbers) if cause is Cause.PROGRESS else None
        moving = self._moving(cause, numbers) if turns is None else self._moving_in_turn(cause, numbers, turns)
        # also where the whole moves nothing: what cancels out is told
        if not moving and not share:
            return (), 0.0
        shown, rest = moving[:NAMED], [one for one in numbers if one not in moving[:NAMED]]
        divided = adding_up(self._division.of(cause, shown, rest, turns), share)
        found = [
            self._named(number, (float(divided.means[place]) / day, float(divided.errors[place]) / day))
            for place, number in enumerate(shown)
        ]
        others = share / day - sum(one.days for one in found)
        others = 0.0 if abs(others) * day < 1e-6 else others
        joint = self._joint(rest) if abs(others) * day >= 1 else ()
        if joint:
            error = max((one.standard_error_days for one in found), default=0.0)
            found.append(self._member("together", joint, (others, error)))
            others = 0.0
        found.sort(key=lambda one: -abs(one.days))
        return tuple(one for one in found if one.days or one.standard_error_days), others

    def _joint(self, rest: Sequence[int]) -> tuple[int, ...]:
        """The few changes that only move the finish together; nothing where they are many, or where it is one of them
        and another that has its own days.
        """
        if not 1 < len(rest) <= TOGETHER:
            return ()
        needed = list(rest)
        for number in rest:
            fewer = [one for one in needed if one != number]
            if self._effects(fewer) == self._effects(needed):
                needed = fewer
        keys = tuple(dict.fromkeys(key for number in needed for key in self._mixtures.switches[number].activity_ids))
        return keys if len(keys) > 1 else ()

    def _effects(self, numbers: Sequence[int]) -> tuple[int, int]:
        """The finish with some changes made alone, and with all but these."""
        chosen = set(numbers)
        made = [place in chosen for place in range(len(self._mixtures.switches))]
        return self._finish(made), self._finish([not one for one in made])

    def _only(self, number: int, days: float) -> tuple[Member, ...]:
        if not days:
            return ()
        return (self._named(number, (days, 0.0)),)

    def _named(self, number: int, days: tuple[float, float]) -> Member:
        """A single change; that of a calendar's hours with the calendar's name."""
        switch = self._mixtures.switches[number]
        kind, _, key = switch.name.partition(":")
        made = self._member(kind, switch.activity_ids, days)
        if kind != "calendar" or switch.activity_ids:
            return made
        joined = self._finishes.joined
        names = {one.id: one.name for plan in (joined.old, joined.new) for one in plan.calendars}
        return replace(made, calendar=names[int(key)])

    def _member(self, kind: str, keys: Sequence[int], days: tuple[float, float]) -> Member:
        """A change by the ids that people know; ``keys`` are those of both versions in one numbering."""
        joined = self._finishes.joined
        rows = [row for key in keys if (row := joined.row(key)) is not None]
        return Member(
            kind,
            tuple(joined.shown[key] for key in keys),
            *days,
            names=tuple(row.name for row in rows),
            deleted_ids=tuple(joined.shown[key] for key in keys if key not in joined.new_rows),
        )

    def _moving(self, cause: Cause, numbers: Sequence[int]) -> list[int]:
        """Changes that move the finish by themselves, the largest first.

        Tried with the other causes made and without, and with the rest of their own cause made and without. What moves
        nothing there is, where a cause has few changes, tried amid each mixture of a few other causes too.
        """
        most = max(NAMED, min(SCREENED, WORK // (8 * self._rows)))
        near = sorted(numbers, key=lambda number: (self._float(number), number))[:most]
        all_of = [one.cause is cause for one in self._mixtures.switches]
        others = [not one for one in all_of]
        bases = [([False] * len(all_of), self._old), (others, self._finish(others))]
        tops = [([True] * len(all_of), self._new), (all_of, self._finish(all_of))]
        effect = {}
        for number in near:
            moved = [abs(self._turned(flags, number) - finish) for flags, finish in (*bases, *tops)]
            if any(moved):
                effect[number] = sum(moved)
        found = sorted(effect, key=lambda number: (-effect[number], number))
        return [*found, *(one for one in near if one not in effect and self._moves_amid(cause, one, numbers))]

    def _moves_amid(self, cause: Cause, number: int, numbers: Sequence[int]) -> bool:
        """Whether a change of few moves the finish amid some of the other causes, in all mixtures or in those of one
        cause and of all but one.
        """
        others = [one for one in self._mixtures.causes if one is not cause]
        sizes = range(1, len(others)) if len(others) <= MIXED else sorted({1, len(others) - 1})
        amid = [frozenset(some) for size in sizes for some in combinations(others, size)]
        if len(numbers) > NAMED or self._rows * len(amid) * len(numbers) * 4 > WORK:
            return False
        for flags in (self._mixtures.flags(some | own) for some in amid for own in (set(), {cause})):
            if self._turned(flags, number) != self._finish(flags):
                return True
        return False

    def _turned(self, flags: Sequence[bool], number: int) -> int:
        """The finish with one change made, or undone, more."""
        made = list(flags)
        made[number] = not made[number]
        return self._finish(made)

    def _float(self, number: int) -> int:
        """The least total float of the rows of a change, in either version; what isn't about rows has none."""
        ids = self._mixtures.switches[number].activity_ids
        return min((floats[key] for floats in self._floats for key in ids if key in floats), default=NO_DATE)

    def _turns(self, numbers: Sequence[int]) -> Turns:
        return Turns(self._finishes.networks[1], {one: self._mixtures.switches[one].activity_ids for one in numbers})

    def _moving_in_turn(self, cause: Cause, numbers: Sequence[int], turns: Turns) -> list[int]:
        """Changes that move the finish when they come along the links, the largest first.

        Of few all orders are gone through; else they are tried without the other causes and with them, in two orders;
        of many changes those in the parts of an order that move it most.
        """
        few = self._division.moving(cause, numbers, turns)
        if few is not None:
            return few
        ranks = {number: place for place, number in enumerate(sorted(numbers))}
        back = {number: -place for number, place in ranks.items()}
        effect: dict[int, int] = {}
        for others in (frozenset[Cause](), frozenset(self._mixtures.causes) - {cause}):
            for order in (turns.order(ranks), turns.order(back)):
                for number, moved in self._steps(order, self._mixtures.flags(others)).items():
                    effect[number] = effect.get(number, 0) + moved
        return sorted(effect, key=lambda number: (-effect[number], number))

    def _steps(self, order: Sequence[int], flags: Sequence[bool]) -> dict[int, int]:
        """Changes of an order at whose turn the finish moves, and how far."""
        known: dict[int, int] = {}

        def at(place: int) -> int:
            if place not in known:
                made = list(flags)
                for number in order[:place]:
                    made[number] = True
                known[place] = self._finish(made)
            return known[place]

        def moved(part: tuple[int, int]) -> int:
            return abs(at(part[1]) - at(part[0]))

        parts = max(NAMED, min(SCREENED, WORK // (8 * self._rows)))
        size = -(-len(order) // parts)
        pieces = [(first, min(first + size, len(order))) for first in range(0, len(order), size)]
        while any(last - first > 1 for first, last in pieces):
            pieces = sorted((one for one in pieces if moved(one)), key=lambda one: (-moved(one), one))[:NAMED]
            halves = [(first, (first + last) // 2, last) for first, last in pieces]
            pieces = [one for first, half, last in halves for one in ((first, half), (half, last)) if one[0] < one[1]]
        return {order[first]: moved((first, last)) for first, last in pieces if moved((first, last))}

    def _finish(self, flags: Sequence[bool]) -> int:
        return int(self._finishes.working(self._finishes.of(flags)[:1])[0])


def _floats(result: ScheduleResult) -> dict[int, int]:
    return {
        one.id: int(result.total_float[row])
        for row, one in enumerate(result.plan.activities)
        if result.total_float[row] != NO_DATE
    }
