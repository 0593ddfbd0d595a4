"""Pieces of a page: tables, things to open, price tags. All texts that come in are escaped already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rechterhand.reports.charts.svg import element
from rechterhand.reports.saying import Sayer
from rechterhand.text.writing import margin, number


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


def table(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    short: Sequence[int] = (),
    look: str = "",
    stack: bool = False,
) -> str:
    """A table; ``short`` names columns of figures and dates, at the right and unbroken but between two of them.

    On a phone a table that stacks shows each row as a block: its first cell on top, the others below it, each under
    the head of its column. The roles say there that it is a table still.
    """
    body = "".join(
        f"<tr{_role('row', stack)}>"
        + "".join(
            _cell(cell, heads[place] if stack and place else None, stack, place in short)
            for place, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    known = {"role": "columnheader"} if stack else {}
    head = "".join(
        element("th", cell, scope="col", **known, **({"class_": "short"} if place in short else {}))
        for place, cell in enumerate(heads)
    )
    looks = " ".join(one for one in (look, "stack" if stack else "") if one)
    start = f'<table class="{looks}"' if looks else "<table"
    groups = _role("rowgroup", stack)
    return (
        f"{start}{_role('table', stack)}><thead{groups}><tr{_role('row', stack)}>{head}</tr></thead>"
        f"<tbody{groups}>{body}</tbody></table>"
    )


def _role(name: str, stack: bool) -> str:
    return f' role="{name}"' if stack else ""


def _cell(cell: str, head: str | None, stack: bool, short: bool) -> str:
    """One cell; ``head`` stands above it where the table stacks."""
    first, dash, last = cell.partition(" – ") if short else (cell, "", "")
    looks = ["short"] if short else []
    if dash:
        looks.append("span")
        cell = f"<span>{first} –</span> <span>{last}</span>"
    if stack and not cell:
        looks.append("nothing")
    named = "" if head is None else f' data-head="{head}"'
    told = f' class="{" ".join(looks)}"' if looks else ""
    return f"<td{_role('cell', stack)}{told}{named}>{cell}</td>"


def facts(pairs: Iterable[tuple[str, str]], *, look: str) -> str:
    """Figures with what they are below them."""
    items = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in pairs)
    return f'<dl class="{look}">{items}</dl>'


def bullets(items: Iterable[str]) -> str:
    """A list."""
    return "<ul>" + "".join(element("li", one) for one in items) + "</ul>"


def tag(days: float, error: float, say: Sayer) -> str:
    """The price tag: the days, with their sampling error smaller behind."""
    price = number(days, say.language, 1)
    return f'<span class="tag">{price} <small>± {margin(error, say.language)}</small></span>'
