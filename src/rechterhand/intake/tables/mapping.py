"""The mapping file: a planner says which column is what, where headings alone don't tell."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rechterhand import errors
from rechterhand.intake.tables.columns import kinds
from rechterhand.intake.tables.separated import SEPARATORS
from rechterhand.text import Message
from rechterhand.text.message import Value
from rechterhand.text.system import refusal_of

_LARGEST = 1 << 20
_CHOICES = {
    "dates": ("dmy", "mdy"),
    "links": ("microsoft", "letters"),
    "numbers": ("id", "order", "row"),
    "duration_unit": ("m", "h", "d", "w", "mo", "ed"),
    "separator": tuple(SEPARATORS),
}
NO_FILE = Path()
"""Of a mapping that came in another way than by a file."""
_OTHERS = ("sheet", "header_row", "columns", "only")


@dataclass(frozen=True, slots=True)
class MappingFile:
    """What a mapping file says; everything is optional.

    ``columns`` gives by key of ``columns.toml`` the heading in the file; ``sheet`` and ``header_row`` say where to
    look; ``dates`` is 'dmy' or 'mdy'; ``links`` reads BE and EB as 'microsoft' or by 'letters'; ``numbers`` says what
    a number among predecessors is: an 'id', the 'order' of tasks, or the 'row' of the sheet; ``duration_unit`` counts
    for bare numbers; ``separator`` stands between the cells of a text. With ``only`` no other column is used than
    those that are named.
    """

    file: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    header_row: int | None = None
    dates: str | None = None
    links: str | None = None
    numbers: str | None = None
    duration_unit: str | None = None
    separator: str | None = None
    only: bool = False


def load(told: Path | Mapping[str, Any] | None) -> MappingFile:
    """A mapping file in TOML, or what one would say; an empty mapping without either.

    Raises BadInput with file and field for what can't be read or isn't known.
    """
    if told is None:
        return MappingFile()
    if isinstance(told, Path):
        return _checked(told, read_file(told))
    return _checked(NO_FILE, told)


def read_file(path: Path) -> dict[str, Any]:
    """What a mapping file says, unchecked. Raises BadInput when it is no TOML."""
    try:
        if path.stat().st_size > _LARGEST:
            raise _bad(path, "tables.mapping_too_large")
        return parsed(path.read_text(encoding="utf-8-sig"), path)
    except (OSError, UnicodeDecodeError) as error:
        raise _bad(
            path, "tables.mapping_unreadable", told=refusal_of(error) if isinstance(error, OSError) else "UTF-8"
        ) from error


def parsed(text: str, path: Path = NO_FILE) -> dict[str, Any]:
    """What the text of a mapping file says, unchecked. Raises BadInput when it is no TOML."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _bad(path, "tables.mapping_damaged", told=str(error)) from error


def _checked(path: Path, told: Mapping[str, Any]) -> MappingFile:
    _check_names(path, told)
    return MappingFile(
        file=_named(path),
        columns=_columns(path, told.get("columns", {})),
        sheet=_text(path, told, "sheet"),
        header_row=_row(path, told.get("header_row")),
        only=_flag(path, told.get("only", False)),
        **{name: _choice(path, told, name) for name in _CHOICES},
    )


def missing(mapping: MappingFile, headings: tuple[str, ...], key: str) -> errors.BadInput:
    """The error for a heading that the mapping names and the table lacks."""
    return errors.BadInput(
        Message.of("tables.mapping_no_column", heading=mapping.columns[key], key=key),
        where=({"file": mapping.file} if mapping.file else {}) | {"field": f"columns.{key}"},
        hint=Message.of("tables.mapping_no_column_hint", headings=", ".join(headings)),
    )


def _check_names(path: Path, told: Mapping[str, Any]) -> None:
    known = (*_OTHERS, *_CHOICES)
    for name in told:
        if name not in known:
            raise _bad(path, "tables.mapping_unknown", name, known=", ".join(known))


def _columns(path: Path, told: Any) -> dict[str, str]:
    if not isinstance(told, dict):
        raise _bad(path, "tables.mapping_not_text", "columns")
    for key, heading in told.items():
        if key not in kinds():
            raise _bad(path, "tables.mapping_unknown", f"columns.{key}", known=", ".join(kinds()))
        if not isinstance(heading, str) or not heading.strip() or "\0" in heading:
            raise _bad(path, "tables.mapping_not_text", f"columns.{key}")
    return dict(told)


def _text(path: Path, told: Mapping[str, Any], name: str) -> str | None:
    value = told.get(name)
    if value is not None and (not isinstance(value, str) or "\0" in value):
        raise _bad(path, "tables.mapping_not_text", name)
    return value


def _row(path: Path, value: Any) -> int | None:
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
        raise _bad(path, "tables.mapping_not_row", "header_row")
    return value


def _flag(path: Path, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _bad(path, "tables.mapping_not_flag", "only")
    return value


def _choice(path: Path, told: Mapping[str, Any], name: str) -> str | None:
    value = told.get(name)
    if value is not None and value not in _CHOICES[name]:
        raise _bad(path, "tables.mapping_choice", name, told=str(value), known=", ".join(_CHOICES[name]))
    return value


def _named(path: Path) -> str:
    return "" if path == NO_FILE else str(path)


def _bad(path: Path, key: str, name: str | None = None, **values: Value) -> errors.BadInput:
    where: dict[str, str | int] = {"file": _named(path)} if _named(path) else {}
    if name:
        where["field"] = name
    return errors.BadInput(Message.of(key, **values), where=where, hint=Message.of("tables.mapping_hint"))
