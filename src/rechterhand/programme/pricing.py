"""What each bottleneck and each link costs every project, on the futures of the programme."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.spread import spreads_of
from rechterhand.engine.joint.crossing import Crossing, held, node_of
from rechterhand.engine.joint.network import Joint, Part
from rechterhand.engine.price.change import Change, Freed, Slack
from rechterhand.engine.price.gain import Base
from rechterhand.engine.schedule.result import EPOCH, to_minute
from rechterhand.engine.schedule.solve import schedule
from rechterhand.engine.simulate.open_work import has_open_work
from rechterhand.engine.simulate.run import Run
from rechterhand.findings.detector import Candidate, Relief, Scene
from rechterhand.findings.priced import SURE, WORTH
from rechterhand.findings.pricing import detectors
from rechterhand.programme.joined import Futures, days_of
from rechterhand.programme.link import Member
from rechterhand.programme.result import END, Price, Shared

Long = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]

APART = frozenset({"open_end", "resource"})
"""Kinds that are told of each project by itself: what its plan lacks, and who falls short in it."""
SCREENED = 20
"""Most candidates of each kind in each project, of those that may matter."""
ALWAYS = 200
"""The same of those that are simulated however seldom they are on the longest path."""
LISTED = 40


@dataclass(frozen=True)
class Found:
    """A candidate of one project with its relief."""

    place: int
    kind: str
    candidate: Candidate
    relief: Relief


@dataclass(frozen=True)
class Bases:
    """What gains are held against: the finishes of each project, and of the programme."""

    each: Sequence[Base]
    end: Base

    @classmethod
    def of(cls, members: Sequence[Member], futures: Sequence[Futures], last: Part) -> Bases:
        """``last`` is the project by whose calendar the programme's days are counted."""
        each = [
            Base(one.finishes, one.days, None if member.committed is None else to_minute(member.committed))
            for member, one in zip(members, futures, strict=True)
        ]
        latest = np.max([one.finishes for one in futures], axis=0)
        return cls(each, Base(latest, lambda finishes: days_of(last, finishes)))


def candidates(parts: Sequence[Part], futures: Sequence[Futures], run: Run) -> list[Found]:
    """What may hold up any project: screened by how often it is critical near P80 to any of them."""
    bands = [np.zeros(len(one.network)) for one in parts]
    for one in futures:
        if has_open_work(one.part.plan):
            for place, shares in zip(one.places, one.near_p80(), strict=True):
                bands[place] = np.maximum(bands[place], shares)
    found = []
    for place, part in enumerate(parts):
        if not has_open_work(part.plan):
            continue
        scene = _scene(part, bands[place], futures[place], run)
        for kind, detector in detectors().items():
            if kind not in APART:
                chosen = _screened(list(detector.detect(scene)))
                found += [Found(place, kind, one, one.relief()) for one in chosen]
    return found


def _scene(part: Part, band: Real, futures: Futures, run: Run) -> Scene:
    network = part.network
    rows = np.zeros(len(network.node))
    rows[network.node >= 0] = band[network.node[network.node >= 0]]
    spreads = spreads_of(network, part.uncertainty)
    return Scene(network, spreads, rows, rows, futures.finishes, run)


def _screened(found: list[Candidate]) -> list[Candidate]:
    ordered = sorted(found, key=lambda one: (-one.weight * one.brings, one.key))
    certain = [one for one in ordered if one.always][:ALWAYS]
    return certain + [one for one in ordered if not one.always and one.weight > 0][:SCREENED]


def priced(
    found: Sequence[Found],
    members: Sequence[Member],
    futures: Sequence[Futures],
    bases: Bases,
    heard: Callable[[float], None],
) -> list[Shared]:
    """The bottlenecks that cost any project more than chance, dearest for all together first."""
    by_logic = [one for one in found if one.relief.staff is None]
    latest = np.full((len(by_logic), len(bases.end.finishes)), np.iinfo(np.int64).min, dtype=np.int64)
    prices: list[dict[str, Price]] = [{} for _ in by_logic]
    for done, (one, member, base) in enumerate(zip(futures, members, bases.each, strict=True)):
        reached = [at for at, each in enumerate(by_logic) if each.place in one.places]
        if not has_open_work(one.part.plan):
            reached = []
        within = {at: row for row, at in enumerate(reached)}
        finishes = _under(one, [by_logic[at] for at in reached])
        for at in range(len(by_logic)):
            now = finishes[within[at]] if at in within else one.finishes
            latest[at] = np.maximum(latest[at], now)
            if at in within:
                prices[at][member.key] = _price(base, now)
        heard((done + 1) / len(futures))
    for at, each in enumerate(prices):
        each[END] = _price(bases.end, latest[at])
    listed = [
        _shared(one, members[one.place], each)
        for one, each in zip(by_logic, prices, strict=True)
        if any(_costs(price) for price in each.values())
    ]
    return _ranked(listed)


