"""What if: ways out that somebody chose and durations that somebody changed, tried on the plan's own futures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import combinations
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from rechterhand.engine.schedule.result import EPOCH, to_moment
from rechterhand.engine.simulate.statistics import percentile
from rechterhand.errors import BadInput
from rechterhand.remedies.case import Case, remaining
from rechterhand.remedies.found_again import FoundAgain
from rechterhand.remedies.ground import Ground
from rechterhand.remedies.judge import Judge, Worth, applied
from rechterhand.remedies.pool import Effort, Proposed, effort_for
from rechterhand.remedies.sight import Sight
from rechterhand.remedies.together import fit
from rechterhand.remedies.tried import Trials
from rechterhand.text import Message
from rechterhand.text.notebook import counted

Long = npt.NDArray[np.int64]
ELAPSED_DAY = 1_440


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is tried.

    ``ways`` are keys of ways out with the degree in which each is taken ('': the strongest), ``durations`` working days
    in all by activity (days of 24 hours where the plan counts those). ``seen_under`` is what the verdict says of ways
    that only show once others are applied.
    """

    ways: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    durations: Mapping[int, float] = field(default_factory=lambda: MappingProxyType({}))
    seen_under: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Taken:
    """A way out in the form in which it was tried; ``cost`` as of ``WayOut``."""

    key: str
    degree: str
    title: Message
    effect: Message
    side: Message
    cost: float | None


@dataclass(frozen=True, slots=True)
class Lasting:
    """An activity that lasts other than planned, in days."""

    activity_id: int
    name: str
    planned_days: float
    days: float


@dataclass(frozen=True, slots=True, eq=False)
class Futures:
    """P50, P80, the chance of the promise (None where there is none), and when each future is finished."""

    p50: datetime
    p80: datetime
    chance: float | None
    finishes: Long

    @classmethod
    def of(cls, finishes: Long, chance: float | None) -> Futures:
        """Finishes in minutes since 1970."""
        ordered = np.sort(finishes)
        p50, p80 = (to_moment(percentile(ordered, share)) or EPOCH for share in (0.5, 0.8))
        return cls(p50, p80, chance, finishes)


@dataclass(frozen=True, repr=False, eq=False)
class WhatIf:
    """What came of it: the same futures before and after.

    ``days`` are working days by which P80 comes earlier (negative: later), ``mean_days`` those of the average future.
    ``cost`` is None where that of any way isn't known. ``gone`` are the keys of ways that aren't proposed any more,
    ``gone_activities`` activities that aren't there or of which nothing is left to do: these were left out.
    ``with_people``, ``steep`` and ``notes`` are as of a way out.
    """

    ways: tuple[Taken, ...]
    durations: tuple[Lasting, ...]
    before: Futures
    after: Futures
    days: float = 0.0
    standard_error_days: float = 0.0
    mean_days: float = 0.0
    cost: float | None = 0.0
    with_people: bool = False
    steep: bool = False
    notes: tuple[Message, ...] = ()
    gone: tuple[str, ...] = ()
    gone_activities: tuple[int, ...] = ()

    def __repr__(self) -> str:
        """What it brings, on one line."""
        told = f"{counted(len(self.ways), 'way')} out, {counted(len(self.durations), 'duration')} changed"
        return f"WhatIf({told}, P80 {self.days:+.1f} days earlier, {self.after.p80:%Y-%m-%d})"


