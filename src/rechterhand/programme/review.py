"""The flow: compile all projects, simulate each by itself and with what it waits for, price links and bottlenecks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.known import refuse_unknown
from rechterhand.engine.futures.strata import Sampling
from rechterhand.engine.joint.crossing import Crossing, known_moment, node_of
from rechterhand.engine.joint.network import Part, join
from rechterhand.engine.price.gain import Base
from rechterhand.engine.schedule.result import to_minute
from rechterhand.engine.simulate.open_work import has_open_work
from rechterhand.engine.simulate.run import Run
from rechterhand.engine.simulate.solve import percentiles_of
from rechterhand.errors import BadInput
from rechterhand.programme.joined import Futures, alone, compiled, futures_of, upstream
from rechterhand.programme.link import Member, ProjectLink, crossings
from rechterhand.programme.pricing import Bases, candidates, link_prices, priced
from rechterhand.programme.result import LinkCost, Outlook, Price, ProgrammeResult
from rechterhand.record.assumption import Assumption
from rechterhand.text import Message

Long = npt.NDArray[np.int64]


def review_programme(
    members: Sequence[Member],
    links: Sequence[ProjectLink] = (),
    *,
    run: Run | None = None,
    step: Callable[[str], None] | None = None,
) -> ProgrammeResult:
    """Look at projects together: when each will be finished, what waits for what, and what holds up which of them.

    Parameters
    ----------
    members
        The projects, each with a key of its own.
    links
        The links between their activities.
    run
        Number of futures, seed, threads; drawn one by one, never stratified. Its ``progress`` hears the share of each
        step.
    step
        Hears the name of each step before it starts: 'schedule', 'simulate', 'price'.

    Raises
    ------
    BadInput
        A link that can't be, or futures that can't be drawn so; every problem is named.
    LoopedPlan
        Links run in a loop across projects.
    BadPlan
        A plan can't be scheduled; the message names it.
    """
    started, say = time.perf_counter(), step or (lambda _: None)
    run = run or Run()
    _refuse(members, run)
    ordered = sorted(members, key=lambda one: one.key)
    made = crossings(ordered, links)
    say("schedule")
    parts = compiled(ordered)
    whole = join(parts, made).parts
    say("simulate")
    hear = run.progress or (lambda _: None)
    quiet = replace(run, progress=None)
    futures = futures_of(parts, made, quiet)
    selves = [one if len(one.places) == 1 else alone(parts, at, quiet) for at, one in enumerate(futures)]
    for at, (one, own) in enumerate(zip(futures, selves, strict=True)):
        _ = one.finishes, own.finishes
        hear((at + 1) / len(futures))
    finishes, finishes_alone = [one.finishes for one in futures], [one.finishes for one in selves]
    last = np.argmax(finishes, axis=0)
    ends_with = {member.key: float((last == at).mean()) for at, member in enumerate(ordered)}
    final = max(range(len(ordered)), key=lambda at: (ends_with[ordered[at].key], -at))
    bases = Bases.of(ordered, futures, parts[final])
    say("price")
    costs = list(link_prices(made, ordered, futures, bases))
    found = candidates(whole, futures, quiet)
    return ProgrammeResult(
        projects=tuple(_outlook(*each, made, ordered) for each in zip(ordered, futures, selves, strict=True)),
        links=tuple(
            LinkCost(link, waiting, late, promised, _idle(crossing, parts))
            for link, crossing, (waiting, late, promised) in zip(links, made, costs, strict=True)
        ),
        bottlenecks=tuple(priced(found, ordered, futures, bases, hear)),
        finish=percentiles_of(np.sort(np.max(finishes, axis=0))),
        finish_alone=percentiles_of(np.sort(np.max(finishes_alone, axis=0))),
        ends_with=MappingProxyType(ends_with),
        finishes=bases.end.finishes,
        iterations=run.iterations,
        seed=run.seed,
        assumptions=tuple(_assumptions(ordered, ordered[final])),
        timings=MappingProxyType({"programme": time.perf_counter() - started}),
    )


def _refuse(members: Sequence[Member], run: Run) -> None:
    if run.sampling is not Sampling.RANDOM or run.precision is not None:
        raise BadInput(Message.of("programme.sampling"))
    keys = [one.key for one in members]
    if not members:
        raise BadInput(Message.of("programme.none"))
    if len(set(keys)) < len(keys) or "" in keys:
        twice = sorted({one for one in keys if keys.count(one) > 1})
        raise BadInput(Message.of("programme.same_key", names=tuple(twice)))
    for one in members:
        refuse_unknown(one.plan, one.uncertainty)


def _outlook(
    member: Member, futures: Futures, own: Futures, made: Sequence[Crossing], ordered: Sequence[Member]
) -> Outlook:
    place = ordered.index(member)
    before = upstream(place, made) - {place}
    at = None if member.committed is None else to_minute(member.committed)
    gain = Base(futures.finishes, futures.days).gain(own.finishes)
    return Outlook(
        member=member,
        alone=percentiles_of(np.sort(own.finishes)),
        together=percentiles_of(np.sort(futures.finishes)),
        later=Price(gain.p80, gain.standard_error),
        waits_for=tuple(ordered[each].key for each in sorted(before)),
        chance_alone=None if at is None else float((own.finishes <= at).mean()),
        chance=None if at is None else float((futures.finishes <= at).mean()),
        finishes_alone=own.finishes,
        finishes=futures.finishes,
        has_open_work=has_open_work(member.plan),
    )


def _idle(crossing: Crossing, parts: Sequence[Part]) -> str:
    """Why a link can't hold anything."""
    after = parts[crossing.after[0]].network
    if after.finished[node_of(after, crossing.after[1])]:
        return "finished"
    known = known_moment(parts[crossing.before[0]].network, crossing)
    return "" if known is None else "handed_over"


def _assumptions(members: Sequence[Member], last: Member) -> Iterator[Assumption]:
    yield Assumption("by_logic", Message.of("programme.assumption.by_logic"))
    yield Assumption("apart", Message.of("programme.assumption.apart"))
    yield Assumption("end", Message.of("programme.assumption.end", name=last.plan.name))
    yield Assumption("default_spread", Message.of("programme.assumption.draws"))
    keys = [one.plan.key for one in members]
    same = tuple(one.key for one in members if keys.count(one.plan.key) > 1)
    if same:
        yield Assumption("same_key", Message.of("programme.assumption.same_key", names=same))
