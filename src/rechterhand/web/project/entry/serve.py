"""``rechterhand serve``: the database, web processes and background work, as children that are watched over."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
from collections.abc import Callable

from rechterhand.web.project import database
from rechterhand.web.project.address import address
from rechterhand.web.project.entry.worker import JOBS
from rechterhand.web.project.environment import number_of, text_of, validated
from rechterhand.web.project.folder import held, prepared
from rechterhand.web.project.installation import close, embedded_server, reach, set_up
from rechterhand.web.project.serving.children import Child, Family, Lifeline
from rechterhand.web.project.serving.listening import listen

WEB = "rechterhand.web.project.serving.web_process"


def serve(
    host: str | None,
    port: int | None,
    *,
    begun: Callable[[str], None],
    ready: Callable[[str], None],
) -> int:
    """Serve until told to end.

    ``begun`` hears the data folder, ``ready`` the address once pages can be had. Raises AlreadyServed, AddressTaken,
    NotReachable, DatabaseFailed, or BadInput for settings that don't fit.
    """
    _told(host, port)
    folder = prepared()
    begun(str(folder))
    family = Family()
    with contextlib.ExitStack() as stack:
        if database.is_embedded():
            stack.enter_context(held(folder))
        sockets = listen(text_of("RECHTERHAND_HOST"), number_of("RECHTERHAND_PORT"))
        for each in sockets:
            stack.callback(each.close)
        stack.enter_context(family.listening_to_signals())
        stack.callback(family.end)
        _database(family)
        jobs = _processes(family, sockets)

        def told(where: str) -> None:
            ready(where)
            jobs()

        family.watch(_Announcement(sockets[0], told).beat)
    return 0


def _told(host: str | None, port: int | None) -> None:
    """Options go before the environment; children and settings read them there."""
    if host:
        os.environ["RECHTERHAND_HOST"] = host
    if port:
        os.environ["RECHTERHAND_PORT"] = str(port)
    validated()
    address()


def _database(family: Family) -> None:
    """Start the embedded database and bring it, or the one elsewhere, to this release's form."""
    if database.is_embedded():
        server = embedded_server()
        server.prepare()
        family.add(Child("database", server.launch, farewell=signal.SIGINT))
        set_up()
        server.wait()
        server.ensure(database.NAME)
    else:
        set_up()
    reach()
    from rechterhand.web.project.migrating import migrated  # noqa: PLC0415 - loads models, which takes settings

    migrated()
    close()


def _processes(family: Family, sockets: list[socket.socket]) -> Callable[[], None]:
    """Start the web processes; gives what starts background work, which waits until pages can be had."""
    lifeline = Lifeline.made()
    numbers = [each.fileno() for each in sockets]
    for number in range(number_of("RECHTERHAND_WEB_PROCESSES")):
        family.add(Child(f"web {number + 1}", lambda: lifeline.python(WEB, *map(str, numbers), sockets=numbers)))

    def jobs() -> None:
        for number in range(number_of("RECHTERHAND_WORKERS")):
            family.add(Child(f"jobs {number + 1}", lambda: lifeline.python(JOBS)))

    return jobs


class _Announcement:
    """Says once that pages can be had."""

    def __init__(self, listening: socket.socket, ready: Callable[[str], None]) -> None:
        self.family, self.where = listening.family, listening.getsockname()
        self.ready: Callable[[str], None] | None = ready

    def beat(self) -> None:
        """Ask a web process whether it is ready."""
        if self.ready is not None and self._answers():
            self.ready(address().url)
            self.ready = None

    def _answers(self) -> bool:
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.where[0], self.where[0])  # noqa: S104 - compared, not bound
        asking = http.client.HTTPConnection(host, self.where[1], timeout=2)
        with contextlib.suppress(OSError, http.client.HTTPException):
            asking.request("GET", "/health/ready")
            return asking.getresponse().status == 200
        asking.close()
        return False
