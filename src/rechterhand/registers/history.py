"""Ranges from own history: how long finished work took beside its plan, by activity code, branch, or all together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

import numpy as np

from rechterhand.engine.futures.learnt import Learnt, learnt
from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.errors import BadInput
from rechterhand.intake import Reading, reading_of
from rechterhand.intake.tables.words import plain
from rechterhand.record.activity import Activity, ActivityType
from rechterhand.record.assumption import Assumption
from rechterhand.record.plan import Plan
from rechterhand.registers.around import TOGETHER, open_work
from rechterhand.registers.lasted import Lasted
from rechterhand.text import Message
from rechterhand.text.message import Value

FEWEST = 5
"""Finished activities that a class has at least."""

COPIED = 0.5
"""Share of activities that took exactly as long as planned, above which that is said."""

_SPANS = frozenset({ActivityType.LEVEL_OF_EFFORT, ActivityType.HAMMOCK})


class Class(StrEnum):
    """By what an activity is compared with finished ones."""

    CODE = "code"
    BRANCH = "branch"
    ALL = "all"


Key = tuple[Class, str, str]


@dataclass(frozen=True, slots=True)
class Past:
    """A finished activity: its project's place, actual over planned duration, and the classes that it is in."""

    project: int
    ratio: float
    classes: tuple[Key, ...]


def read_history(
    plans: Iterable[str | Path | Plan | Reading],
    plan: str | Path | Plan | Reading,
    onto: Uncertainty | None = None,
) -> Uncertainty:
    """Learn ranges from finished activities of this plan and of others: actual over planned duration.

    Parameters
    ----------
    plans
        Other plans; work that several of them hold (versions of one project) counts once.
    plan
        The plan that gets the ranges; what it has finished counts as well.
    onto
        What is uncertain already, such as a table: its ranges stay, and the correlation that a table told.

    Returns
    -------
    Uncertainty
        ``onto`` with a lognormal range for each activity with work left that has none, and the correlation that
        activities of one project share. The class of an activity is its activity code with the fewest members, else the
        deepest branch of the same name, else everything: at least five finished activities.

    Raises
    ------
    BadInput
        Fewer than five finished activities have an actual and a planned duration.
    RechterhandError
        A plan can't be read.

    See Also
    --------
    rechterhand.engine.futures.learnt.learnt : what is learnt from a class, with its formula.

    Examples
    --------
    >>> import rechterhand as rh
    >>> uncertain = rh.read_history(["bridge-1.xer", "bridge-2.xer"], "bridge-3.xer")  # doctest: +SKIP
    """
    made, onto = reading_of(plan).plan, onto or Uncertainty()
    known = [made, *(reading_of(one).plan for one in plans)]
    past = _past(known)
    if len(past) < FEWEST:
        raise BadInput(
            Message.of("registers.history_few", count=len(past), fewest=FEWEST),
            hint=Message.of("registers.history_few_hint"),
        )
    lessons = _lessons(past)
    work = {key: one for key, one in open_work(made).items() if one.three_point is None and key not in onto.ranges}
    chosen = {key: _class(one, lessons) for key, one in _classes(made, work.values())}
    if not chosen:
        return onto
    ranges = {key: lessons[one].range for key, one in chosen.items()}
    told = any(one.key == TOGETHER for one in onto.assumptions)
    correlation = float(np.mean([lessons[one].correlation for one in chosen.values()]))
    correlation = onto.correlation if told else correlation
    return replace(
        onto,
        correlation=correlation,
        ranges=MappingProxyType({**ranges, **onto.ranges}),
        assumptions=(*onto.assumptions, *_assumptions(past, chosen, correlation, made)),
    )


