"""Three-point estimates from custom fields whose name says so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rechterhand.intake.mpxj.values import Row
from rechterhand.record.activity import ThreePoint

_ENDS = ("low", "likely", "high")
_PLAIN = {
    "low": re.compile(r"\boptimist|\bbest[ -]case|\bgunstig(st)?e? geval", re.I),
    "likely": re.compile(r"\blikely|waarschijnlijk", re.I),
    "high": re.compile(r"\bpessimist|\bworst[ -]case|\bongunstig(st)?e? geval", re.I),
}
_PAIRED = {
    "low": re.compile(r"\b(min(imum|imaal|imale)?|low|laag|lage)\b", re.I),
    "likely": re.compile(r"\b(mode|modus|verwachte?|likely|ml)\b|waarschijnlijk", re.I),
    "high": re.compile(r"\b(max(imum|imaal|imale)?|high|hoog|hoge)\b", re.I),
}
_OTHER_MATTER = re.compile(
    r"cost|kosten|budget|prijs|price|\brate|tarief|%|percent|\bstart|finish|einde|datum|date\b|\bwork\b|\bwerk\b|risk"
    r"|risico|prio",
    re.I,
)
_HOURS = re.compile(r"\b(hours?|hrs?|uur|uren|h|u)\b", re.I)
_WEEKS = re.compile(r"\b(weeks?|wks?|weken|w)\b", re.I)
_NUMBER = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*(d|dag|dagen|days?)?\s*$", re.I)


@dataclass(frozen=True, slots=True)
class Estimates:
    """The fields that hold low, likely and high durations: internal name and minutes of one unit, by end."""

    fields: Mapping[str, tuple[str, float]]
    names: tuple[str, ...] = ()

    @classmethod
    def among(cls, aliases: Mapping[str, str], types: Mapping[str, str], minutes_per_day: int) -> Estimates:
        """Look through the names of a file's custom fields.

        Words such as 'optimistic' are enough; words such as 'minimum' count only when both ends are there.

        Parameters
        ----------
        aliases
            What the file calls a field, by internal name.
        types
            Their data types; 'duration' holds seconds, numbers and texts are days unless the name says hours or weeks.
        minutes_per_day
            Working minutes in a day of the plan.
        """
        suitable = {
            name: alias
            for name, alias in aliases.items()
            if types.get(name) in {"duration", "number", "text"} and not _OTHER_MATTER.search(alias)
        }
        named = _matching(suitable, _PLAIN)
        if not {"low", "high"} & set(named):
            named = _matching(suitable, _PAIRED)
            if not {"low", "high"} <= set(named):
                return cls({})
        fields = {end: (name, _unit(types[name], aliases[name], minutes_per_day)) for end, name in named.items()}
        return cls(fields, tuple(aliases[named[end]] for end in _ENDS if end in named))

    def of(self, row: Row) -> ThreePoint | None:
        """The estimate of one task; None when neither end is filled."""
        if not self.fields:
            return None
        low, likely, high = (self._minutes(row, end) for end in _ENDS)
        return None if low is None and high is None else ThreePoint(low, likely, high)

    def _minutes(self, row: Row, end: str) -> int | None:
        if end not in self.fields:
            return None
        name, unit = self.fields[end]
        value: Any = row.get(name)
        if isinstance(value, str):
            found = _NUMBER.match(value)
            value = float(found[1].replace(",", ".")) if found else None
        return round(value * unit) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _matching(aliases: Mapping[str, str], words: Mapping[str, re.Pattern[str]]) -> dict[str, str]:
    """The first field for each end."""
    found: dict[str, str] = {}
    for name, alias in aliases.items():
        for end, pattern in words.items():
            if pattern.search(alias):
                found.setdefault(end, name)
                break
    return found


def _unit(kind: str, alias: str, minutes_per_day: int) -> float:
    if kind == "duration":
        return 1 / 60
    if _HOURS.search(alias):
        return 60.0
    return 5.0 * minutes_per_day if _WEEKS.search(alias) else float(minutes_per_day)
