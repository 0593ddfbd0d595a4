"""A document as a self-contained page that prints on one A4."""

from __future__ import annotations

from rechterhand.reports.charts.svg import clean, element
from rechterhand.reports.document import Document, Notes, Point, Points, Section
from rechterhand.reports.shell import shell

ROWS = 10
"""Rows of room to write; on paper they take what is left of the sheet."""


def write(document: Document) -> bytes:
    """Write the page."""
    title = f"{clean(document.kind)}: {clean(document.title)}"
    blanks = "".join(element("li", clean(words)) for words in document.blanks)
    top = (
        f'<header><div class="top"><h1>{clean(document.kind)} · {clean(document.title)}</h1>'
        f'<p class="meta">{clean(document.about)}</p></div>'
        f'<p class="headline">{clean(document.lead)}</p><ul class="blanks">{blanks}</ul></header>'
    )
    sections = "".join(map(_section, document.sections))
    body = f'<main class="sheet">{top}{sections}<footer>{clean(document.foot)}</footer></main>'
    return shell(title, body, ("sheet.css",), document.language).encode()


def _section(one: Section) -> str:
    head = element("h2", clean(one.title))
    if isinstance(one.block, Notes):
        return f'<section class="writing">{head}{_notes(one.block)}</section>'
    return f"<section>{head}{_points(one.block)}</section>"


def _points(block: Points) -> str:
    items = "".join(map(_point, block.points))
    look = "points" + (" room" if block.room else "") + ("" if block.numbered else " plain")
    return element("ol" if block.numbered else "ul", items, class_=look)


def _point(one: Point) -> str:
    words = element("p", clean(one.text))
    if one.detail is not None:
        words += element("p", clean(one.detail), class_="quiet")
    if one.tag is None:
        return element("li", element("div", words))
    return element("li", element("span", clean(one.tag), class_="tag") + element("div", words), class_="tagged")


def _notes(block: Notes) -> str:
    whole = sum(share for _, share in block.heads)
    heads = "".join(
        f'<th scope="col" style="width: {100 * share / whole:.1f}%">{clean(words)}</th>' for words, share in block.heads
    )
    row = "<tr>" + "<td></td>" * len(block.heads) + "</tr>"
    return f'<table class="notes"><thead><tr>{heads}</tr></thead><tbody>{row * ROWS}</tbody></table>'
