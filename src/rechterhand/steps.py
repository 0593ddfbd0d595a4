"""The steps of the review on their own, for a file or a plan: what ``import rechterhand as rh`` gives."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.schedule import solve
from rechterhand.engine.schedule.result import ScheduleResult
from rechterhand.engine.simulate import solve as futures
from rechterhand.engine.simulate.moved import telling_moves
from rechterhand.engine.simulate.result import SimulationResult
from rechterhand.engine.simulate.run import Run
from rechterhand.engine.staffed import result as people
from rechterhand.engine.staffed.result import PeopleResult
from rechterhand.errors import BadPlan
from rechterhand.findings.check import CheckResults
from rechterhand.findings.examine import examine
from rechterhand.findings.profile import Profile
from rechterhand.intake import Reading, reading_of
from rechterhand.record.plan import Plan


def schedule(
    plan: str | Path | Plan | Reading, *, drag: bool = False, network: Network | None = None
) -> ScheduleResult:
    """Compute dates, floats and the longest path of a plan; see ``rechterhand.engine.schedule.solve.schedule``.

    Examples
    --------
    >>> import rechterhand as rh
    >>> rh.schedule("plan.mpp").project_finish  # doctest: +SKIP
    """
    return telling_moves(solve.schedule(reading_of(plan).plan, drag=drag, network=network), network)


def simulate(
    plan: str | Path | Plan | Reading,
    *,
    run: Run | None = None,
    uncertainty: Uncertainty | None = None,
    network: Network | None = None,
) -> SimulationResult:
    """Compute many futures of a plan; see ``rechterhand.engine.simulate.solve.simulate``.

    Examples
    --------
    >>> import rechterhand as rh
    >>> rh.simulate("plan.mpp", run=rh.Run(iterations=2000)).percentiles["p80"]  # doctest: +SKIP
    """
    return futures.simulate(reading_of(plan).plan, run=run, uncertainty=uncertainty, network=network)


def simulate_with_people(
    plan: str | Path | Plan | Reading, *, run: Run | None = None, uncertainty: Uncertainty | None = None
) -> PeopleResult | None:
    """Compute futures in which nobody works at two places at once; None where the plan says of nobody how much work
    they have. See ``rechterhand.engine.staffed.result.simulate_with_people``.

    Examples
    --------
    >>> import rechterhand as rh
    >>> rh.simulate_with_people("plan.mpp").shortages  # doctest: +SKIP
    """
    return people.simulate_with_people(reading_of(plan).plan, run=run, uncertainty=uncertainty)


def check(
    plan: str | Path | Plan | Reading,
    result: ScheduleResult | None = None,
    *,
    limits: Mapping[str, float] | None = None,
    profile: Profile | None = None,
    today: date | None = None,
) -> CheckResults:
    """Run every check on a plan, or those of a profile; see ``rechterhand.findings.examine.examine``.

    Parameters
    ----------
    plan
        The file, or a plan that was read or made before.
    result
        Its dates; without them it is scheduled first, and checked on what its own tool stored where it can't be.
    limits, profile
        Other limits than the usual ones; which checks run and how they judge.
    today
        The day of judgement, for the checks on how old the plan is.

    Examples
    --------
    >>> import rechterhand as rh
    >>> [one.id for one in rh.check("plan.mpp") if one.finding.verdict == "fail"]  # doctest: +SKIP
    """
    made = reading_of(plan).plan
    if result is None:
        try:
            result = solve.schedule(made)
        except BadPlan:
            result = None
    return examine(made, result, limits=limits, profile=profile, today=today)
