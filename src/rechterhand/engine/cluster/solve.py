"""Spreads futures over a Dask cluster; what a lost worker had is computed again by another."""

from __future__ import annotations

import atexit
import functools
import importlib
import socket
from collections.abc import Callable, Iterator
from typing import Any

from rechterhand.engine.cluster.elsewhere import Elsewhere
from rechterhand.errors import BadInput
from rechterhand.text import Message

Span = tuple[int, int]

TASKS_EACH = 4
"""Tasks for each thread of the cluster, so that a slow one holds up little."""
LEAST, ALIGNED = 640, 64
"""Fewest futures in a task, and what a task's first future is a multiple of: those are computed side by side."""
WAIT = 15
"""Seconds in which a scheduler must answer."""

TRIES = 4
"""How often work is given out again that came back from nobody."""


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
    left, told = dict.fromkeys(spans), 0
    for _ in range(TRIES):
        for span, found in _tried(dask, client, work, list(left)):
            work.take(*span, found)
            del left[span]
            told += 1
            tell(told / len(spans))
        if not left:
            return
    raise BadInput(Message.of("cluster.lost", address=address), where={"option": "--cluster"})


def _tried(dask: Any, client: Any, work: Elsewhere, spans: list[Span]) -> Iterator[tuple[Span, Any]]:
    """What comes back of these spans; those whose worker went away, with what it had been given, stay out.

    Raises what the work itself raised.
    """
    shared = client.scatter(work.arguments, broadcast=True, hash=False)
    futures = {client.submit(work.function, shared, *span, pure=False): span for span in spans}
    try:
        for future in dask.as_completed(futures, loop=client.loop):
            if future.status == "finished":
                yield futures[future], future.result()
            elif future.status == "error" and not isinstance(error := future.exception(), _lost(dask)):
                raise error
    finally:
        client.cancel([one for one in futures if one.status == "pending"])


def _lost(dask: Any) -> tuple[type[BaseException], ...]:
    """The errors of work whose worker went away."""
    return (dask.scheduler.KilledWorker, dask.client.FutureCancelledError, OSError)


@functools.cache
def _client(address: str) -> Any:
    """One connection for the whole process. Raises BadInput when there is none."""
    dask = _dask()
    try:
        _knock(dask, address)
        client = dask.Client(address, timeout=f"{WAIT}s", set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        hint = Message.of("cluster.unreachable_hint")
        raise BadInput(
            Message.of("cluster.unreachable", address=address), where={"option": "--cluster"}, hint=hint
        ) from error
    atexit.register(client.close)
    _same_version(client, address)
    return client


def _knock(dask: Any, address: str) -> None:
    """Connect before Dask does: its client, once begun, goes on about a scheduler that isn't there after the refusal.

    Raises OSError where nobody listens, ValueError where it is no address.
    """
    scheme, host = dask.comm.addressing.parse_address(address)
    if scheme in {"tcp", "tls"}:
        name, port = dask.comm.addressing.parse_host_port(host)
        socket.create_connection((name, int(port)), timeout=WAIT).close()


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
