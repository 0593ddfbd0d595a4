"""How a file is to be read, as people say it on a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from rechterhand.intake.tables.columns import Columns, kinds
from rechterhand.intake.tables.seen import Seen, SeenColumn, SeenSheet
from rechterhand.text import Message
from rechterhand.web.actions.reading import LONGEST_PASSWORD, How
from rechterhand.web.look.say import language
from rechterhand.web.queries.asked_of_people import Choice

SEPARATORS = {
    ";": Message.of("plans.columns.semicolon"),
    ",": Message.of("plans.columns.comma"),
    "\t": Message.of("plans.columns.tab"),
    "|": Message.of("plans.columns.bar"),
}
DATES = {"dmy": Message.of("plans.columns.dmy"), "mdy": Message.of("plans.columns.mdy")}
UNITS = {key: Message.of(f"plans.columns.unit.{key}") for key in ("h", "d", "w", "mo")}


@dataclass(frozen=True, slots=True)
class Option:
    """One of a list, as a page offers it."""

    value: str
    words: Any
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column, and what it may be; no options for one that a mapping can't name."""

    name: str
    letter: str
    heading: str
    samples: tuple[str, ...]
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What stands in the form: by column what it is, and how dates, durations and cells are told apart."""

    columns: Mapping[int, str]
    dates: str = ""
    unit: str = ""
    separator: str = ""

    @classmethod
    def sent(cls, post: QueryDict, columns: Iterable[SeenColumn]) -> Chosen:
        """What somebody sent; values that aren't known count as none."""
        told = {one.place: post.get(f"column-{one.place}", "") for one in columns if one.by_name}
        return cls(
            {place: key for place, key in told.items() if key in kinds()},
            _known(post.get("dates", ""), DATES),
            _known(post.get("unit", ""), UNITS),
            _known(post.get("separator", ""), SEPARATORS),
        )

    @classmethod
    def offered(cls, table: Seen, columns: Iterable[SeenColumn], before: Choice | None) -> Chosen:
        """What was chosen before, else what the reader makes of it."""
        mapping = before.mapping if before else {}
        by_heading = {heading: key for key, heading in mapping.get("columns", {}).items()}
        told = {
            one.place: by_heading.get(one.heading, "") if by_heading else one.guess for one in columns if one.by_name
        }
        return cls(
            {place: key for place, key in told.items() if key},
            mapping.get("dates", ""),
            mapping.get("duration_unit", ""),
            table.separator,
        )

    def mapping(self, sheet: SeenSheet, header_row: int, columns: Iterable[SeenColumn]) -> dict[str, Any]:
        """What a mapping file would say."""
        headings = {one.place: one.heading for one in columns}
        told: dict[str, Any] = {
            "header_row": header_row,
            "only": True,
            "columns": {key: headings[place] for place, key in self.columns.items()},
        }
        others = {"sheet": sheet.name, "dates": self.dates, "duration_unit": self.unit, "separator": self.separator}
        return told | {name: value for name, value in others.items() if value}

    def wrong(self) -> list[Message]:
        """Why no plan can be made of this."""
        keys = list(self.columns.values())
        found = [
            Message.of("plans.columns.twice", title=kinds()[key].titles[language()])
            for key in dict.fromkeys(keys)
            if keys.count(key) > 1
        ]
        if not Columns(dict.fromkeys(keys, 0), {}).is_plan:
            found.append(Message.of("plans.columns.too_few"))
        return found

    def lines(self, columns: Iterable[SeenColumn]) -> list[ColumnLine]:
        """The columns as the page shows them."""
        return [
            ColumnLine(
                f"column-{one.place}",
                one.letter,
                one.heading,
                one.samples,
                self._options(self.columns.get(one.place, "")) if one.by_name else (),
            )
            for one in columns
        ]

    def _options(self, chosen: str) -> tuple[Option, ...]:
        return tuple(Option(key, one.titles[language()], key == chosen) for key, one in kinds().items())


def options(known: Mapping[str, Message], chosen: str) -> tuple[Option, ...]:
    """A list of which one is chosen."""
    return tuple(Option(value, words, value == chosen) for value, words in known.items())


def told_besides(post: QueryDict) -> How:
    """What the form of a new plan says besides the file."""
    told = {
        "sheet": post.get("sheet", "").strip()[:200],
        "dates": _known(post.get("dates", ""), DATES),
        "separator": _known(post.get("separator", ""), SEPARATORS),
    }
    return How(post.get("password", "")[:LONGEST_PASSWORD], {name: value for name, value in told.items() if value})


def _known(value: str, known: Mapping[str, Message]) -> str:
    return value if value in known else ""
