"""The form of a backup: a tar with ``about.json`` first, then ``database`` and ``files/…``."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path, PurePosixPath
from typing import Any

from rechterhand.errors import MissingFile, UnreadableFile
from rechterhand.text import Message

ABOUT, DATABASE, FILES = "about.json", "database", "files/"
FORM = "rechterhand/backup/1"


def put(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    """Add a small member."""
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(content), 0o600
    archive.addfile(member, io.BytesIO(content))


def about(file: Path) -> dict[str, Any]:
    """What a backup says of itself.

    Raises MissingFile, or UnreadableFile when it isn't a backup, or one with files for elsewhere.
    """
    if not file.exists():
        raise MissingFile(Message.of("workbench.backup_missing"), where={"file": str(file)})
    names: list[str] = []
    try:
        with tarfile.open(file) as archive:
            stream = archive.extractfile(ABOUT)
            found = json.loads(stream.read()) if stream else {}
            names = archive.getnames()
    except (OSError, tarfile.TarError, KeyError, ValueError):
        found = {}
    if not isinstance(found, dict) or found.get("schema") != FORM:
        raise UnreadableFile(Message.of("workbench.no_backup"), where={"file": str(file)})
    astray = next((name for name in names if _leads_out(name)), "")
    if astray:
        hint = Message.of("workbench.backup_astray.hint")
        raise UnreadableFile(Message.of("workbench.backup_astray", name=astray), where={"file": str(file)}, hint=hint)
    return found


def _leads_out(name: str) -> bool:
    """Whether a member's file would be kept outside the storage."""
    path = PurePosixPath(name.removeprefix(FILES).replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts
