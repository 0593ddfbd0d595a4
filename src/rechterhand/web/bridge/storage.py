"""Files in storage: originals as they came, plans and verdicts by the digest of their bytes.

A file is written once and never changed: doing a piece of work again writes the same name.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

import structlog
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import DatabaseError

from rechterhand.errors import RechterhandError
from rechterhand.text import Message
from rechterhand.web.data.turns import Turn, sharing

SUFFIX = ".json.gz"
BESIDE = "-of-"
"""What joins, in the name of a file that is kept beside a document, what it is to the document's own name."""
ROOT = "plans"
"""The folder of all uploads."""
log = structlog.get_logger("rechterhand.files")


class FileGone(RechterhandError):
    """A file that a row names isn't where files are kept."""

    code = "file_gone"


def folder_of(upload: UUID) -> str:
    """Where everything of one upload lies; nothing in it is named by what the user's file was called."""
    return f"{ROOT}/{upload.hex[:2]}/{upload.hex}"


def keep_original(upload: UUID, name: str, content: File[bytes]) -> str:
    """Keep a file as it came; only its suffix tells of its name. Gives its name in storage."""
    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    suffix = suffix if suffix[1:].isalnum() and suffix.isascii() and len(suffix) < 12 else ""
    return default_storage.save(f"{folder_of(upload)}/original{suffix}", content)


def keep(upload: UUID, what: str, data: bytes) -> str:
    """Keep a compressed document. Gives its name in storage."""
    return keep_as(f"{folder_of(upload)}/{what}-{hashlib.sha256(data).hexdigest()[:20]}{SUFFIX}", data)


def keep_as(name: str, data: bytes) -> str:
    """Keep a document whose name tells what it holds; one that is there already stays."""
    if is_there(name):
        return name
    return default_storage.save(name, ContentFile(data))


def beside(name: str, what: str) -> str:
    """The name of what is kept beside a document that rows name, and goes with it; no row names it."""
    folder, _, last = name.rpartition("/")
    return f"{folder}/{what}{BESIDE}{last}"


def _whose(name: str) -> str:
    """The document that a file is, or beside which it is kept."""
    folder, _, last = name.rpartition("/")
    return f"{folder}/{last.rpartition(BESIDE)[2]}"


def is_there(name: str) -> bool:
    """Whether there is a file of this name."""
    return default_storage.exists(name)


def load(name: str) -> bytes:
    """The bytes of a file. Raises FileGone."""
    with opened(name) as file:
        data: bytes = file.read()
        return data


def load_if_there(name: str) -> bytes | None:
    """The bytes of a file that needn't be there."""
    with contextlib.suppress(FileNotFoundError), default_storage.open(name, "rb") as file:
        data: bytes = file.read()
        return data
    return None


def opened(name: str) -> File[bytes]:
    """A file, open for reading. Raises FileGone, and says in the log which it is."""
    try:
        file: File[bytes] = default_storage.open(name, "rb")
    except FileNotFoundError as error:
        log.warning("file gone", name=name)
        raise FileGone(Message.of("workbench.file_gone"), hint=Message.of("workbench.file_gone.hint")) from error
    return file


def uploads_in(work: Mapping[str, Any]) -> set[UUID]:
    """Of which uploads a piece of work keeps files: what it reads, and what it makes."""
    return {UUID(one) for one in (work.get("upload"), work.get("export")) if one}


def remove(upload: UUID) -> None:
    """Remove everything of an upload. What can't be removed now, nothing names: it is swept later.

    While a backup is made nothing is removed, so that it holds the files of every row.
    """
    with contextlib.suppress(DatabaseError), sharing(Turn.FILES) as free:
        if free:
            _remove(folder_of(upload))


def _remove(folder: str) -> None:
    with contextlib.suppress(FileNotFoundError):  # a bucket has no folders, and lists nothing
        _, files = default_storage.listdir(folder)
        for one in files:
            default_storage.delete(f"{folder}/{one}")
        default_storage.delete(folder)


def sweep(named: Collection[str], before: datetime) -> int:
    """Remove the files that are none of these, nor kept beside them, and older than a moment; how many that were."""
    count = 0
    for first in _folders(ROOT):
        for folder in _folders(f"{ROOT}/{first}"):
            whole = f"{ROOT}/{first}/{folder}"
            _, files = default_storage.listdir(whole)
            unnamed = (one for one in (f"{whole}/{each}" for each in files) if _whose(one) not in named)
            old = [one for one in unnamed if _is_older(one, before)]
            for one in old:
                default_storage.delete(one)
            count += len(old)
            if len(old) == len(files):
                with contextlib.suppress(OSError):  # somebody puts a file there at this moment
                    default_storage.delete(whole)
    return count


def _folders(name: str) -> list[str]:
    try:
        return list(default_storage.listdir(name)[0])
    except FileNotFoundError:
        return []


def _is_older(name: str, before: datetime) -> bool:
    try:
        return default_storage.get_modified_time(name) < before
    except FileNotFoundError:
        return False
