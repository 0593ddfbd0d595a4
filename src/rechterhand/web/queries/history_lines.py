"""Columns that hold many lines, as one change for each line: which activity's estimate, which risk, whose duration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Change:
    """One column before and after; ``field`` is its name, which pages have a word for (``records.column.<field>``).

    Of a column of many lines it is one of them; ``about`` says which.
    """

    field: str
    before: object
    after: object
    about: str = ""


def split(field: str, before: Any, after: Any, names: Mapping[int, str]) -> tuple[Change, ...]:
    """The lines that differ between two states of a column; nothing for a column of another kind."""
    if field not in _KEYS:
        return ()
    old, new = _by_key(field, before), _by_key(field, after)
    changed = (key for key in (old | new) if old.get(key) != new.get(key))
    return tuple(
        Change(_ONE[field], old.get(key), new.get(key), _about(field, key, old | new, names)) for key in changed
    )


def activities_in(row: Any) -> set[int]:
    """Numbers of the activities of which the columns of a state tell."""
    told = {int(one["activity_id"]) for one in getattr(row, "estimates", None) or ()}
    told |= {int(key) for one in getattr(row, "risks", None) or () for key in one["activity_ids"]}
    return told | {int(key) for key in getattr(row, "durations", None) or {}}


_KEYS = {"estimates": "activity_id", "risks": "key", "durations": ""}
_ONE = {"estimates": "estimate", "risks": "risk", "durations": "duration"}


def _by_key(field: str, value: Any) -> dict[str, Any]:
    if isinstance(value, Mapping):
        return {str(key): days for key, days in value.items()}
    return {str(one[_KEYS[field]]): one for one in value or ()}


def _about(field: str, key: str, lines: Mapping[str, Any], names: Mapping[int, str]) -> str:
    if field == "risks":
        return str(lines[key]["title"] or key)
    return f"{key} · {names.get(int(key), '')}".strip(" ·")
