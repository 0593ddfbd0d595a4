"""Which single changes inside a cause moved the finish, and by how many days.

The share of a cause is divided once more among its changes (Owen's value: changes of one cause come one after another).
Changes that move nothing by themselves, on the old version or on the new, with the other causes made or without, are
taken together; orders of causes and of changes are drawn, each with its reverse.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from rechterhand.engine.schedule.result import NO_DATE, ScheduleResult
from rechterhand.versions.cause import Cause
from rechterhand.versions.finishes import Finishes
from rechterhand.versions.movement import Member
from rechterhand.versions.shapley import Shares

Real = npt.NDArray[np.float64]

SCREENED = 60
"""Changes of a cause that are tried one by one; of more of them those with the least float."""

NAMED = 8
"""Changes of a cause that get days of their own."""

TOGETHER = 12
"""So many changes that move nothing alone are looked at for those that do together."""

WORK = 600_000
"""Rows that are computed for the members of one cause: half of them to try changes, half to divide."""

FEWEST, MOST = 2, 16
"""Draws: at least and at most."""

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

    def inside(self, cause: Cause, share: float) -> Found:
        """The members of one cause."""
        day = self._finishes.minutes_per_day
        numbers = [place for place, one in enumerate(self._mixtures.switches) if one.cause is cause]
        if len(numbers) == 1:
            return self._only(numbers[0], share / day), 0.0
        moving = self._moving(cause, numbers)  # also where the whole moves nothing: what cancels out is told
        if not moving and not share:
            return (), 0.0
        shown, rest = moving[:NAMED], [one for one in numbers if one not in moving[:NAMED]]
        means, errors = self._divided(cause, shown, rest)
        found = [
            Member(
                self._mixtures.switches[number].name.split(":")[0],
                self._shown(number),
                float(means[place]) / day,
                float(errors[place]) / day,
            )
            for place, number in enumerate(shown)
        ]
        others = share / day - sum(one.days for one in found)
        joint = self._joint(rest) if abs(others) * day >= 1 else ()
        if joint:
            found.append(Member(*joint, others, max((one.standard_error_days for one in found), default=0.0)))
            others = 0.0
        found.sort(key=lambda one: -abs(one.days))
        return tuple(one for one in found if one.days or one.standard_error_days), others

    def _joint(self, rest: Sequence[int]) -> tuple[str, tuple[int, ...]] | tuple[()]:
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
        ids = tuple(dict.fromkeys(key for number in needed for key in self._shown(number)))
        return ("together", ids) if len(ids) > 1 else ()

    def _effects(self, numbers: Sequence[int]) -> tuple[int, int]:
        """The finish with some changes made alone, and with all but these."""
        chosen = set(numbers)
        made = [place in chosen for place in range(len(self._mixtures.switches))]
        return self._finish(made), self._finish([not one for one in made])

    def _only(self, number: int, days: float) -> tuple[Member, ...]:
        if not days:
            return ()
        return (Member(self._mixtures.switches[number].name.split(":")[0], self._shown(number), days, 0.0),)

    def _shown(self, number: int) -> tuple[int, ...]:
        return tuple(self._finishes.joined.shown[key] for key in self._mixtures.switches[number].activity_ids)

    def _moving(self, cause: Cause, numbers: Sequence[int]) -> list[int]:
        """Changes that move the finish by themselves, the largest first.

        Tried with the other causes made and without, and with the rest of their own cause made and without.
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
        return sorted(effect, key=lambda number: (-effect[number], number))

    def _turned(self, flags: Sequence[bool], number: int) -> int:
        """The finish with one change made, or undone, more."""
        made = list(flags)
        made[number] = not made[number]
        return self._finish(made)

    def _float(self, number: int) -> int:
        """The least total float of the rows of a change, in either version; what isn't about rows has none."""
        ids = self._mixtures.switches[number].activity_ids
        return min((floats[key] for floats in self._floats for key in ids if key in floats), default=NO_DATE)

    def _divided(self, cause: Cause, shown: Sequence[int], rest: Sequence[int]) -> tuple[Real, Real]:
        """Mean and standard error of what each shown change adds, in working minutes."""
        draw = np.random.default_rng(1)
        players: list[list[int]] = [[one] for one in shown] + ([list(rest)] if rest else [])
        draws = max(FEWEST, min(MOST, WORK // (4 * self._rows * len(players))))
        others = [one for one in self._mixtures.causes if one is not cause]
        samples = np.zeros((draws, len(players)))
        for place in range(draws):
            causes = [others[one] for one in draw.permutation(len(others))]
            before = int(draw.integers(0, len(others) + 1))
            order = draw.permutation(len(players)).tolist()
            one = self._along(frozenset(causes[:before]), players, order)
            other = self._along(frozenset(causes[before:]), players, order[::-1])
            samples[place] = (one + other) / 2
        errors = samples.std(axis=0, ddof=1) / np.sqrt(draws)
        return samples.mean(axis=0)[: len(shown)], errors[: len(shown)]

    def _along(self, causes: frozenset[Cause], players: Sequence[Sequence[int]], order: Sequence[int]) -> Real:
        flags = self._mixtures.flags(causes)
        added = np.zeros(len(players))
        before = self._finish(flags)
        for player in order:
            for number in players[player]:
                flags[number] = True
            after = self._finish(flags)
            added[player] = after - before
            before = after
        return added

    def _finish(self, flags: Sequence[bool]) -> int:
        return int(self._finishes.working(self._finishes.of(flags)[:1])[0])


def _floats(result: ScheduleResult) -> dict[int, int]:
    return {
        one.id: int(result.total_float[row])
        for row, one in enumerate(result.plan.activities)
        if result.total_float[row] != NO_DATE
    }
