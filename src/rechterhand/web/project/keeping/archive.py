"""The form of a backup: a tar with ``about.json`` first, then ``database`` and ``files/…``."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path
from typing import Any

from rechterhand.errors import UnreadableFile
from rechterhand.text import Message

ABOUT, DATABASE, FILES = "about.json", "database", "files/"
FORM = "rechterhand/backup/1"


def put(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    """Add a small member."""
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(content), 0o600
    archive.addfile(member, io.BytesIO(content))


def about(file: Path) -> dict[str, Any]:
    """What a backup says of itself. Raises UnreadableFile when it isn't one."""
    try:
        with tarfile.open(file) as archive:
            stream = archive.extractfile(ABOUT)
            found = json.loads(stream.read()) if stream else {}
    except (OSError, tarfile.TarError, KeyError, ValueError):
        found = {}
    if not isinstance(found, dict) or found.get("schema") != FORM:
        raise UnreadableFile(Message.of("workbench.no_backup"), where={"file": str(file)})
    return found
