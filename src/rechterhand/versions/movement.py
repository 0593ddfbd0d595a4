"""What moved the finish, in working days for each cause, adding up to the whole movement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from rechterhand.engine.schedule.result import EPOCH, to_moment
from rechterhand.versions.cause import Cause
from rechterhand.versions.finishes import Finishes
from rechterhand.versions.rounding import apportioned
from rechterhand.versions.shapley import Shares, shapley

Real = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Member:
    """One change inside a cause, or several that only make sense together: its rows, and the days that it took.

    ``kind`` is the first part of the switch's name: a cause, 'row', 'split', 'link', 'calendar', 'status_date' …
    ``activity_ids`` are those of the new version, of deleted rows those of the old one; the latter are in
    ``deleted_ids`` too, since another row may have that number now. ``names`` are in the same order as the ids.
    ``calendar`` is the name of the calendar whose hours changed, empty for any other change.
    """

    kind: str
    activity_ids: tuple[int, ...]
    days: float
    standard_error_days: float
    names: tuple[str, ...] = ()
    deleted_ids: tuple[int, ...] = ()
    calendar: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A cause with the working days that it moved the finish; positive: later.

    ``members`` are its changes that moved the finish, the largest first; ``others_days`` is what the rest of the cause
    did, and what its changes did only together. ``changes`` counts the single changes in it.
    """

    cause: Cause
    days: float
    standard_error_days: float
    changes: int = 0
    members: tuple[Member, ...] = ()
    others_days: float = 0.0

    @property
    def activity_ids(self) -> tuple[int, ...]:
        """The rows of the members, those that moved the finish most first."""
        return tuple(dict.fromkeys(key for one in self.members for key in one.activity_ids))

    def told_inside(self, days: float) -> tuple[list[tuple[Member, float]], float]:
        """The members with one decimal, and the rest; they add up to the ``days`` that the cause is told with."""
        *told, rest = apportioned([*(one.days for one in self.members), self.others_days], days, 1)
        return list(zip(self.members, told, strict=True)), rest


@dataclass(frozen=True, slots=True)
class Movement:
    """How far the finish of the project (``activity_id`` None) or of a milestone moved, and why.

    ``days`` are working days of the new version's project calendar; those of the parts add up to it.
    """

    activity_id: int | None
    name: str
    old: datetime
    new: datetime
    days: float
    parts: tuple[Part, ...]
    exact: bool = True

    def of(self, cause: Cause) -> float:
        """The days of one cause; nought when nothing of it changed."""
        return sum(one.days for one in self.parts if one.cause is cause)


def shares_of(finishes: Finishes) -> Shares:
    """Shares of every cause in the movement of the project's finish and of every milestone, in working minutes.

    The ends are the versions themselves, so that shares add up to what really moved.
    """
    mixtures = finishes.mixtures
    causes = mixtures.causes
    old, new = (finishes.working(one) for one in finishes.ends())
    every = (1 << len(causes)) - 1

    def value(mask: int) -> Real:
        if mask in {0, every}:
            return (old if mask == 0 else new).astype(np.float64)
        chosen = frozenset(cause for place, cause in enumerate(causes) if mask >> place & 1)
        return finishes.working(finishes.of(mixtures.flags(chosen))).astype(np.float64)

    if not causes:
        return Shares(np.zeros((0, len(old))), np.zeros((0, len(old))), exact=True)
    return shapley(len(causes), value)


def movements(
    finishes: Finishes, shares: Shares, members: Mapping[Cause, tuple[tuple[Member, ...], float]]
) -> tuple[Movement, ...]:
    """The project's movement, then that of each milestone that is still to come or moved.

    Parameters
    ----------
    finishes
        Of both versions.
    shares
        In working minutes.
    members
        For each cause its members in the project's movement, and the days of the rest.
    """
    old, new = finishes.ends()
    moved = finishes.working(new) - finishes.working(old)
    day = finishes.minutes_per_day
    joined = finishes.joined
    counts = {
        cause: sum(one.cause is cause for one in finishes.mixtures.switches) for cause in finishes.mixtures.causes
    }
    found = []
    for place, key in enumerate((None, *finishes.milestones)):
        row = None if key is None else joined.new_rows[key]
        if row is not None and row.finished and moved[place] == 0:
            continue
        parts = []
        for number, cause in enumerate(finishes.mixtures.causes):
            inside, others = members.get(cause, ((), 0.0)) if key is None else ((), 0.0)
            share, error = shares.shares[number, place] / day, shares.standard_errors[number, place] / day
            parts.append(Part(cause, float(share), float(error), counts[cause], inside, others))
        found.append(
            Movement(
                activity_id=None if key is None else joined.shown[key],
                name=joined.new.name if row is None else row.name,
                old=to_moment(int(old[place])) or EPOCH,
                new=to_moment(int(new[place])) or EPOCH,
                days=float(moved[place]) / day,
                parts=tuple(sorted(parts, key=lambda one: -abs(one.days))),
                exact=shares.exact,
            )
        )
    return tuple(found)
