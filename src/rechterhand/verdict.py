"""The whole flow on one page: read, compare, schedule, check, simulate, price, find ways out."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from html import escape
from pathlib import Path
from types import MappingProxyType

from rechterhand.engine.futures.conditional import in_order
from rechterhand.engine.futures.known import refuse_unknown
from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.schedule.result import ScheduleResult
from rechterhand.engine.schedule.solve import schedule
from rechterhand.engine.simulate.result import SimulationResult
from rechterhand.engine.simulate.run import Run
from rechterhand.engine.simulate.solve import simulate
from rechterhand.engine.staffed.result import PeopleResult, simulate_with_people
from rechterhand.errors import BadInput
from rechterhand.findings.bottleneck import PriceList
from rechterhand.findings.check import CheckResults, Verdict
from rechterhand.findings.examine import examine
from rechterhand.findings.pricing import price
from rechterhand.findings.profile import Profile
from rechterhand.intake import Reading, reading_of
from rechterhand.intake.discreet import discreet
from rechterhand.lineage.order import refuse_later
from rechterhand.record.assumption import Assumption
from rechterhand.record.plan import Plan
from rechterhand.registers.discreet import without_people
from rechterhand.remedies.ground import Ground
from rechterhand.remedies.search import ways_out
from rechterhand.remedies.way_out import WaysOut
from rechterhand.remedies.what_if import Chosen, WhatIf, tried
from rechterhand.text import Message
from rechterhand.text.notebook import counted
from rechterhand.versions.compare import Comparison, compare


@dataclass(frozen=True, repr=False)
class Review:
    """The verdict of a plan: what was read, its dates, its checks, its futures, its prices and the ways out.

    ``people`` has the first futures with the people and machines of the plan; None when it says of nobody how much work
    they have. ``comparison`` says what moved since an earlier version; None when none was given. ``today`` is the day
    of judgement.
    """

    reading: Reading
    schedule: ScheduleResult
    checks: CheckResults
    simulation: SimulationResult
    prices: PriceList
    people: PeopleResult | None = None
    ways: WaysOut = field(default_factory=WaysOut)
    comparison: Comparison | None = None
    today: date | None = None
    seconds: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.reading.plan

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """Everything taken for granted on the way, what decides the verdict first."""
        found = (
            *self.reading.assumptions,
            *self.schedule.assumptions,
            *self.checks.assumptions,
            *self.simulation.assumptions,
            *(self.people.assumptions if self.people else ()),
            *self.prices.assumptions,
            *(self.comparison.own_assumptions if self.comparison else ()),
        )
        return tuple(sorted(found, key=lambda one: not one.loud))

    @property
    def timings(self) -> dict[str, float]:
        """Seconds of each step."""
        return {
            "read": self.reading.timings.get("read", 0.0),
            **self.schedule.timings,
            **self.simulation.timings,
            **(self.people.timings if self.people else {}),
            **self.prices.timings,
            **self.ways.timings,
            **self.seconds,
        }

    def __repr__(self) -> str:
        """The verdict on one line."""
        futures = self.simulation
        told = f"P80 {futures.percentiles['p80'].moment:%Y-%m-%d}" if futures.has_open_work else "no open work"
        failed = sum(one.finding.verdict is Verdict.FAIL for one in self.checks)
        dearest = next((f"{one.price_days:.1f} days" for one in self.prices.bottlenecks), "none")
        return (
            f"Review({self.plan.name!r}, {told}, dearest bottleneck {dearest}, "
            f"{failed} of {counted(len(self.checks), 'check')} failed"
            f"{f', finish {self.comparison.finish.days:+.1f} days since then' if self.comparison else ''})"
        )

    def _repr_html_(self) -> str:
        """The verdict as tables, for notebooks."""
        parts = (*((self.comparison,) if self.comparison else ()), self.simulation, self.prices, self.ways, self.checks)
        return f"<p><strong>{escape(repr(self))}</strong></p>" + "".join(one._repr_html_() for one in parts)


def review(
    plan: str | Path | Plan | Reading,
    *,
    against: str | Path | Plan | Reading | None = None,
    run: Run | None = None,
    uncertainty: Uncertainty | None = None,
    names: bool = False,
    profile: Profile | None = None,
    today: date | None = None,
    step: Callable[[str], None] | None = None,
) -> Review:
    """Read a plan and give the verdict.

    Parameters
    ----------
    plan
        The file, or a plan that was read or made before: ``rh.read`` opens what needs a password or a mapping.
    against
        An earlier version, of any format: the verdict then also tells what moved since.
    run
        Number of futures, seed, threads.
    uncertainty
        Ranges by activity id, their default, and risks, as ``rh.read_uncertainty`` and ``rh.read_risks`` read them from
        tables; by itself the file's three points and the usual default.
    names
        Keep the names of people; otherwise their role, group or number stands in place of them.
    profile
        Which checks run and how they judge; without one all of them, as usual.
    today
        The day of judgement, for the checks on how old the plan is, which can't judge without; and nothing is proposed
        that should have begun before it.
    step
        Hears the name of each step before it starts: 'read', 'match', 'attribute', 'schedule', 'simulate', 'people',
        'check', 'price', 'ways_out'.

    Raises
    ------
    BadInput
        The earlier version is of a later date than the plan, or another plan altogether.
    RechterhandError
        What is wrong with a file or a plan, and what to do about it.

    Examples
    --------
    >>> import rechterhand as rh
    >>> verdict = rh.review("april.mpp", against="march.mpp")  # doctest: +SKIP
    >>> verdict.simulation.percentiles["p80"].moment  # doctest: +SKIP
    >>> [(one.title, one.price_days) for one in verdict.prices.bottlenecks]  # doctest: +SKIP
    >>> verdict.comparison.finish.days  # doctest: +SKIP
    """
    say = step or (lambda _: None)
    say("read")
    reading, comparison = reading_of(plan), None
    refuse_unknown(reading.plan, uncertainty)
    seconds: dict[str, float] = {}
    if against is not None:
        before = reading_of(against)
        refuse_later((before.plan, reading.plan))
        comparison = compare(before, reading, run=run, uncertainty=uncertainty, names=names, step=say)
        seconds["compare"] = sum(comparison.seconds.values())
    if not names:
        uncertainty = without_people(uncertainty, reading.plan)
        reading = discreet(reading)
    say("schedule")
    started = time.perf_counter()
    network = compile_plan(reading.plan)
    seconds["compile"] = time.perf_counter() - started
    scheduled = schedule(reading.plan, drag=True, network=network)
    seen = _foresee(network, scheduled, run, uncertainty, say)
    say("check")
    started = time.perf_counter()
    earlier = () if comparison is None else (comparison.old.plan,)
    judge = partial(examine, network=network, simulation=seen.simulation, profile=profile, today=today)
    checks = judge(reading.plan, scheduled, earlier=earlier)
    seconds["check"] = time.perf_counter() - started
    say("price")
    prices = seen.prices(uncertainty)
    say("ways_out")
    found = (checks, seen.simulation, prices, seen.people, seen.ways_out(prices, uncertainty, today))
    return Review(reading, scheduled, *found, comparison, today, MappingProxyType(seconds))


@dataclass(frozen=True)
class _Seen:
    """The futures of a plan: as compiled for them, by logic and with people."""

    network: Network
    run: Run
    simulation: SimulationResult
    people: PeopleResult | None

    def prices(self, uncertainty: Uncertainty | None) -> PriceList:
        """What holds it up, priced on these futures."""
        return price(self.network, self.simulation, run=self.run, uncertainty=uncertainty, people=self.people)

    def ways_out(self, prices: PriceList, uncertainty: Uncertainty | None, today: date | None) -> WaysOut:
        """What can be done about it from today on, tried on the same futures."""
        if not self.simulation.has_open_work:
            return WaysOut()
        return ways_out(
            self.network,
            self.simulation,
            prices,
            run=self.run,
            uncertainty=uncertainty,
            people=self.people,
            today=today,
        )


def _foresee(
    network: Network,
    scheduled: ScheduleResult,
    run: Run | None,
    uncertainty: Uncertainty | None,
    say: Callable[[str], None],
) -> _Seen:
    """Simulate a plan that was compiled and scheduled by its tool's rules."""
    plan = network.plan
    say("simulate")
    futures = network if network.honest else compile_plan(plan, honest=True)
    futures = in_order(futures, uncertainty.conditional if uncertainty else ())
    simulation = simulate(plan, run=run, uncertainty=uncertainty, network=futures, scheduled=scheduled)
    run = replace(run or Run(), iterations=simulation.iterations)
    say("people")
    finishes = simulation.finishes
    ends = frozenset(one.activity_id for one in simulation.committed if one.whole and one.activity_id is not None)
    people = simulate_with_people(plan, run=run, uncertainty=uncertainty, network=futures, finishes=finishes, ends=ends)
    return _Seen(futures, run, simulation, people)


