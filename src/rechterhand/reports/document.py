"""What a report consists of, whatever it is written as; no part of this knows a file format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from rechterhand.text import Language


class Form(StrEnum):
    """How the values of a column are written; a date and a moment speak for themselves."""

    TEXT = "text"
    COUNT = "count"
    DAYS = "days"
    FIGURE = "figure"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Formed:
    """A number that is written otherwise than the rest of its column."""

    value: float
    form: Form


Cell: TypeAlias = str | int | float | date | datetime | Formed | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head, its width in characters, how its numbers are written; ``inset`` shows the outline level."""

    title: str
    width: int
    form: Form = Form.TEXT
    inset: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a name. ``levels`` has the outline level of each row, from 0, where rows are nested."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    levels: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One thing said: a sentence, what it rests on, and the days it costs or brings as a price tag."""

    text: str
    detail: str | None = None
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """Things said one below the other; ``numbered`` when people will refer to them, ``room`` to write below each."""

    points: tuple[Point, ...]
    numbered: bool = False
    room: bool = False


@dataclass(frozen=True, slots=True)
class Notes:
    """Room to write on paper: columns with a head and their share of the width; it takes what the page has left."""

    heads: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences as paragraphs."""

    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as SVG that carries its own look, and in words what it shows."""

    svg: str
    alt: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A small table: heads, each column's share of the width, and its texts."""

    heads: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading with everything that stands below it."""

    title: str
    blocks: tuple[Points | Words | Figure | Rows, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Several pages to read: what matters most in one sentence and in figures (label, value), then chapters."""

    language: Language
    kind: str
    title: str
    lead: str
    about: str
    figures: tuple[tuple[str, str], ...]
    chapters: tuple[Chapter, ...]
    page: str
    """How a page is numbered, with {page} and {pages}."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it."""

    title: str
    block: Points | Notes


@dataclass(frozen=True, slots=True)
class Document:
    """A report in words: its kind and subject, one sentence that matters most, blanks to fill in, sections."""

    language: Language
    kind: str
    title: str
    lead: str
    about: str
    blanks: tuple[str, ...]
    sections: tuple[Section, ...]
    foot: str
