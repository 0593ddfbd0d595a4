"""The first rows of a table that couldn't be read by itself, kept with its upload for whoever says what is what."""

from __future__ import annotations

import gzip
from uuid import UUID

import msgspec

from rechterhand.intake.tables.seen import Seen
from rechterhand.web.bridge import storage


def keep(upload: UUID, table: Seen) -> str:
    """Keep what was seen. Gives its name in storage."""
    return storage.keep(upload, "table", gzip.compress(msgspec.json.encode(table), mtime=0))


def load(name: str) -> Seen:
    """What was seen."""
    return msgspec.json.decode(gzip.decompress(storage.load(name)), type=Seen)