def _under(one: Futures, found: Sequence[Found]) -> Long:
    """``(found, iterations)`` finishes of a project under each relief."""
    finishes = np.empty((len(found), one.run.iterations), dtype=np.int64)
    ripple = [at for at, each in enumerate(found) if not each.relief.change.whole]
    places = {place: own for own, place in enumerate(one.places)}
    changes = [one.joint.carried(places[found[at].place], found[at].relief.change) for at in ripple]
    finishes[ripple] = one.changed(changes)
    for at, each in enumerate(found):
        if each.relief.change.whole:
            finishes[at] = one.changed_as_a_whole(places[each.place], each.relief.change)
    return finishes


def _price(base: Base, finishes: Long) -> Price:
    gain = base.gain(finishes)
    return Price(gain.p80, gain.standard_error)


def _costs(price: Price) -> bool:
    return price.days > max(WORTH, SURE * price.standard_error_days)


def _shared(one: Found, member: Member, prices: Mapping[str, Price]) -> Shared:
    return Shared(
        rank=0,
        project=member.key,
        kind=one.kind,
        key=one.candidate.key,
        title=one.candidate.title,
        activity_ids=one.candidate.activity_ids,
        relief=one.relief.text,
        prices=prices,
        total_days=sum(price.days for key, price in prices.items() if key != END),
    )


def _ranked(found: Sequence[Shared]) -> list[Shared]:
    """Dearest first; what lies wholly inside a dearer one of the same project is told with that."""
    ordered = sorted(found, key=lambda one: (-one.total_days, -one.prices[END].days, one.project, one.key))
    kept: list[Shared] = []
    for one in ordered:
        around = next(
            (
                at
                for at, other in enumerate(kept)
                if other.project == one.project and set(one.activity_ids) <= set(other.activity_ids)
            ),
            None,
        )
        if around is None:
            kept.append(one)
        else:
            kept[around] = replace(kept[around], inside=(*kept[around].inside, one.title))
    return [replace(one, rank=rank) for rank, one in enumerate(kept[:LISTED], 1)]


def link_prices(
    crossings: Sequence[Crossing], members: Sequence[Member], futures: Sequence[Futures], bases: Bases
) -> Iterator[tuple[dict[str, Price], dict[str, Price], datetime]]:
    """For each link, by project, what waiting costs and what of it comes from late delivery; with the promised day."""
    promises = [_promised(futures[one.before[0]].part, one) for one in crossings]
    under: list[list[Long]] = [[one.finishes for one in futures] for _ in range(2 * len(crossings))]
    for place, one in enumerate(futures):
        if not has_open_work(one.part.plan):
            continue
        held_up = [at for at in one.links if _crossed(one, at) >= 0]
        changes = [_without(one, at) for at in held_up]
        changes += [_as_promised(one, at, crossings[at], promises[at]) for at in held_up]
        for row, finishes in enumerate(one.changed(changes)):
            at = held_up[row % len(held_up)]
            under[2 * at + (row >= len(held_up))][place] = finishes
    for at, promise in enumerate(promises):
        waiting, late = (_prices(under[2 * at + side], members, bases) for side in (0, 1))
        yield waiting, late, EPOCH + timedelta(minutes=promise)


def _prices(finishes: Sequence[Long], members: Sequence[Member], bases: Bases) -> dict[str, Price]:
    found = {
        member.key: _price(base, now)
        for member, base, now in zip(members, bases.each, finishes, strict=True)
        if now is not base.finishes
    }
    return found | {END: _price(bases.end, np.max(finishes, axis=0))}


def _crossed(one: Futures, at: int) -> int:
    return one.joint.crossed[one.links.index(at)]


def _without(one: Futures, at: int) -> Change:
    return Change(slack=(Slack(_crossed(one, at), gone=True),))


def _as_promised(one: Futures, at: int, crossing: Crossing, moment: int) -> Change:
    """What is waited for is there on the promised day: never earlier, never later."""
    joint: Joint = one.joint
    own = one.places.index(crossing.after[0])
    network = joint.parts[own].network
    freed = held(network, node_of(network, crossing.after[1]), crossing, moment)
    place = int(joint.nodes[own][freed.node])
    return Change(freed=(Freed(place, freed.bounds),), slack=(Slack(_crossed(one, at), gone=True),))


def _promised(part: Part, crossing: Crossing) -> int:
    """When the predecessor's own plan says that it is there; not before its status date."""
    shown = schedule(part.plan)
    row = shown.position[crossing.before[1]]
    moment = int((shown.early_finish if crossing.by_finish else shown.early_start)[row])
    status = part.plan.status_date
    return moment if status is None else max(moment, to_minute(status))