def tried(ground: Ground, chosen: Chosen, effort: Effort | None = None) -> WhatIf:
    """Try what was chosen on a copy of a plan, on the futures of the plan as it is.

    Raises
    ------
    BadInput
        Ways that change the same thing, or a plan that can't be carried out.

    Notes
    -----
    Durations are changed first; ways are those of the plan as it is, applied to what that makes of it.
    """
    sight, nodes = ground.sight, len(ground.sight.network)
    effort = effort or effort_for(nodes, ground.judge.iterations)
    judge = Trials(ground.judge, effort).judge
    ways = tuple(_found(FoundAgain(sight, judge, effort, chosen.seen_under), chosen.ways))
    _refuse_clash(ways)
    known = {one.key for one in ways}
    lasting, gone_activities = _lasting(sight, chosen.durations)
    changed = judge.case
    for one in lasting:
        changed = changed.lasting(one.activity_id, round(one.days * _day(sight, one.activity_id)))
    people = any(one.way.with_people for one in ways)
    pricing = judge.with_people if people and judge.with_people else judge.by_logic
    before = Futures.of(pricing.finishes, judge.chance(with_people=people))
    nothing = WhatIf(
        tuple(_taken(one) for one in ways),
        lasting,
        before,
        before,
        gone=tuple(key for key in chosen.ways if key not in known),
        gone_activities=gone_activities,
    )
    if not ways and not lasting:
        return nothing
    return _told(nothing, _worth(judge, changed, ways, with_people=people), ways, with_people=people)


def _found(again: FoundAgain, keys: Mapping[str, str]) -> Iterator[Proposed]:
    for key, degree in keys.items():
        forms = again.forms(key)
        if forms:
            yield next((one for one in forms if one.way.degree == degree), forms[0])


def _refuse_clash(ways: Sequence[Proposed]) -> None:
    problems = tuple(
        Message.of("remedies.what_if.clash", one=one.way.title, other=other.way.title)
        for one, other in combinations(ways, 2)
        if not fit((one, other))
    )
    if problems:
        raise BadInput(problems[0], problems=problems[1:], hint=Message.of("remedies.what_if.clash_hint"))


def _lasting(sight: Sight, durations: Mapping[int, float]) -> tuple[tuple[Lasting, ...], tuple[int, ...]]:
    """The durations that can be changed, and the activities of which they can't."""
    found, gone = [], []
    for key, days in durations.items():
        one = sight.by_id.get(key)
        if one is None or one.finished or one.external or remaining(one) <= 0 or not sight.is_scheduled(one):
            gone.append(key)
        else:
            found.append(Lasting(key, one.name, (one.duration_minutes or 0) / _day(sight, key), days))
    return tuple(found), tuple(gone)


def _day(sight: Sight, key: int) -> int:
    return ELAPSED_DAY if sight.by_id[key].elapsed else max(1, sight.plan.options.minutes_per_day)


def _worth(judge: Judge, changed: Case, ways: Sequence[Proposed], *, with_people: bool) -> Worth:
    """What the ways bring on top of changed durations, against the plan as it is."""
    eases = bool(ways) and all(one.way.eases for one in ways)
    within = None
    if eases and changed is not judge.case:
        found = judge.worth(changed, with_people=with_people)
        within = None if found is None else found.finishes
    try:
        case = applied(changed, tuple(one.way for one in ways))
    except (ValueError, ZeroDivisionError):  # work that is to be cut and now lasts no time
        case = None
    worth = None if case is None else judge.worth(case, with_people=with_people, eases=eases, within=within)
    if worth is None:
        raise BadInput(Message.of("remedies.what_if.no_plan"), hint=Message.of("remedies.what_if.clash_hint"))
    return worth


def _told(nothing: WhatIf, worth: Worth, ways: Sequence[Proposed], *, with_people: bool) -> WhatIf:
    costs = [one.way.cost for one in ways]
    return replace(
        nothing,
        after=Futures.of(worth.finishes, worth.chance),
        days=worth.gain.p80,
        standard_error_days=worth.gain.standard_error,
        mean_days=worth.gain.mean,
        cost=None if None in costs else sum(cost for cost in costs if cost is not None),
        with_people=with_people,
        steep=worth.steep,
        notes=worth.notes,
    )


def _taken(one: Proposed) -> Taken:
    return Taken(one.key, one.way.degree, one.way.title, one.way.effect, one.way.side, one.way.cost)
