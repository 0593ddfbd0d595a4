"""What is wrong with parameters and bodies, field by field and in our own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rechterhand.text import Message

KNOWN = {
    "missing": Message.of("records.field.blank"),
    "string_too_short": Message.of("records.field.blank"),
    "literal_error": Message.of("records.field.invalid_choice"),
    "enum": Message.of("records.field.invalid_choice"),
    "extra_forbidden": Message.of("api.field.unknown"),
    "finite_number": Message.of("api.field.number"),
    "bool_type": Message.of("api.field.switch"),
    "bool_parsing": Message.of("api.field.switch"),
}
BEGUN = (
    ("int_", Message.of("api.field.number")),
    ("float_", Message.of("api.field.number")),
    ("date_", Message.of("api.field.date")),
    ("greater_than", Message.of("api.field.range")),
    ("less_than", Message.of("api.field.range")),
)
"""Kinds of errors by how their names begin."""


def misfits(errors: Sequence[Mapping[str, Any]]) -> dict[str, list[Message]]:
    """Each field by its path ('committed_dates.0.date') with what is wrong with it."""
    found: dict[str, list[Message]] = {}
    for one in errors:
        found.setdefault(_path(one["loc"]), []).append(_told(one))
    return found


def _path(place: Sequence[Any]) -> str:
    """Where it is: without the part of the request and the name that the code has for a body."""
    inner = place[2:] if place[0] == "body" and len(place) > 2 else place[1:]
    return ".".join(str(one) for one in inner) or str(place[0])


def _told(one: Mapping[str, Any]) -> Message:
    kind, limits = str(one["type"]), one.get("ctx", {})
    if kind in {"string_too_long", "too_long"} and "max_length" in limits:
        key = "records.field.max_length" if kind == "string_too_long" else "api.field.too_many"
        return Message.of(key, most=int(limits["max_length"]))
    if kind in KNOWN:
        return KNOWN[kind]
    return next((told for begins, told in BEGUN if kind.startswith(begins)), Message.of("records.field.invalid"))
