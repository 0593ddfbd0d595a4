"""How a file is to be read that doesn't tell by itself, and what stands in a table in which no plan was found."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from rechterhand.intake.tables.mapping import parsed
from rechterhand.intake.tables.seen import Seen
from rechterhand.web.actions.reading import LONGEST_PASSWORD, How
from rechterhand.web.api.shapes.base import LARGEST, Answer, Body, text_field

LONGEST_MAPPING = 100_000


class HowToRead(Body):
    """The password of a file, or what a mapping file says of a table; ``columns`` gives headings by the columns' keys.

    With ``only`` no other column is used than those that are named.
    """

    password: str = text_field(LONGEST_PASSWORD)
    sheet: str | None = text_field(200, None)
    header_row: int | None = Field(None, ge=1, le=LARGEST)
    dates: Literal["dmy", "mdy"] | None = None
    links: Literal["microsoft", "letters"] | None = None
    numbers: Literal["id", "order", "row"] | None = None
    duration_unit: Literal["m", "h", "d", "w", "mo", "ed"] | None = None
    separator: Literal[";", "\t", ",", "|"] | None = None
    only: bool = False
    columns: dict[str, str] = Field(default_factory=dict, max_length=100)

    def how(self) -> How:
        """What an action takes."""
        told = self.model_dump(exclude={"password"}, exclude_none=True, exclude_defaults=True)
        return How(self.password, told)


class SeenRowAnswer(Answer):
    """A row of a table by its number, and its cells as text."""

    row: int
    cells: list[str]


class SeenSheetAnswer(Answer):
    """The first rows of a sheet; ``header_row`` is the one that looks most like the header row."""

    name: str
    hidden: bool
    header_row: int
    rows: list[SeenRowAnswer]


class SeenAnswer(Answer):
    """What stands in a table in which no plan was found; ``separator`` is empty for a workbook."""

    separator: str
    sheets: list[SeenSheetAnswer]


def seen(table: Seen) -> SeenAnswer:
    """The first rows."""
    return SeenAnswer(
        separator=table.separator,
        sheets=[
            SeenSheetAnswer(
                name=sheet.name,
                hidden=sheet.hidden,
                header_row=sheet.header_row,
                rows=[SeenRowAnswer(row=one.number, cells=list(one.cells)) for one in sheet.rows],
            )
            for sheet in table.sheets
        ],
    )


def how(password: str, mapping: str) -> How:
    """What comes along with an upload: ``mapping`` is the text of a mapping file. Raises BadInput."""
    told: dict[str, Any] = parsed(mapping) if mapping.strip() else {}
    return How(password, told)
