"""Full-text search in Dutch and English at once."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector

LANGUAGES = ("dutch", "english", "simple")
"""Text search configurations of PostgreSQL; 'simple' finds codes and numbers as they are."""


def searched(*columns: str) -> Any:
    """The vector of some columns, stemmed in each language."""
    first, *rest = (SearchVector(*columns, config=one) for one in LANGUAGES)
    made: Any = first
    for one in rest:
        made = made + one
    return made


def asked(text: str) -> Any:
    """What somebody looks for, as people type it ('"acceptatie test" -oud'), stemmed in each language."""
    made: Any = SearchQuery(text, config=LANGUAGES[0], search_type="websearch")
    for one in LANGUAGES[1:]:
        made = made | SearchQuery(text, config=one, search_type="websearch")
    return made
