"""Which techniques help a plan most, with reasons: at most five, and not five of the same.

Only a technique that answers something that was found, fits on balance, and that the review didn't carry out by itself,
is advised. The best comes first; what it answers then counts half for those after it, so that five techniques for one
trouble don't crowd out the others. When none of the five takes less than half an hour though one such would do, the
best of these takes the last place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from os import PathLike

from rechterhand.text import Message
from rechterhand.text.message import Value
from rechterhand.toolbox.answers import answers_of_kind
from rechterhand.toolbox.catalogue import techniques
from rechterhand.toolbox.circumstance import name_of, value_of
from rechterhand.toolbox.fit import Fit, fit
from rechterhand.toolbox.found import Found, found_in
from rechterhand.toolbox.seen import Seen
from rechterhand.toolbox.situation import Given, Situation, situation
from rechterhand.toolbox.technique import Technique
from rechterhand.toolbox.told import given_of, read_circumstances

MOST, SHORT, AGAIN = 5, 30, 0.5
"""How many are advised, how many minutes are more than short, and what a trouble counts for once it is answered."""

BY_ITSELF = frozenset({"monte_carlo"})
"""What a review has done already, so that advising it would be no help."""

FEW = 2
"""Bottlenecks and checks that a reason names."""


@dataclass(frozen=True)
class Advised:
    """A technique with its rank (1 is best), how well it fits, and what of the plan it answers."""

    rank: int
    fit: Fit
    found: Found
    situation: Situation

    @property
    def technique(self) -> Technique:
        """The technique."""
        return self.fit.technique

    @property
    def reasons(self) -> tuple[Message, ...]:
        """Why: what it answers, the dearest first, then what of the circumstances speaks for it and against it."""
        return (*_answered(self.fit, self.found), *_around(self.fit, self.situation))


@dataclass(frozen=True)
class Advice:
    """What is advised, the best first; the circumstances, and all that was found."""

    techniques: tuple[Advised, ...]
    situation: Situation
    found: Found

    def __repr__(self) -> str:
        """The keys in order."""
        return f"Advice({', '.join(one.technique.key for one in self.techniques) or 'none'})"


def advise(
    review: Seen, circumstances: str | PathLike[str] | Mapping[str, object] | Given | None = None, *, most: int = MOST
) -> Advice:
    """Say which techniques of the toolbox help a plan most.

    Parameters
    ----------
    review
        The plan with its prices and checks, as ``rh.review`` gives it.
    circumstances
        A YAML file, or what would stand in it: ``{"place": "online", "time": 60, "not": {"brown_paper": True}}``.
        What isn't told is measured in the plan, or stays unknown.
    most
        At most so many techniques.

    Raises
    ------
    BadInput
        Circumstances that don't exist, each with what may have been meant.

    Examples
    --------
    >>> import rechterhand as rh
    >>> rh.advise(rh.review("plan.mpp"), {"place": "online", "time": 60})  # doctest: +SKIP
    Advice(expedite_decision, premortem, nvc)
    """
    around = situation(review, _given(circumstances))
    found = found_in(review)
    fits = [fit(one, found.weights, around) for one in _helpful()]
    return Advice(
        tuple(
            Advised(rank, one, _answered_by(one.technique, found), around)
            for rank, one in enumerate(chosen(fits, most), 1)
        ),
        around,
        found,
    )


def _helpful() -> list[Technique]:
    return [one for key, one in techniques().items() if key not in BY_ITSELF]


def _given(told: str | PathLike[str] | Mapping[str, object] | Given | None) -> Given:
    if told is None:
        return Given()
    if isinstance(told, Given):
        return told
    return given_of(told) if isinstance(told, Mapping) else read_circumstances(told)


def chosen(fits: Iterable[Fit], most: int = MOST) -> list[Fit]:
    """The best ones in order, ties by key; see the head of this module for what is more than their fit."""
    left = sorted(
        (one for one in fits if one.answered and one.value > 0), key=lambda one: (-one.value, one.technique.key)
    )
    short = next((one for one in left if one.technique.minutes < SHORT), None)
    taken: dict[str, float] = {}
    picked: list[Fit] = []
    while left and len(picked) < most:
        best = min(left, key=lambda one: (-one.beside(taken), one.technique.key))
        if best.beside(taken) <= 0:
            break
        left.remove(best)
        picked.append(best)
        taken |= {key: AGAIN * taken.get(key, 1.0) for key in best.answered}
    if short is not None and picked and all(one.technique.minutes >= SHORT for one in picked):
        picked[-1] = short
    return picked


def answering(kind: str, around: Situation | None = None, *, most: int | None = None) -> tuple[str, ...]:
    """The keys of the techniques that answer one kind of bottleneck, the best under these circumstances first.

    Each of the troubles behind the kind weighs as much; a technique that is forbidden, or that circumstances speak
    against more than what it answers speaks for, is left out.

    Raises
    ------
    KeyError
        A kind that nobody knows.
    """
    weights = dict.fromkeys(answers_of_kind(kind), 1.0)
    fits = [fit(one, weights, around or Situation()) for one in _helpful()]
    fitting = [one for one in fits if one.answered and one.value > 0 and not one.forbidden]
    fitting.sort(key=lambda one: (-one.value, one.technique.minutes, one.technique.key))
    return tuple(one.technique.key for one in fitting[:most])


def _answered_by(technique: Technique, found: Found) -> Found:
    """The part of what was found that a technique answers."""
    own = set(technique.answers)
    return Found(
        tuple(one for one in found.priced if own & set(one.answers)),
        tuple(one for one in found.hidden if own & set(one[1])),
        tuple(one for one in found.failed if own & set(one[1])),
    )


def _answered(one: Fit, found: Found) -> Iterator[Message]:
    if found.priced:
        behind = {answer for priced in found.priced for answer in priced.answers}
        answers = tuple(Message(f"toolbox.answer.{key}") for key in one.answered if key in behind)
        items = tuple(
            Message.of("toolbox.reason.item", title=priced.bottleneck.title, days=priced.days)
            for priced in found.priced[:FEW]
        )
        yield _few("priced", len(found.priced), answers=answers, items=items)
    for hidden, _ in found.hidden[:1]:
        yield Message.of("toolbox.reason.hidden", title=hidden.title, days=hidden.later_days)
    if found.failed:
        names = tuple(Message(f"checks.{result.id}.title") for result, _ in found.failed[:FEW])
        yield _few("failed", len(found.failed), names=names)


def _few(key: str, of: int, **values: Value) -> Message:
    """A reason that names a few, and says how many more there are."""
    if of > FEW:
        return Message.of(f"toolbox.reason.{key}_more", **values, count=of - FEW)
    return Message.of(f"toolbox.reason.{key}", **values, count=of)


def _around(one: Fit, around: Situation) -> Iterator[Message]:
    if one.matching:
        yield Message.of("toolbox.reason.matching", values=_values(one.matching, around))
    if one.contradicting:
        yield Message.of("toolbox.reason.contradicting", values=_values(one.contradicting, around))
    if one.forbidden:
        yield Message.of("toolbox.reason.forbidden")
    if one.too_long:
        yield Message.of("toolbox.reason.too_long", minutes=one.technique.minutes, available=around.minutes)


def _values(keys: tuple[str, ...], around: Situation) -> tuple[Message, ...]:
    return tuple(
        Message.of("toolbox.reason.value", name=name_of(key), value=value_of(key, around.values[key])) for key in keys
    )
