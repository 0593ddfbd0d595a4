"""Projects that somebody may count and not see: totals, in which no project can be told from the others.

Projects are told of in groups of ``SMALLEST`` at least: those of a programme, and all others together. What is left of
a smaller group is in no total, neither here nor on the programme's page, so that no total less another tells of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from rechterhand.text import Message
from rechterhand.web.access.roles import projects_where
from rechterhand.web.data.models import Person
from rechterhand.web.look.explained import Explained
from rechterhand.web.look.health import State
from rechterhand.web.queries.figures import BY_CALENDAR
from rechterhand.web.queries.portfolio import Known, with_standing
from rechterhand.web.queries.visible import SMALLEST, is_enough, projects_of

OTHER = "rest"
"""Kinds that too few projects are of, together."""
BANDS = ((10, "weeks"), (60, "months"))
"""Working days of P80 after the promised date, up to and including these; more is 'longer'."""


@dataclass(frozen=True, slots=True)
class Totals:
    """``left_out`` counts projects of groups too small to tell of. ``phases`` and ``methods`` are by word, '' for none
    and ``OTHER`` for those that too few projects are of; ``bands`` say how late projects end, '' where none is known.
    ``late_days`` sums what is late; none where too few are.
    """

    projects: int
    left_out: int
    states: Mapping[State, int]
    phases: tuple[tuple[str, int], ...] = ()
    methods: tuple[tuple[str, int], ...] = ()
    bands: tuple[tuple[str, int], ...] = ()
    late_days: Explained | None = None


def totals(person: Person) -> Totals | None:
    """What may be told of projects that are only counted; None where there are none. Four statements at most."""
    hidden = projects_where(person, "project.aggregate").filter(archived_at=None)
    hidden = hidden.exclude(pk__in=projects_of(person).values("pk"))
    known = with_standing(hidden, light=True)
    if not known:
        return None
    told = told_of(known)
    if not told:
        return Totals(0, len(known), {})
    return Totals(
        len(told),
        len(known) - len(told),
        Counter(one.standing.state for one in told),
        parts(one.project.phase for one in told),
        parts(one.project.method for one in told),
        _bands(told),
        _late(told),
    )


def told_of(known: Sequence[Known]) -> list[Known]:
    """Those of groups that are large enough: a programme's, and what is left of all others together."""
    groups: defaultdict[int | None, list[Known]] = defaultdict(list)
    for one in known:
        groups[one.project.programme_id].append(one)
    outside = [one for key, group in groups.items() if key is None or len(group) < SMALLEST for one in group]
    large = [one for key, group in groups.items() if key is not None and len(group) >= SMALLEST for one in group]
    return [*large, *outside] if is_enough(len(outside)) else large


def parts(words: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """How many are of each kind, the most first; kinds of too few are told together, and with the next where these are
    still too few.
    """
    found = sorted(Counter(words).items(), key=lambda one: (-one[1], one[0]))
    large = [one for one in found if is_enough(one[1])]
    rest = sum(count for _, count in found[len(large) :])
    while large and rest and not is_enough(rest):
        rest += large.pop()[1]
    if not large:
        return ()
    return (*large, (OTHER, rest)) if rest else tuple(large)


def _bands(told: Sequence[Known]) -> tuple[tuple[str, int], ...]:
    """How many end how late; one band for all that are late where one of several is of too few."""
    late = [_days(one) for one in told if _days(one) > 0]
    unknown = sum(one.standing.late_days is None for one in told)
    split = Counter(next((name for most, name in BANDS if days <= most), "longer") for days in late)
    whole = len(split) < 2 or all(is_enough(count) for count in split.values())
    order = (*(name for _, name in BANDS), "longer")
    shown = [(name, split[name]) for name in order] if whole else [("late", len(late))]
    found = (("in_time", len(told) - unknown - len(late)), *shown, ("", unknown))
    return tuple((name, count) for name, count in found if count)


def _late(told: Sequence[Known]) -> Explained | None:
    late = [_days(one) for one in told if _days(one) > 0]
    if not is_enough(len(late)):
        return None
    return Explained(
        sum(late),
        "working_days",
        source=Message.of("records.source.totals", count=len(told)),
        as_of=timezone.localdate(),
        formula=Message.of("records.formula.late_total", count=len(late)),
        assumptions=(BY_CALENDAR,),
    )


def _days(one: Known) -> int:
    return one.standing.late_days or 0
