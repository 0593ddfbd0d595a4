"""Spreads futures over a Dask cluster; what a lost worker had is computed again by another."""

from __future__ import annotations

import atexit
import functools
import importlib
from collections.abc import Callable
from typing import Any

from rechterhand.engine.cluster.elsewhere import Elsewhere
from rechterhand.errors import BadInput
from rechterhand.text import Message

TASKS_EACH = 4
"""Tasks for each thread of the cluster, so that a slow one holds up little."""
LEAST, ALIGNED = 640, 64
"""Fewest futures in a task, and what a task's first future is a multiple of: those are computed side by side."""
WAIT = "15s"


def spread(address: str, iterations: int, work: Elsewhere, tell: Callable[[float], None]) -> None:
    """Compute all futures on a cluster.

    Parameters
    ----------
    address
        That of the scheduler, such as ``tcp://10.0.0.5:8786``.
    iterations
        How many futures there are.
    work, tell
        What is computed, and who hears which share is done.

    Raises
    ------
    BadInput
        When Dask isn't installed, no cluster answers, it has no workers, or these have another version.
    """
    client, dask = _client(address), _dask()
    threads = sum(one["nthreads"] for one in client.scheduler_info(n_workers=-1)["workers"].values())
    if not threads:
        raise BadInput(Message.of("cluster.no_workers", address=address), where={"option": "--cluster"})
    size = max(LEAST, -(-iterations // (threads * TASKS_EACH * ALIGNED)) * ALIGNED)
    spans = [(first, min(first + size, iterations)) for first in range(0, iterations, size)]
    shared = client.scatter(work.arguments, broadcast=True, hash=False)
    futures = {client.submit(work.function, shared, *span, pure=False): span for span in spans}
    try:
        for done, (future, found) in enumerate(dask.as_completed(futures, loop=client.loop, with_results=True), 1):
            work.take(*futures[future], found)
            tell(done / len(spans))
    except BaseException:
        client.cancel(list(futures))
        raise


@functools.cache
def _client(address: str) -> Any:
    """One connection for the whole process. Raises BadInput when there is none."""
    dask = _dask()
    try:
        client = dask.Client(address, timeout=WAIT, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        hint = Message.of("cluster.unreachable_hint")
        raise BadInput(
            Message.of("cluster.unreachable", address=address), where={"option": "--cluster"}, hint=hint
        ) from error
    atexit.register(client.close)
    _same_version(client, address)
    return client


def _dask() -> Any:
    """The optional package. Raises BadInput when it isn't installed."""
    try:
        return importlib.import_module("distributed")
    except ImportError as error:
        hint = Message.of("cluster.not_installed_hint")
        raise BadInput(Message.of("cluster.not_installed"), where={"option": "--cluster"}, hint=hint) from error


def _same_version(client: Any, address: str) -> None:
    """Workers with other code would give other numbers."""
    from rechterhand import __version__  # noqa: PLC0415 - the package is loaded by now

    others = set(client.run(_version).values()) - {__version__}
    if others:
        told = ", ".join(sorted(others))
        raise BadInput(
            Message.of("cluster.other_version", address=address, told=told, own=__version__),
            where={"option": "--cluster"},
            hint=Message.of("cluster.other_version_hint"),
        )


def _version() -> str:
    """The version on a worker; 'none' where it isn't installed."""
    try:
        from rechterhand import __version__  # noqa: PLC0415 - runs on a worker
    except ImportError:
        return "none"
    return __version__
