"""Opens a workbook inside the worker: cells as plain values, in bounds."""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from rechterhand import errors
from rechterhand.intake import ole
from rechterhand.intake.tables import appearance, open_document
from rechterhand.sandbox import screening
from rechterhand.text import Message

MOST_ROWS = 100_000
MOST_COLUMNS = 2_000
MOST_CELLS = 2_000_000
MOST_SHEETS = 200
_EXTENT = 40_000_000
"""Cells between the first and the last one used, empty ones included: one stray cell at the far end is no harm."""

_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def load(path: str) -> dict[str, Any]:
    """All sheets of a workbook.

    The answer holds ``sheets``: for each its ``name``, ``hidden``, ``rows`` (pairs of number from 1 and cells; a
    moment, a span or a failed formula is a pair of its kind and value), and what ``appearance`` adds.

    Raises PasswordRefused, UnreadableFile or TooLarge.
    """
    file = Path(path)
    screening.screen(file)
    with file.open("rb") as stream:
        head = stream.read(4)
        if head.startswith(_OLE) and _ENCRYPTED in stream.read(1 << 20):
            raise _protected()
    if not head.startswith(b"PK") and zipfile.is_zipfile(file):
        screening.screen_archive(file)  # behind other bytes, which parsers pass over
    open_document.refuse_broken(file)
    try:
        return {"sheets": list(_sheets(path))}
    except errors.RechterhandError:
        raise
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # calamine's own panics are no Exception
        raise _refused(error, file, head) from None


def _refused(error: BaseException, file: Path, head: bytes) -> errors.RechterhandError:
    if type(error).__name__ == "PasswordError":
        return _protected()
    held = ole.stored(file, file.stat().st_size)
    if held.cut_off:
        return errors.UnreadableFile(Message.of("intake.end_missing"), hint=Message.of("intake.cut_off_hint"))
    if not (held.is_workbook or head.startswith(b"PK")):
        return errors.UnreadableFile(Message.of("tables.no_workbook"), hint=Message.of("intake.unknown_content_hint"))
    if "Cell limit exceeded" in str(error):
        return _too_large("tables.too_many_cells", MOST_CELLS)
    return errors.UnreadableFile(
        Message.of("intake.damaged", told=str(error)[:300] or type(error).__name__),
        hint=Message.of("tables.damaged_hint"),
    )


def _protected() -> errors.PasswordRefused:
    return errors.PasswordRefused(
        Message.of("tables.password_useless"), hint=Message.of("tables.password_useless_hint")
    )


def _sheets(path: str) -> Iterator[dict[str, Any]]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415 - in the worker only

    looks = appearance.of(path)
    cells = 0
    with _opened(path) as book:
        if len(book.sheets_metadata) > MOST_SHEETS:
            raise _too_large("tables.too_many_sheets", MOST_SHEETS)
        for about in book.sheets_metadata:
            if about.typ is not SheetTypeEnum.WorkSheet:
                continue
            rows = _rows(book.get_sheet_by_name(about.name), looks.get(about.name, {}))
            cells += sum(len(row) for _, row in rows)
            if cells > MOST_CELLS:
                raise _too_large("tables.too_many_cells", MOST_CELLS)
            seen = {name: value for name, value in looks.get(about.name, {}).items() if name != "faults"}
            yield {"name": about.name, "hidden": about.visible is not SheetVisibleEnum.Visible, "rows": rows, **seen}


def _opened(path: str) -> Any:
    """The workbook, by its suffix, else by its content: files get renamed."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - in the worker only

    try:
        return CalamineWorkbook.from_path(path)
    except CalamineError as error:
        try:
            return CalamineWorkbook.from_filelike(io.BytesIO(Path(path).read_bytes()))
        except CalamineError:
            raise error from None


def _rows(sheet: Any, look: dict[str, Any]) -> list[tuple[int, list[Any]]]:
    faults: dict[int, list[tuple[int, str]]] = {}
    for row, column, text in look.get("faults", ()):
        faults.setdefault(row, []).append((column, text))
    if sheet.start is None:
        return [(row, _with_faults([], told)) for row, told in sorted(faults.items())]
    left, last = sheet.start[1], sheet.end[0] + 1
    if sheet.height * sheet.width > _EXTENT:
        raise _too_large("tables.too_many_cells", MOST_CELLS)
    found: dict[int, list[Any]] = {}
    number = 0
    for number, cells in enumerate(sheet.iter_rows(), 1):
        told = _trimmed([None] * left + [_cell(one) for one in cells])
        if not told:
            continue
        if len(told) > MOST_COLUMNS:
            raise _too_large("tables.too_many_columns", MOST_COLUMNS)
        found[number] = told
        if len(found) > MOST_ROWS:
            raise _too_large("tables.too_many_rows", MOST_ROWS)
    found = {row + last - number: cells for row, cells in found.items()}  # whether blank rows above come along or not
    for row, failed in faults.items():
        found[row] = _with_faults(found.get(row, []), failed)
    return sorted(found.items())


def _with_faults(cells: list[Any], faults: list[tuple[int, str]]) -> list[Any]:
    """The row with its failed formulas, which calamine leaves empty."""
    for column, text in faults:
        if column < MOST_COLUMNS:
            cells += [None] * (column + 1 - len(cells))
            cells[column] = ["fault", text]
    return cells


def _trimmed(cells: list[Any]) -> list[Any]:
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else ["fault", str(value)]
    if isinstance(value, datetime):
        return ["moment", value.replace(tzinfo=None).isoformat()]
    if isinstance(value, date):
        return ["moment", datetime(value.year, value.month, value.day).isoformat()]
    if isinstance(value, timedelta):
        return ["span", value.total_seconds()]
    if isinstance(value, time):
        return ["span", value.hour * 3600.0 + value.minute * 60 + value.second]
    return str(value)


def _too_large(key: str, most: int) -> errors.TooLarge:
    return errors.TooLarge(Message.of(key, most=most), hint=Message.of("tables.too_large_hint"))
