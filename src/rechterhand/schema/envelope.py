"""What all documents share: schema, source, assumptions, timings; and how values are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from rechterhand.errors import RechterhandError
from rechterhand.record.assumption import Assumption
from rechterhand.record.plan import Source
from rechterhand.text import Language, Message, render

VERSION = 1


def envelope(
    command: str,
    source: Source,
    assumptions: Iterable[Assumption],
    timings: Mapping[str, float],
    *,
    language: Language,
    stable: bool,
) -> dict[str, Any]:
    """The head of a document; with ``stable`` no timings, so that equal input gives equal bytes."""
    head: dict[str, Any] = {
        "schema": f"rechterhand/{command}/{VERSION}",
        "source": {"file": source.file, "format": source.format, "sha256": source.sha256},
        "assumptions": [{"key": one.key, "text": render(one.text, language)} for one in assumptions],
    }
    if not stable:
        head["timings"] = {name: round(value, 6) for name, value in timings.items()}
    return head


def refusal(command: str, file: str, error: RechterhandError, language: Language) -> dict[str, Any]:
    """The document of a file that was refused."""
    return {
        "schema": f"rechterhand/{command}/{VERSION}",
        "source": {"file": file},
        "error": {
            "code": error.code,
            "message": render(error.message, language),
            "where": error.where,
            "hint": render(error.hint, language) if error.hint else None,
            **({"problems": [render(one, language) for one in error.problems]} if error.problems else {}),
        },
    }


def to_bytes(document: Mapping[str, Any], *, lines: bool) -> bytes:
    """JSON: one line, or indented for a single document."""
    data = msgspec.json.encode(document, enc_hook=_other)
    return data + b"\n" if lines else msgspec.json.format(data, indent=2) + b"\n"


def moment(value: datetime | None) -> str | None:
    """ISO 8601, local wall clock."""
    return None if value is None else value.isoformat(timespec="minutes")


def days(value: float | None) -> float | None:
    """Working days to a thousandth."""
    return None if value is None else round(value, 3) + 0.0


def _other(value: object) -> object:
    if isinstance(value, Message):
        return {"key": value.key, "values": dict(value.values)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    return str(value)
