"""Opens a table that isn't a plan, such as a risk register: its cells, read in the confined process."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from rechterhand import errors
from rechterhand.intake.choose import explained, open_file, readers, tabular
from rechterhand.intake.tables.grid import Sheet, sheets
from rechterhand.sandbox import Worker, shared
from rechterhand.text import Message


def cells(path: str | Path, *, worker: Worker | None = None) -> tuple[Sheet, ...]:
    """The sheets of a workbook, an OpenDocument sheet or separated text.

    Raises
    ------
    MissingFile, UnknownFormat, UnreadableFile, PasswordRefused, TooLarge, TookTooLong
        Each with what, where and what to do.
    """
    worker = worker or shared()
    opened = replace(open_file(path, worker), name=str(path))
    bids = {key: one.bid(opened) for key, one in readers().items()}
    reader = readers()[max(bids, key=lambda key: bids[key])]
    if reader.cells is None or not max(bids.values()):
        raise errors.UnknownFormat(
            Message.of("intake.no_table_file"),
            where={"file": str(path)},
            hint=Message.of("intake.no_table_file_hint", suffixes=" ".join(sorted(tabular()))),
        )
    with explained(opened, table=True):
        return sheets(worker.run(reader.cells, path=str(path))["sheets"])
