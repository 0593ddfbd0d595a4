"""The steps of the review on their own, for a file or a plan: what ``import rechterhand as rh`` gives."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from rechterhand.engine.futures.known import refuse_unknown
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
from rechterhand.findings.examine import examine
from rechterhand.findings.examined import Checked, Examined, dated
from rechterhand.findings.profile import Profile
from rechterhand.intake import Reading, reading_of
from rechterhand.intake.discreet import discreet
from rechterhand.lineage.order import refuse_later
from rechterhand.record.plan import Plan

Version: TypeAlias = str | Path | Plan | Reading


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
    read = reading_of(plan).plan
    refuse_unknown(read, uncertainty)
    return futures.simulate(read, run=run, uncertainty=uncertainty, network=network)


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
    read = reading_of(plan).plan
    refuse_unknown(read, uncertainty)
    return people.simulate_with_people(read, run=run, uncertainty=uncertainty)


def check(
    plan: str | Path | Plan | Reading,
    result: ScheduleResult | None = None,
    *,
    limits: Mapping[str, float] | None = None,
    profile: Profile | None = None,
    against: Version | Sequence[Version] = (),
    today: date | None = None,
    names: bool = False,
) -> Checked:
    """Run every check on a plan, or those of a profile; see ``rechterhand.findings.examine.examine``.

    Parameters
    ----------
    plan
        The file, or a plan that was read or made before.
    result
        Its dates; without them it is scheduled first, and checked on what its own tool stored where it can't be.
    limits, profile
        Other limits than the usual ones; which checks run and how they judge.
    against
        An earlier version of the plan, or several, oldest first, for the checks on what changed.
    today
        The day of judgement, for the checks on how old the plan is.
    names
        Keep the names of people; otherwise their role, group or number stands in place of them.

    Raises
    ------
    BadInput
        An earlier version is of a later date than one after it.

    Examples
    --------
    >>> import rechterhand as rh
    >>> [one.id for one in rh.check("plan.mpp") if one.finding.verdict == "fail"]  # doctest: +SKIP
    >>> rh.write(rh.check("april.mpp", against="march.mpp"), "checks.html")  # doctest: +SKIP
    """
    reading_for = reading_of if names else _without_names
    reading = reading_for(plan)
    versions = (against,) if isinstance(against, str | Path | Plan | Reading) else tuple(against)
    former = tuple(reading_for(one).plan for one in versions)
    refuse_later((*former, reading.plan))
    network, seconds, refused = None, dict[str, float](), None
    if result is None:
        network, result, seconds, refused = dated(reading.plan)
    started = time.perf_counter()
    checks = examine(reading.plan, result, limits=limits, network=network, profile=profile, earlier=former, today=today)
    seconds["check"] = time.perf_counter() - started
    return Checked.of(Examined(reading, result, checks, MappingProxyType(seconds), refused))


def _without_names(plan: Version) -> Reading:
    return discreet(reading_of(plan))
