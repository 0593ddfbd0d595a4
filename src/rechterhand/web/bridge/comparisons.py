"""A comparison → its documents in storage, in each language."""

from __future__ import annotations

import gzip
from uuid import UUID

from rechterhand.schema.documents.compare import document
from rechterhand.schema.envelope import to_bytes
from rechterhand.text import LANGUAGES, Message, render
from rechterhand.versions.series import Series
from rechterhand.versions.since import since
from rechterhand.web.bridge import storage


def keep(upload: UUID, old: int, made: Series) -> dict[str, str]:
    """Keep the document of ``compare`` with, besides, what it says in one paragraph; names in storage by language."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        told = document(made, language, stable=True)
        told["text"] = " ".join(render(line, language) for line in since(made.steps[-1]))
        told["kinds"] = {
            each: render(Message.of(f"compare.what.{each}"), language)
            for each in {one.what.value for one in made.steps[-1].changes}
        }
        data = gzip.compress(to_bytes(told, lines=True), compresslevel=6, mtime=0)
        found[language] = storage.keep(upload, f"since-{old}-{language}", data)
    return found
