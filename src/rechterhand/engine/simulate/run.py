"""Runs futures over threads; the same bytes for any number of them."""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from numbers import Integral

import numpy as np
import numpy.typing as npt

from rechterhand.engine.cluster.elsewhere import Elsewhere
from rechterhand.engine.futures.draws import SpreadArrays
from rechterhand.engine.futures.spread import Spreads
from rechterhand.engine.futures.strata import Sampling, Strata
from rechterhand.engine.network.arrays import FREE, FS, Network, NetworkArrays
from rechterhand.engine.simulate import kernel

Long = npt.NDArray[np.int64]

BLOCK = 640


@dataclass(frozen=True, slots=True)
class Run:
    """How many futures, from which seed, on how many threads; ``progress`` hears the share done and may raise to
    cancel. ``sampling`` is how they are drawn (``futures/strata.py``). With ``precision`` there are as many as it takes
    to know P80 to so many working days, whatever ``iterations`` says. ``cluster`` is the address of a Dask scheduler
    whose workers compute them, with the same bytes.

    Raises ValueError for what no futures can be drawn by.
    """

    iterations: int = 10_000
    seed: int = 1
    threads: int | None = None
    progress: Callable[[float], None] | None = None
    sampling: Sampling = Sampling.RANDOM
    precision: float | None = None
    cluster: str | None = None

    @property
    def strata(self) -> Strata | None:
        """How stratified futures are drawn; None where each is drawn by itself."""
        return None if self.sampling is Sampling.RANDOM else Strata(self.sampling, self.iterations, self.seed)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sampling", Sampling(self.sampling))
        if not _whole(self.iterations, least=1):
            raise ValueError(f"iterations: a whole number of futures, at least one, not {self.iterations!r}")
        if not _whole(self.seed, least=0, most=2**64 - 1):
            raise ValueError(f"seed: a whole number from 0 to 2**64 - 1, not {self.seed!r}")
        if self.threads is not None and not _whole(self.threads, least=1):
            raise ValueError(f"threads: None, or a whole number of at least one, not {self.threads!r}")
        if self.precision is not None and not (math.isfinite(self.precision) and self.precision > 0):
            raise ValueError(f"precision: a number of working days above nought, not {self.precision!r}")
        if self.precision is not None and self.sampling is not Sampling.RANDOM:
            raise ValueError("stratified futures have a number of their own: give iterations, no precision")


def _whole(value: object, least: int, most: float = math.inf) -> bool:
    """Whether a value is a whole number in a range; what numpy counts as one is too."""
    return isinstance(value, Integral) and not isinstance(value, bool) and least <= int(value) <= most


def end_nodes(network: Network) -> Long:
    """Nodes that can make the finish: unfinished ones that no successor surely ends after; all when everything is
    finished.

    A successor surely does that starts after it without a lead, unless a date holds it or it has begun. One that only
    ends after it may stand at the other side of a pause.
    """
    net = network.arrays
    unfinished = ~network.finished
    waits = unfinished & (net.cap >= FREE) & (net.finish_cap >= FREE)
    followed = np.zeros(len(network), dtype=np.bool_)
    followed[net.into[(net.kind == FS) & (net.lag >= 0) & waits[net.to]]] = True
    ends = np.flatnonzero(unfinished & ~followed)
    return by_calendar(network, ends.astype(np.int64) if len(ends) else np.arange(len(network), dtype=np.int64))


def by_calendar(network: Network, nodes: Long) -> Long:
    """Nodes that lie together by calendar, as the kernels want the ends."""
    found: Long = nodes[np.argsort(network.arrays.calendar[nodes], kind="stable")]
    return found


def finishes_of(network: Network, spreads: Spreads, run: Run) -> Long:
    """``(iterations,)`` finish of each future, minutes since 1970."""
    if len(network) == 0:
        return np.full(run.iterations, network.project_start)
    finishes = np.empty(run.iterations, dtype=np.int64)
    given = (network.arrays, spreads.arrays, end_nodes(network), run.seed)

    def take(first: int, last: int, found: Long) -> None:
        finishes[first:last] = found

    def block(first: int, last: int) -> None:
        net, spread, ends, seed = given
        kernel.futures(net, spread, ends, np.uint64(seed), (first, last), finishes)

    over_blocks(run, block, Elsewhere(_span_of_finishes, given, take))
    return finishes


def _span_of_finishes(given: tuple[NetworkArrays, SpreadArrays, Long, int], first: int, last: int) -> Long:
    """The finishes of a span, wherever they are computed."""
    net, spread, ends, seed = given
    found = np.empty(last, dtype=np.int64)
    kernel.futures(net, spread, ends, np.uint64(seed), (first, last), found)
    return found[first:]


def over_blocks(
    run: Run, work: Callable[[int, int], None], elsewhere: Elsewhere | None = None, size: int = BLOCK
) -> None:
    """Do all blocks of ``size`` futures, on threads, or on a cluster what can be done elsewhere; each is a pure
    function of its bounds.
    """
    if run.cluster is not None and elsewhere is not None:
        from rechterhand.engine.cluster.solve import spread  # noqa: PLC0415 - only on a cluster

        spread(run.cluster, run.iterations, elsewhere, lambda share: run.progress(share) if run.progress else None)
        return
    bounds = [(first, min(first + size, run.iterations)) for first in range(0, run.iterations, size)]
    threads = run.threads or min(os.cpu_count() or 1, 16)
    if threads == 1:
        for done, (first, last) in enumerate(bounds, 1):
            work(first, last)
            _tell(run, done, len(bounds))
        return
    with ThreadPoolExecutor(threads) as pool:
        try:
            for done, _ in enumerate(pool.map(lambda bound: work(*bound), bounds), 1):
                _tell(run, done, len(bounds))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _tell(run: Run, done: int, of: int) -> None:
    if run.progress is not None:
        run.progress(done / of)
