"""A risk that may delay work, in which working days are lost, or that brings work of its own.

Relief: its registered response is carried out, and what that leaves of chance and impact remains; a risk whose response
leaves nothing that was told, or that has none, doesn't happen at all, and the relief says so. Ways that exclude each
other are no risk: they are priced only where a response makes one likelier.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import TypeVar

import numpy as np

from rechterhand.engine.futures.lost_days import LostDays
from rechterhand.engine.price.answered import nodes_of
from rechterhand.engine.price.change import Averted, Change
from rechterhand.findings.answered import answered_text, mean
from rechterhand.findings.detector import Candidate, Detector, Relief, Scene
from rechterhand.text import Message

T = TypeVar("T")


def _detect(scene: Scene) -> Iterator[Candidate]:
    rows = scene.network.row
    for place, one in enumerate(scene.spreads.uncertainty.risks):
        nodes = nodes_of(scene.spreads.arrays.risks, place)
        if not len(nodes) or one.impact.probability == 0:
            continue
        touched = [int(row) for row in rows[nodes] if row >= 0]
        drawn = one.impact.minutes or one.impact.factor
        good = drawn is not None and mean(drawn) < (0 if one.impact.minutes else 1)
        kind = "opportunity" if good else "title"
        title = Message.of(f"bottlenecks.risk.{kind}", title=one.title, chance=one.impact.probability)
        yield _candidate(scene, f"risk:{one.key}", title, touched, partial(_relief, scene, place))
    yield from _lost_days(scene)
    yield from _branches(scene)


def _candidate(scene: Scene, key: str, title: Message, rows: list[int], relief: Callable[[], Relief]) -> Candidate:
    return Candidate(
        key=key,
        title=title,
        activity_ids=tuple(scene.plan.activities[row].id for row in rows),
        weight=max((float(scene.band[row]) for row in rows), default=0.0),
        relief=relief,
        always=True,
    )


def _lost_days(scene: Scene) -> Iterator[Candidate]:
    bends = scene.spreads.arrays.bends
    for place, one in enumerate(scene.spreads.uncertainty.lost_days):
        struck = [
            int(scene.network.row[node])
            for node in np.flatnonzero(bends.place >= 0).tolist()
            if int(bends.hit[bends.place[node]]) >> place & 1
        ]
        if not struck or one.probability == 0:
            continue
        title = Message.of("bottlenecks.risk.lost_days", title=one.title, chance=one.probability)
        yield _candidate(scene, f"risk:lost days {one.key}", title, struck, partial(_relief_of_days, scene, place))


def _relief_of_days(scene: Scene, place: int) -> Relief:
    one = scene.spreads.uncertainty.lost_days[place]
    left, gone = one.answered, _losing(scene, place, replace(one, probability=0.0))
    if left is None:
        return Relief(text=Message.of("bottlenecks.risk.whole"), change=gone, gone=gone)
    text = answered_text((one.probability, left.probability), (one.days, left.days))
    return Relief(text=text, change=_losing(scene, place, left), gone=gone)


def _branches(scene: Scene) -> Iterator[Candidate]:
    position, node = scene.position, scene.network.node
    for place, one in enumerate(scene.spreads.uncertainty.branches):
        if not one.options or not one.options[0].probability or not (len(one.options) == 1 or one.has_response):
            continue
        ids = [key for each in one.options for key in each.activity_ids if key in position]
        rows = [position[key] for key in ids if node[position[key]] >= 0]
        if not rows:
            continue
        title = Message.of("bottlenecks.risk.title", title=one.title, chance=one.options[0].probability)
        if len(one.options) > 1:
            names = tuple(each.title or one.title for each in one.options)
            title = Message.of("bottlenecks.risk.either", titles=names)
        yield _candidate(scene, f"risk:branch {one.key}", title, rows, partial(_relief_of_branch, scene, place))


def _relief_of_branch(scene: Scene, place: int) -> Relief:
    one = scene.spreads.uncertainty.branches[place]
    gone = _with(scene, place, (0.0,)) if len(one.options) == 1 else None
    if gone is not None and not one.has_response:
        return Relief(text=Message.of("bottlenecks.risk.whole"), change=gone, gone=gone)
    text = Message.of("bottlenecks.risk.response", chance=one.answered[0])
    if len(one.options) > 1:
        pairs = zip(one.options, one.answered, strict=True)
        each = tuple(
            Message.of("bottlenecks.risk.option", title=option.title or one.title, chance=chance)
            for option, chance in pairs
        )
        text = Message.of("bottlenecks.risk.shifted", options=each)
    return Relief(text=text, change=_with(scene, place, one.answered), gone=gone)


def _with(scene: Scene, place: int, chances: Iterable[float]) -> Change:
    """The options of a branch with other probabilities."""
    now = scene.spreads.uncertainty
    branch = now.branches[place]
    options = tuple(
        replace(one, probability=chance, residual=None) for one, chance in zip(branch.options, chances, strict=True)
    )
    other = replace(now, branches=_instead(now.branches, place, replace(branch, options=options)))
    return Change(otherwise=(f"risk:branch {branch.key}", other))


def _losing(scene: Scene, place: int, other: LostDays) -> Change:
    """Another period of lost days in its place."""
    now = scene.spreads.uncertainty
    made = replace(now, lost_days=_instead(now.lost_days, place, other))
    return Change(otherwise=(f"risk:lost days {other.key}", made))


def _instead(all_of: tuple[T, ...], place: int, other: T) -> tuple[T, ...]:
    return (*all_of[:place], other, *all_of[place + 1 :])


def _relief(scene: Scene, place: int) -> Relief:
    left = scene.spreads.uncertainty.risks[place].residual
    gone = Change(averted=(Averted(place),))
    if left is None:
        return Relief(text=Message.of("bottlenecks.risk.whole"), change=gone, gone=gone)
    now, day = scene.spreads.uncertainty.risks[place].impact, scene.plan.options.minutes_per_day
    chances = (now.probability, left.probability)
    if now.minutes is not None and left.minutes is not None:
        text = answered_text(chances, (now.minutes, left.minutes), unit=max(1, day))
    else:
        text = answered_text(chances, (now.factor, left.factor), times=True)
    return Relief(text=text, change=Change(averted=(Averted(place, left),)), gone=gone)


detector = Detector(_detect)
