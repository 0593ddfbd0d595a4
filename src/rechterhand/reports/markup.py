"""Pieces of a page: tables, things to open, price tags. All texts that come in are escaped already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rechterhand.reports.charts.svg import element
from rechterhand.reports.saying import Sayer
from rechterhand.text.writing import number


def details(summary: str, content: str, *, look: str = "") -> str:
    """Something to open, by mouse and by keyboard."""
    head = element("summary", summary)
    return f'<details class="{look}">{head}{content}</details>' if look else f"<details>{head}{content}</details>"


def scroll(content: str, name: str) -> str:
    """A wide thing scrolls by itself, by keyboard too."""
    return f'<div class="scroll" tabindex="0" role="region" aria-label="{name}">{content}</div>'


def as_table(title: str, content: str, say: Sayer) -> str:
    """The figures of a picture, for who would rather read them."""
    told = say("report.as_table")
    return details(told, scroll(content, f"{title}: {told}"))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, short: Sequence[int] = (), look: str = "") -> str:
    """A table; ``short`` names columns of figures and dates, at the right and unbroken but between two of them."""
    body = "".join(
        "<tr>"
        + "".join(_short(cell) if place in short else f"<td>{cell}</td>" for place, cell in enumerate(row))
        + "</tr>"
        for row in rows
    )
    head = "".join(
        element("th", cell, scope="col", class_="short") if place in short else element("th", cell, scope="col")
        for place, cell in enumerate(heads)
    )
    start = f'<table class="{look}">' if look else "<table>"
    return f"{start}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _short(cell: str) -> str:
    first, dash, last = cell.partition(" – ")
    if not dash:
        return f'<td class="short">{cell}</td>'
    return f'<td class="short span"><span>{first} –</span> <span>{last}</span></td>'


def facts(pairs: Iterable[tuple[str, str]], *, look: str) -> str:
    """Figures with what they are below them."""
    items = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in pairs)
    return f'<dl class="{look}">{items}</dl>'


def bullets(items: Iterable[str]) -> str:
    """A list."""
    return "<ul>" + "".join(element("li", one) for one in items) + "</ul>"


def tag(days: float, error: float, say: Sayer) -> str:
    """The price tag: the days, with their sampling error smaller behind."""
    price, margin = number(days, say.language, 1), number(error, say.language, 1)
    return f'<span class="tag">{price} <small>± {margin}</small></span>'
