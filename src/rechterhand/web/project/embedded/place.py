"""Where the embedded database lives, and where it is reached."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from rechterhand.errors import BadInput
from rechterhand.text import Message

PORT = 5432
LONGEST_SOCKET = 100
"""Bytes that a socket's path may have on every system (Linux 107, macOS 103), with some to spare."""
OWNER = "postgres"


@dataclass(frozen=True)
class Place:
    """The folder of a database. The socket stands beside the data, in a short path when that one is too long."""

    folder: Path

    @property
    def cluster(self) -> Path:
        """What PostgreSQL calls its data directory."""
        return self.folder / "cluster"

    @property
    def log(self) -> Path:
        """What PostgreSQL says."""
        return self.folder / "log"

    @property
    def socket(self) -> Path:
        """The folder of the socket through which the database is reached; nothing listens on a network."""
        beside = self.folder / "socket"
        if len(os.fsencode(beside / f".s.PGSQL.{PORT}.lock")) <= LONGEST_SOCKET:
            return beside
        short = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"rechterhand-{short}"

    def parameters(self, database: str) -> dict[str, str]:
        """How to connect."""
        return {"host": str(self.socket), "port": str(PORT), "user": OWNER, "dbname": database}


def own_folder(folder: Path, owner: int, group: int) -> None:
    """Make a folder that only its owner may enter. Raises BadInput when somebody else has put one there."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {owner, os.geteuid()}:
        raise BadInput(Message.of("workbench.folder_of_another", folder=str(folder)))
    if found.st_uid != owner:
        os.chown(folder, owner, group)
    folder.chmod(0o700)
