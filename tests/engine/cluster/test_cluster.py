"""Futures on a cluster of two workers: the same bytes as on one machine, also when a worker is killed on the way."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from tests.cases.verdicts import ordinary

from rechterhand import errors
from rechterhand.engine.cluster import solve
from rechterhand.engine.simulate.run import Run
from rechterhand.findings.bottleneck import Bottleneck
from rechterhand.verdict import Review, outlook

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as found:
        yield found
        solve._client(found.scheduler_address).close()
        solve._client.cache_clear()


def _figures(made: Review) -> tuple[bytes, bytes, object, list[tuple[str, float, float]]]:
    people = made.people
    prices = [(one.key, one.price_days, one.standard_error_days) for one in made.prices.bottlenecks]
    ids = None if people is None else (people.staffed.finishes.tobytes(), people.staffed.waits.tobytes())
    return made.simulation.finishes.tobytes(), made.simulation.ssi.tobytes(), ids, prices


def test_same_bytes_as_on_one_machine_though_a_worker_is_killed(cluster: Any) -> None:
    plan, run = ordinary().plan, Run(3000, 5, 2)
    here = outlook(plan, run=run, prices=True)
    client = solve._client(cluster.scheduler_address)
    victims = list(client.run(os.getpid).values())
    told: list[float] = []

    def kill(share: float) -> None:
        told.append(share)
        if len(told) == 2:
            os.kill(victims[0], signal.SIGKILL)

    there = outlook(plan, run=replace(run, cluster=cluster.scheduler_address, progress=kill), prices=True)

    assert len(told) > 4
    assert _figures(there) == _figures(here)
    assert isinstance(there.prices.bottlenecks[0], Bottleneck)


def test_an_address_without_a_cluster_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solve, "WAIT", 1)

    with pytest.raises(errors.BadInput, match="No Dask scheduler answers at"):
        outlook(ordinary().plan, run=Run(200, 1, 1, cluster="tcp://127.0.0.1:9"))


def test_without_dask_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(errors.BadInput, match="pip install 'rechterhand\\[cluster\\]'"):
        solve._client("tcp://127.0.0.1:10")
