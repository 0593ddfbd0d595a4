"""Making the embedded database and running its postmaster as a child of this process."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from rechterhand.errors import BadInput, RechterhandError
from rechterhand.text import Message
from rechterhand.web.project.embedded import binaries
from rechterhand.web.project.embedded.place import OWNER, PORT, Place, own_folder
from rechterhand.web.project.embedded.system_user import let_through, system_user

READY_WITHIN = 60.0
"""Seconds: after a crash the postmaster first replays its log."""
STOPPED_WITHIN = 20.0
SETTINGS: Mapping[str, str] = {"listen_addresses": "", "unix_socket_permissions": "0700", "log_destination": "stderr"}
INITDB = (
    *("--username", OWNER, "--auth=trust", "--encoding=UTF8"),
    *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
)
"""Who may enter the socket's folder is trusted; texts sort the same on every machine."""


class DatabaseFailed(RechterhandError):
    """The embedded database can't be made or started."""

    code = "database_failed"


class EmbeddedServer:
    """The database of one place. ``start`` makes it when it isn't there; ``process`` is its postmaster."""

    def __init__(self, place: Place, settings: Mapping[str, str] | None = None) -> None:
        self.place = place
        self.settings = {**SETTINGS, **(settings or {})}
        self.process: subprocess.Popen[bytes] | None = None

    def prepare(self) -> None:
        """Make the folders and the cluster. Raises BadInput for data of another major version."""
        who = system_user()
        let_through(self.place.folder, who)
        for folder in (self.place.folder, self.place.socket):
            own_folder(folder, who.user, who.group)
        version = self.place.cluster / "PG_VERSION"
        if not version.exists():
            self._make()
        elif version.read_text(encoding="ascii").strip() != binaries.MAJOR:
            raise BadInput(
                Message.of("workbench.other_version", folder=str(self.place.cluster), wanted=binaries.MAJOR),
                hint=Message.of("workbench.other_version.hint"),
            )

    def launch(self) -> subprocess.Popen[bytes]:
        """Start the postmaster; it may not answer yet."""
        self.end_leftover()
        options = [part for name, value in self.settings.items() for part in ("-c", f"{name}={value}")]
        command = [str(binaries.folder() / "postgres"), "-D", str(self.place.cluster), "-k", str(self.place.socket)]
        with self.place.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own binary, with options that we write
                [*command, "-p", str(PORT), *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.place.folder,
                start_new_session=True,
                **system_user().options(),
            )
        return self.process

    def start(self, database: str) -> None:
        """Make and start the database, and wait until it answers. Raises DatabaseFailed when it doesn't."""
        self.prepare()
        self.launch()
        self.wait()
        self.ensure(database)

    def wait(self, seconds: float = READY_WITHIN) -> None:
        """Wait until the database answers. Raises DatabaseFailed when it doesn't."""
        until = time.monotonic() + seconds
        while not self.answers():
            if (self.process is not None and self.process.poll() is not None) or time.monotonic() > until:
                raise DatabaseFailed(Message.of("workbench.database_silent"), where={"file": str(self.place.log)})
            time.sleep(0.03)

    def answers(self) -> bool:
        """Whether the database accepts connections."""
        with contextlib.suppress(psycopg.OperationalError), self._connection():
            return True
        return False

    def ensure(self, database: str) -> None:
        """Make a database within the server, unless there is one of that name."""
        with self._connection() as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
            if found is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))

    def stop(self) -> None:
        """Stop the postmaster: connections are ended, what was committed is kept."""
        if self.process is None:
            return
        for how in (signal.SIGINT, signal.SIGQUIT):
            if self.process.poll() is not None:
                break
            self.process.send_signal(how)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(STOPPED_WITHIN)
        self.process.wait()
        self.process = None

    def end_leftover(self) -> None:
        """Stop a postmaster that a killed process left behind on this place."""
        pid = self.leftover()
        if pid is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGINT)
        until = time.monotonic() + STOPPED_WITHIN
        while self.leftover() is not None and time.monotonic() < until:
            time.sleep(0.05)

    def leftover(self) -> int | None:
        """The living process that the place names as its postmaster; None when there is none."""
        try:
            pid = int((self.place.cluster / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None
        return pid if str(self.place.cluster) in command_line(pid) else None

    def _connection(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            make_conninfo("", **self.place.parameters("postgres")), autocommit=True, connect_timeout=5
        )

    def _make(self) -> None:
        hurry = ["--no-sync"] if self.settings.get("fsync") == "off" else []
        made = subprocess.run(  # noqa: S603 - our own binary, with options that we write
            [str(binaries.folder() / "initdb"), *INITDB, *hurry, "-D", str(self.place.cluster)],
            check=False,
            capture_output=True,
            cwd=self.place.folder,
            **system_user().options(),
        )
        if made.returncode:
            raise DatabaseFailed(
                Message.of("workbench.database_not_made", said=made.stderr.decode(errors="replace").strip()),
                where={"file": str(self.place.cluster)},
            )


def command_line(pid: int) -> str:
    """How a process was started; empty when it has ended."""
    file = Path(f"/proc/{pid}/cmdline")
    if file.parent.parent.joinpath("self").exists():
        try:
            return file.read_text(encoding="utf-8", errors="replace").replace("\0", " ")
        except OSError:
            return ""
    told = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], check=False, capture_output=True)  # noqa: S603, S607 - a fixed command
    return told.stdout.decode(errors="replace")


@contextlib.contextmanager
def running(folder: Path, database: str, settings: Mapping[str, str] | None = None) -> Iterator[EmbeddedServer]:
    """An embedded database for as long as the block lasts."""
    server = EmbeddedServer(Place(folder), settings)
    server.start(database)
    try:
        yield server
    finally:
        server.stop()
