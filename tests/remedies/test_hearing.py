"""Who waits for ways out sees how far the search is, and can end it."""

from __future__ import annotations

import pytest
from tests.cases.priced import CERTAIN, plan_of

from rechterhand.engine.simulate.run import Run
from rechterhand.record.plan import Plan
from rechterhand.verdict import outlook


class _Ended(Exception):
    """What somebody raises who no longer waits."""


@pytest.fixture
def plan() -> Plan:
    return plan_of([{"id": at, "days": 10 * at} for at in range(1, 7)], ["1 FS 4", "2 FS 5", "3 FS 6"])


def test_the_share_done_grows_to_the_whole(plan: Plan) -> None:
    heard: dict[str, list[float]] = {}
    steps: list[str] = []

    def step(name: str) -> None:
        steps.append(name)

    def progress(share: float) -> None:
        heard.setdefault(steps[-1], []).append(share)

    outlook(plan, run=Run(1_000, 3, progress=progress), uncertainty=CERTAIN, ways=True, step=step)

    shares = heard["ways_out"]
    assert len(shares) > 10
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


@pytest.mark.parametrize("share", [0.0, 0.3, 0.55, 0.9])
def test_it_ends_when_nobody_waits_any_more(plan: Plan, share: float) -> None:
    steps: list[str] = []
    heard: list[float] = []

    def progress(done: float) -> None:
        if steps[-1] == "ways_out":
            heard.append(done)
            if done >= share:
                raise _Ended

    with pytest.raises(_Ended):
        outlook(plan, run=Run(1_000, 3, progress=progress), uncertainty=CERTAIN, ways=True, step=steps.append)

    assert heard[-1] >= share
    assert all(one < share for one in heard[:-1])


def test_hearing_changes_nothing_that_is_found(plan: Plan) -> None:
    silent = outlook(plan, run=Run(1_000, 3), uncertainty=CERTAIN, ways=True).ways
    told = outlook(plan, run=Run(1_000, 3, progress=lambda _: None), uncertainty=CERTAIN, ways=True).ways

    assert [(one.key, one.days) for one in told.ways] == [(one.key, one.days) for one in silent.ways]
