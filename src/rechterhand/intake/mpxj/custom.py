"""Names behind custom fields and codes: aliases, activity codes, three-point estimates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from rechterhand.intake.mpxj.values import Row, minutes
from rechterhand.record.activity import ThreePoint

_LOW = re.compile(r"optimist|\bmin(imum|imaal)?\b|\blow\b|\blaag\b|\bbest case\b", re.I)
_LIKELY = re.compile(r"likely|waarschijnlijk|\bmode\b|\bmodus\b", re.I)
_HIGH = re.compile(r"pessimist|\bmax(imum|imaal)?\b|\bhigh\b|\bhoog\b|\bworst case\b", re.I)
_CUSTOM = re.compile(
    r"^(text|number|flag|date|cost|start|finish|duration|outline_code|user_field_|enterprise_.*|user_defined)_?\d*$"
)


@dataclass(frozen=True, slots=True)
class Names:
    """What the file calls its custom fields and codes."""

    aliases: Mapping[str, Mapping[str, str]]
    codes: Mapping[int, tuple[str, str]]

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Names:
        """Collect aliases by class of row ('task', 'resource', 'assignment') and code values by their id."""
        aliases: dict[str, dict[str, str]] = {}
        for row in document.get("custom_fields", ()):
            if row.get("field_alias"):
                aliases.setdefault(row["field_type_class"], {})[row["field_type"]] = row["field_alias"]
        for row in document.get("user_defined_fields", ()):
            aliases.setdefault(row["field_type_class"], {}).setdefault(row["internal_name"], row["external_name"])
        codes = {
            value["unique_id"]: (str(code.get("name")), str(value.get("name")))
            for kind in ("activity_codes", "resource_codes", "project_codes", "role_codes")
            for code in document.get(kind, ())
            for value in code.get("values", ())
        }
        return cls(aliases, codes)

    def of_codes(self, ids: Any) -> Mapping[str, str]:
        """Code name to value of one row."""
        return MappingProxyType(dict(self.codes[one] for one in ids or () if one in self.codes))

    def fields(self, row: Row, kind: str) -> Mapping[str, object]:
        """Custom fields of one row under their alias, else their own name."""
        aliases = self.aliases.get(kind, {})
        found = {aliases.get(name, name): value for name, value in row.items() if is_custom(name) or name in aliases}
        return MappingProxyType(found)

    def estimate(self, row: Row) -> ThreePoint | None:
        """Low, likely and high duration from custom fields whose alias says so."""
        low = likely = high = None
        for name, alias in self.aliases.get("task", {}).items():
            if name not in row or not isinstance(row[name], int | float) or isinstance(row[name], bool):
                continue
            value = _duration(name, row[name])
            if _LOW.search(alias):
                low = value
            elif _LIKELY.search(alias):
                likely = value
            elif _HIGH.search(alias):
                high = value
        return None if low is None and high is None else ThreePoint(low, likely, high)


def is_custom(name: str) -> bool:
    """Numbered fields that users fill as they like."""
    return bool(_CUSTOM.match(name)) and any(character.isdigit() for character in name)


def _duration(name: str, value: float) -> int | None:
    """Duration fields hold seconds; plain numbers are days of eight hours."""
    return minutes(value) if name.startswith("duration") else round(value * 480)
