"""Names as they are compared: without case, spacing and signs, and without marks of a part."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache

from rechterhand.record.activity import Activity
from rechterhand.record.plan import Plan

_SIGNS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d+")
_PART = re.compile(
    r"\s(?:(?:deel|part|fase|phase|stap|step|blok|block|batch|tranche|ronde|round|increment)\s)?"
    r"(?:\d{1,2}|i{1,3}|iv|v|[a-h])(?:\s(?:van|of|uit)?\s?\d{1,2})?$"
    r"|\s(?:rest|restant|vervolg|afronding|remainder|continued|continuation|rework)$"
)
DEEPEST = 60
"""Levels of summaries that are followed upwards; deeper ones, and loops, end there."""


@lru_cache(maxsize=200_000)
def plain_name(name: str) -> str:
    """The words of a name in lower case with single spaces."""
    return _SIGNS.sub(" ", unicodedata.normalize("NFKC", name).casefold()).strip()


@lru_cache(maxsize=200_000)
def without_part(name: str) -> str:
    """A plain name without the mark of a part at its end: 'bouwen deel 2' is 'bouwen'."""
    return _PART.sub("", f" {name}").strip()


def similarity(one: str, other: str) -> float:
    """How alike two plain names are: 0 not at all, 1 the same (Ratcliff and Obershelp's ratio)."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < 0.4 or matcher.quick_ratio() < 0.4:
        return 0.0
    return matcher.ratio()


def numbers(name: str) -> list[str]:
    """The numbers in a plain name: 'sprint 2' isn't 'sprint 3', however alike they are."""
    return _NUMBER.findall(name)


def places(plan: Plan) -> Mapping[int, tuple[str, ...]]:
    """The plain names of the summaries above each row, from the top; the row of the whole project doesn't count."""
    by_id = {one.id: one for one in plan.activities}
    tops = [one for one in plan.activities if one.parent_id not in by_id]
    if len(tops) == 1 and tops[0].type.is_summary:
        del by_id[tops[0].id]
    return {one.id: _above(one, by_id) for one in plan.activities}


def _above(one: Activity, by_id: Mapping[int, Activity]) -> tuple[str, ...]:
    found: list[str] = []
    key = one.parent_id
    while key is not None and key in by_id and len(found) < DEEPEST:
        found.append(plain_name(by_id[key].name))
        key = by_id[key].parent_id
    return tuple(reversed(found))