def outlook(
    plan: str | Path | Plan | Reading,
    *,
    run: Run | None = None,
    uncertainty: Uncertainty | None = None,
    names: bool = False,
    prices: bool = False,
    ways: bool = False,
    today: date | None = None,
    step: Callable[[str], None] | None = None,
) -> Review:
    """The futures of a plan, and on request what holds it up and what can be done: a verdict without the checks.

    Parameters
    ----------
    plan, run, uncertainty, names, today, step
        As for ``review``.
    prices, ways
        Whether bottlenecks are priced, and whether ways out of them are tried.

    Raises
    ------
    RechterhandError
        What is wrong with a file or a plan, and what to do about it.
    """
    say = step or (lambda _: None)
    reading, scheduled, seen, uncertainty = _futures(plan, run, uncertainty, say, names=names)
    found, out = PriceList(), WaysOut()
    if prices or ways:
        say("price")
        found = seen.prices(uncertainty)
    if ways:
        say("ways_out")
        out = seen.ways_out(found, uncertainty, today)
    return Review(reading, scheduled, CheckResults(), seen.simulation, found, seen.people, out, today=today)


def what_if(
    plan: str | Path | Plan | Reading,
    chosen: Chosen,
    *,
    run: Run | None = None,
    uncertainty: Uncertainty | None = None,
    names: bool = False,
    today: date | None = None,
    step: Callable[[str], None] | None = None,
) -> WhatIf:
    """Try ways out that somebody chose, and durations that somebody changed, on the same futures as a verdict.

    Parameters
    ----------
    plan, run, uncertainty, names, today, step
        As for ``review``; with the same ones the figures are those of its ways out and combinations.
    chosen
        What is tried.

    Raises
    ------
    BadInput
        Ways that change the same thing, a plan that can't be carried out, or one of which all is done.
    RechterhandError
        What is wrong with a file or a plan, and what to do about it.

    Examples
    --------
    >>> import rechterhand as rh
    >>> rh.what_if("april.mpp", rh.Chosen({"crash:41": "20%"}, {52: 8.0})).days  # doctest: +SKIP
    """
    say = step or (lambda _: None)
    _, _, seen, uncertainty = _futures(plan, run, uncertainty, say, names=names)
    if not seen.simulation.has_open_work:
        raise BadInput(Message.of("remedies.what_if.done"))
    say("ways_out")
    ground = Ground.of(
        seen.network, seen.simulation, run=seen.run, uncertainty=uncertainty, people=seen.people, today=today
    )
    return tried(ground, chosen)


def _futures(
    plan: str | Path | Plan | Reading,
    run: Run | None,
    uncertainty: Uncertainty | None,
    say: Callable[[str], None],
    *,
    names: bool,
) -> tuple[Reading, ScheduleResult, _Seen, Uncertainty | None]:
    """A plan as read, its dates and its futures, and what these were drawn by."""
    reading = reading_of(plan)
    refuse_unknown(reading.plan, uncertainty)
    if not names:
        uncertainty = without_people(uncertainty, reading.plan)
        reading = discreet(reading)
    say("schedule")
    network = compile_plan(reading.plan)
    scheduled = schedule(reading.plan, network=network)
    return reading, scheduled, _foresee(network, scheduled, run, uncertainty, say), uncertainty
