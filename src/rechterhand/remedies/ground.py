"""What ways out are proposed and judged on: a plan that was simulated, and what decides its futures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.schedule.result import to_minute
from rechterhand.engine.simulate.paths import paths_near_p80
from rechterhand.engine.simulate.result import SimulationResult
from rechterhand.engine.simulate.run import Run
from rechterhand.engine.staffed.result import PeopleResult
from rechterhand.remedies.case import Case
from rechterhand.remedies.judge import Judge
from rechterhand.remedies.sight import Sight


@dataclass(frozen=True)
class Ground:
    """A plan's sight, and the judge of what is done to it."""

    sight: Sight
    judge: Judge

    @classmethod
    def of(
        cls,
        network: Network,
        simulation: SimulationResult,
        *,
        run: Run | None = None,
        uncertainty: Uncertainty | None = None,
        people: PeopleResult | None = None,
        today: date | None = None,
    ) -> Ground:
        """Of the plan as compiled for its futures, with these futures and those with people, as judged today."""
        run = run or Run(iterations=simulation.iterations, seed=simulation.seed)
        promised = next((to_minute(one.moment) for one in simulation.committed if one.whole), None)
        case, finishes = Case(network.plan, uncertainty or Uncertainty(), promised, today), simulation.finishes
        judge = Judge.of(case, network, run, finishes, people)
        paths = paths_near_p80(network, judge.by_logic.spreads, run.seed, finishes)
        return cls(Sight(case, network, judge.by_logic.spreads, run, paths, finishes, people), judge)
