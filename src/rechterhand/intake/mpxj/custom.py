"""Names, types and values of custom fields and codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from rechterhand.intake.mpxj.columns import Columns
from rechterhand.intake.mpxj.values import Row, minutes, moment

_NUMBERED = re.compile(
    r"^(?:resource_enterprise_|enterprise_(?:project_)?)?(text|number|flag|date|cost|start|finish|duration|outline_code|user_field_|field)_?\d+$"
)
_TYPES = {
    "text": "text",
    "outline_code": "text",
    "string": "text",
    "number": "number",
    "numeric": "number",
    "integer": "number",
    "units": "number",
    "percentage": "number",
    "flag": "flag",
    "boolean": "flag",
    "date": "date",
    "start": "date",
    "finish": "date",
    "cost": "cost",
    "currency": "cost",
    "duration": "duration",
    "work": "duration",
}


@dataclass(frozen=True, slots=True)
class Names:
    """What the file calls its custom fields and codes; outer keys are 'task', 'resource', 'assignment'."""

    aliases: Mapping[str, Mapping[str, str]]
    types: Mapping[str, Mapping[str, str]]
    codes: Mapping[int, tuple[str, str]]

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Names:
        """Collect names and types by class of row, and code values by their id."""
        aliases: dict[str, dict[str, str]] = {}
        types: dict[str, dict[str, str]] = {}
        for row in document.get("custom_fields", ()):
            if row.get("field_alias"):
                aliases.setdefault(row["field_type_class"], {})[row["field_type"]] = row["field_alias"]
        for row in document.get("user_defined_fields", ()):
            kind, name = row["field_type_class"], row["internal_name"]
            types.setdefault(kind, {})[name] = _TYPES.get(str(row.get("data_type")), "other")
            if row.get("external_name"):
                aliases.setdefault(kind, {}).setdefault(name, row["external_name"])
        for kind, names in aliases.items():
            for name in names:
                types.setdefault(kind, {}).setdefault(name, type_of(name))
        codes = {
            value["unique_id"]: (str(code.get("name")), str(value.get("name")))
            for kind in ("activity_codes", "resource_codes", "role_codes", "resource_assignment_codes")
            for code in document.get(kind, ())
            for value in code.get("values", ())
        }
        return cls(aliases, types, codes)

    def of_codes(self, ids: Any) -> Mapping[str, str]:
        """Code name to value of one row."""
        found = dict(self.codes[one] for one in ids or () if one in self.codes)
        return MappingProxyType(found) if found else _NOTHING

    def codes_of(self, rows: Columns, name: str) -> list[Mapping[str, str]]:
        """Code name to value of each row; ``name`` is the field that holds the ids."""
        return [self.of_codes(ids) for ids in rows.of(name)] if rows.has(name) else rows.same(_NOTHING)

    def fields_of(self, rows: Columns, kind: str) -> list[Mapping[str, object]]:
        """Custom fields of each row under their alias, else their own name; durations in minutes, dates as moments."""
        aliases, types = self.aliases.get(kind, {}), self.types.get(kind, {})
        known = {
            name: (aliases.get(name, name), types.get(name) or type_of(name))
            for name in rows.present
            if name in aliases or is_custom(name)
        }
        return [_fields(row, known) for row in rows.rows] if known else rows.same(_NOTHING)


_NOTHING: Mapping[str, Any] = MappingProxyType({})


def _fields(row: Row, known: Mapping[str, tuple[str, str]]) -> Mapping[str, object]:
    """``known``: alias and type by name. Two fields of the same alias are told apart by their own names."""
    found: dict[str, object] = {}
    for name, value in row.items():
        if name in known:
            alias, kind = known[name]
            found[alias if alias not in found else f"{alias} ({name})"] = _value(value, kind)
    return MappingProxyType(found) if found else _NOTHING


@lru_cache(maxsize=4_096)
def is_custom(name: str) -> bool:
    """Numbered fields that users fill as they like."""
    return bool(_NUMBERED.match(name))


def type_of(name: str) -> str:
    """Type of a numbered field by its name: text, number, flag, date, cost, duration, or other."""
    found = _NUMBERED.match(name)
    return _TYPES.get(found[1], "other") if found else "other"


def _value(value: Any, kind: str) -> object:
    if kind == "duration" and isinstance(value, int | float):
        return minutes(value)
    if kind == "date" and isinstance(value, str):
        return moment(value) or value
    return value
