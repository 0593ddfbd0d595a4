"""PostgreSQL's own programs for dumping and restoring, on the database of this installation."""

from __future__ import annotations

import os
import subprocess

from django.conf import settings

from rechterhand.text import Message
from rechterhand.web.project.embedded import binaries
from rechterhand.web.project.embedded.server import DatabaseFailed

NAMES = {"NAME": "PGDATABASE", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "HOST": "PGHOST", "PORT": "PGPORT"}
OPTIONS = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY"}


def run(program: str, *arguments: str) -> None:
    """Run a program to its end. Raises DatabaseFailed with what it said when it fails."""
    command = [str(binaries.folder() / program), *arguments]
    done = subprocess.run(command, env=_environment(), check=False, capture_output=True)  # noqa: S603 - our own binary
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise DatabaseFailed(Message.of("workbench.program_failed", name=program, said=said[0] if said else ""))


def _environment() -> dict[str, str]:
    """The connection, where other users of the machine can't read it."""
    told = settings.DATABASES["default"]
    found = {name: str(told[key]) for key, name in NAMES.items() if told.get(key)}
    found |= {name: str(told["OPTIONS"][key]) for key, name in OPTIONS.items() if key in told["OPTIONS"]}
    return {**os.environ, **found}