def _past(plans: Sequence[Plan]) -> list[Past]:
    """Finished work of all plans, each piece once."""
    seen: set[object] = set()
    found: list[Past] = []
    for project, plan in enumerate(plans):
        lasted = Lasted(plan)
        rows = {one.id: one for one in plan.activities if one.active and not one.external and one.finished}
        ratios = {key: ratio for key, one in rows.items() if (ratio := _ratio(one, lasted)) is not None}
        for key, classes in _classes(plan, [rows[key] for key in ratios]):
            one = rows[key]
            if _piece(one) not in seen:
                found.append(Past(project, ratios[key], classes))
        seen |= {_piece(rows[key]) for key in ratios}
    return found


def _piece(one: Activity) -> object:
    """By what the same work is known in another version, or in another format of it."""
    return plain(one.name), one.actual_start, one.actual_finish


def _ratio(one: Activity, lasted: Lasted) -> float | None:
    """Actual over planned duration; None of what is no work, and where either is missing."""
    if one.type.is_summary or one.type.is_milestone or one.type in _SPANS:
        return None
    return lasted.ratio(one)


def _classes(plan: Plan, rows: Iterable[Activity]) -> Iterator[tuple[int, tuple[Key, ...]]]:
    """The classes of activities, by id: codes, then branches from the deepest up, then all.

    A branch that holds the whole plan is no class: it would set the other plans aside.
    """
    every = {one.id: one for one in plan.activities}
    work = [one for one in plan.activities if not one.type.is_summary]
    beneath = Counter(above for one in work for above in _above(one, every))
    for one in rows:
        codes = [(Class.CODE, plain(name), plain(value)) for name, value in sorted(one.codes.items())]
        whole = [key for key in _above(one, every) if beneath[key] < len(work)]
        branches = [(Class.BRANCH, "", plain(every[key].name)) for key in whole]
        yield one.id, (*codes, *branches, (Class.ALL, "", ""))


def _above(one: Activity, every: Mapping[int, Activity]) -> list[int]:
    """The branches that an activity is in, the deepest first."""
    found: list[int] = []
    above = one.parent_id
    while above is not None and above in every and above not in found:
        found.append(above)
        above = every[above].parent_id
    return found


def _lessons(past: Sequence[Past]) -> Mapping[Key, Learnt]:
    """What each class with enough members teaches, the class with the fewest first."""
    members: dict[Key, list[Past]] = defaultdict(list)
    for one in past:
        for key in dict.fromkeys(one.classes):
            members[key].append(one)
    found = {}
    for key, rows in sorted(members.items(), key=lambda item: (len(item[1]), item[0])):
        if len(rows) >= FEWEST:
            projects: dict[int, list[float]] = defaultdict(list)
            for one in rows:
                projects[one.project].append(one.ratio)
            found[key] = learnt([np.array(ratios) for ratios in projects.values()])
    return found


def _class(classes: Sequence[Key], lessons: Mapping[Key, Learnt]) -> Key:
    """The class of an activity that teaches something: its smallest code, else the deepest branch, else all."""
    codes = {one for one in classes if one[0] is Class.CODE}
    coded = next((key for key in lessons if key in codes), None)
    return coded or next(one for one in classes if one in lessons)


def _assumptions(
    past: Sequence[Past], chosen: Mapping[int, Key], correlation: float, plan: Plan
) -> Iterator[Assumption]:
    counts = Counter(kind for kind, _, _ in chosen.values())
    ratios = [one.ratio for one in past]
    values: dict[str, Value] = {
        "count": len(chosen),
        "of": len(open_work(plan)),
        "finished": len(past),
        "plans": len({one.project for one in past}),
        "middle": float(np.median(ratios)),
        "correlation": correlation,
        **{kind.value: counts[kind] for kind in Class},
    }
    yield Assumption("history", Message.of("registers.history_taken", **values), loud=True)
    same = sum(one == 1 for one in ratios)
    if same > COPIED * len(ratios):
        text = Message.of("registers.history_copied", same=same, finished=len(ratios))
        yield Assumption("history_copied", text, loud=True)
