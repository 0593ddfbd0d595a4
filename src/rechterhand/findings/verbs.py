"""Whether the name of a task says what is done, in Dutch or English."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

_WORD = re.compile(r"[^\W\d_]+")
_COMMON = re.compile(
    r"\b(?:de|het|een|en|van|voor|met|bij|aan|op|in|uit|naar|door|tot|of|te|om|the|a|an|and|for|with|at|on|by|to|from|is)\b"
)


@cache
def _verbs() -> frozenset[str]:
    text = resources.files("rechterhand.findings").joinpath("task_verbs.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=100_000)
def says_what_is_done(name: str) -> bool:
    """Whether there is a verb in the name: a Dutch infinitive anywhere, an English verb at the beginning of a part."""
    for part in re.split(r"[,;:/&+()–-]|\b(?:and|en)\b", name.casefold()):
        words = _WORD.findall(part)
        if any(_is_infinitive(word) for word in words):
            return True
        if words and (words[0] in _verbs() or (words[0].endswith("ing") and _english(words[0]))):
            return True
    return False


@lru_cache(maxsize=100_000)
def is_of_a_known_language(name: str) -> bool:
    """Whether anything in the name is Dutch or English, as far as that shows."""
    return bool(_COMMON.search(name.casefold())) or says_what_is_done(name)


def _is_infinitive(word: str) -> bool:
    """Dutch: in the list, or made of a foreign stem ('installeren')."""
    return word.endswith("n") and (word in _verbs() or (len(word) > 6 and word.endswith(("eren", "ëren"))))


def _english(word: str) -> bool:
    """Whether a word on -ing is a verb of the list: 'building', 'writing', 'planning'."""
    stem = word[:-3]
    return any(form in _verbs() for form in (stem, stem + "e", stem[:-1]))
