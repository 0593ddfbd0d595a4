"""Projects looked at together → the documents in storage, and what lists show of them."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from rechterhand.programme.result import ProgrammeResult
from rechterhand.schema.documents.programme import programme_document
from rechterhand.schema.envelope import to_bytes
from rechterhand.text import LANGUAGES, Language, render
from rechterhand.text.ending import ending_day
from rechterhand.web.bridge import storage


def document(made: ProgrammeResult, language: Language) -> dict[str, Any]:
    """What came of it, with what was taken for granted."""
    told = [{"key": one.key, "text": render(one.text, language)} for one in made.assumptions]
    return programme_document(made, language) | {"assumptions": told}


def keep(upload: UUID, made: ProgrammeResult) -> dict[str, str]:
    """Keep the documents; their names in storage by language."""
    return {
        language: storage.keep(
            upload,
            f"together-{language}",
            gzip.compress(to_bytes(document(made, language), lines=True), compresslevel=6, mtime=0),
        )
        for language in LANGUAGES
    }


def in_lists(made: ProgrammeResult, versions: Mapping[str, int]) -> dict[str, Any]:
    """What lists show of each project; ``versions`` are the numbers of the versions that were looked at."""
    return {
        one.key: {
            "p80": ending_day(one.together["p80"].moment).isoformat(),
            "p80_alone": ending_day(one.alone["p80"].moment).isoformat(),
            "later_days": round(one.later.days, 3),
            "later_error": round(one.later.standard_error_days, 3),
            "version": versions[one.key],
            "has_open_work": one.has_open_work,
        }
        for one in made.projects
    }
