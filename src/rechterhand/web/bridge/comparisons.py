"""Comparisons of two versions → their documents in storage, in each language.

A verdict that was held against the version before it has compared the two: that comparison lies beside it, under a name
that tells of which verdict it is, and which file it was held against.
"""

from __future__ import annotations

import gzip
from typing import Any
from uuid import UUID

from rechterhand.schema.documents.compare import compare_document
from rechterhand.schema.envelope import envelope, to_bytes
from rechterhand.text import LANGUAGES, Language, Message, render
from rechterhand.versions.compare import Comparison
from rechterhand.versions.since import since
from rechterhand.web.bridge import storage
from rechterhand.web.data.models import PlanVersion


def keep(upload: UUID, old: int, made: Comparison) -> dict[str, str]:
    """Keep the documents of a comparison with version ``old``; names in storage by language."""
    return {each: storage.keep(upload, f"since-{old}-{each}", _packed(made, each)) for each in LANGUAGES}


def keep_beside(verdict: str, made: Comparison, language: Language) -> None:
    """Keep the comparison of a verdict; ``verdict`` is the name of its document in storage."""
    storage.keep_as(_beside(verdict, made.old.source.sha256), _packed(made, language))


def of_verdict(old: PlanVersion, new: PlanVersion, language: Language) -> str:
    """The name of the comparison that the verdict of a version made with an older one; '' when it made none."""
    verdict = new.verdict_nl if language == "nl" else new.verdict_en
    name = _beside(verdict, old.file_sha256)
    return name if verdict and storage.is_there(name) else ""


def _beside(verdict: str, sha256: str) -> str:
    return storage.beside(verdict, f"since-{sha256[:20]}")


def _packed(made: Comparison, language: Language) -> bytes:
    """The document of ``compare`` with, besides, what it says in one paragraph, and the words for kinds of changes."""
    told: dict[str, Any] = envelope("compare", made.new.source, made.assumptions, {}, language=language, stable=True)
    told |= compare_document(made, language)
    told["text"] = " ".join(render(line, language) for line in since(made))
    told["kinds"] = {
        each: render(Message.of(f"compare.what.{each}"), language) for each in {one.what.value for one in made.changes}
    }
    return gzip.compress(to_bytes(told, lines=True), compresslevel=6, mtime=0)
