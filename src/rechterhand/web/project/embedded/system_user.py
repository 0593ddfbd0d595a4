"""As which user of the machine PostgreSQL runs: it refuses to run as root, who therefore runs it as another."""

from __future__ import annotations

import os
import pwd
import stat
import subprocess
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rechterhand.errors import BadInput
from rechterhand.text import Message

NAME = "pgserver"
"""The name that the wheel of the binaries uses too."""
TRAVERSE = stat.S_IXGRP | stat.S_IXOTH


@dataclass(frozen=True)
class SystemUser:
    """A user of the machine. ``switch`` says that a process has to become that user."""

    user: int
    group: int
    switch: bool

    def options(self) -> dict[str, Any]:
        """What ``subprocess`` takes to start a process as this user."""
        return {"user": self.user, "group": self.group, "extra_groups": []} if self.switch else {}


@cache
def system_user() -> SystemUser:
    """Who runs PostgreSQL. Raises BadInput when root can't make a user for it."""
    if os.geteuid() != 0:
        return SystemUser(os.geteuid(), os.getegid(), switch=False)
    for _ in range(5):
        try:
            found = pwd.getpwnam(NAME)
        except KeyError:
            _make()
        else:
            return SystemUser(found.pw_uid, found.pw_gid, switch=True)
    raise BadInput(Message.of("workbench.no_user", name=NAME), hint=Message.of("workbench.no_user.hint"))


def _make() -> None:
    """Another process may be making it at the same time, which locks the list of users for a moment."""
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME]
    try:
        made = subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - a fixed command
    except FileNotFoundError:
        return
    if made.returncode:
        time.sleep(0.5)


def let_through(folder: Path, who: SystemUser) -> None:
    """Let the user pass through the folders above (not list them), where that user isn't root."""
    if not who.switch:
        return
    for above in folder.parents:
        mode = above.stat().st_mode
        if not mode & stat.S_IXOTH:
            above.chmod(mode | TRAVERSE)
