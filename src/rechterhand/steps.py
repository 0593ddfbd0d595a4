"""The steps of the review on their own, for a plan as read, or as made: what ``import rechterhand as rh`` gives."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rechterhand.engine.futures.spread import Default
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.schedule import solve
from rechterhand.engine.schedule.result import ScheduleResult
from rechterhand.engine.simulate import solve as futures
from rechterhand.engine.simulate.result import SimulationResult
from rechterhand.engine.simulate.run import Run
from rechterhand.errors import BadPlan
from rechterhand.findings.check import CheckResults
from rechterhand.findings.examine import examine
from rechterhand.findings.profile import Profile
from rechterhand.intake import Reading
from rechterhand.record.plan import Plan


def schedule(plan: Plan | Reading, *, drag: bool = False, network: Network | None = None) -> ScheduleResult:
    """Compute dates, floats and the longest path of a plan; see ``rechterhand.engine.schedule.solve.schedule``.

    Examples
    --------
    >>> import rechterhand as rh
    >>> plan = rh.read("plan.mpp")  # doctest: +SKIP
    >>> rh.schedule(plan).project_finish  # doctest: +SKIP
    """
    return solve.schedule(_plan(plan), drag=drag, network=network)


def simulate(
    plan: Plan | Reading, *, run: Run | None = None, default: Default | None = None, network: Network | None = None
) -> SimulationResult:
    """Compute many futures of a plan; see ``rechterhand.engine.simulate.solve.simulate``.

    Examples
    --------
    >>> import rechterhand as rh
    >>> rh.simulate(rh.read("plan.mpp"), run=rh.Run(iterations=2000)).percentiles["p80"]  # doctest: +SKIP
    """
    return futures.simulate(_plan(plan), run=run, default=default, network=network)


def check(
    plan: Plan | Reading,
    result: ScheduleResult | None = None,
    *,
    limits: Mapping[str, float] | None = None,
    profile: Profile | None = None,
    today: date | None = None,
) -> CheckResults:
    """Run every check on a plan, or those of a profile; it is scheduled first when its dates aren't given.

    ``today`` is the day of judgement, for the checks on how old the plan is.
    A plan that can't be scheduled is checked on what its own tool stored. See
    ``rechterhand.findings.examine.examine``.
    """
    made = _plan(plan)
    if result is None:
        try:
            result = solve.schedule(made)
        except BadPlan:
            result = None
    return examine(made, result, limits=limits, profile=profile, today=today)


def _plan(plan: Plan | Reading) -> Plan:
    return plan.plan if isinstance(plan, Reading) else plan
