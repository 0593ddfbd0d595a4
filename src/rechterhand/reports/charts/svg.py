"""Writing SVG elements with escaped texts and attributes."""

from __future__ import annotations

from html import escape
from typing import Literal, TypeAlias

from rechterhand.text.plain import plain

Look: TypeAlias = Literal["wide", "narrow"]
"""A picture is drawn twice, for a screen or paper and for a phone; the page shows one of them."""


def clean(text: object) -> str:
    """Text for HTML or SVG: escaped, without control characters."""
    return escape(plain(str(text)), quote=True)


def element(name: str, content: str = "", **attributes: object) -> str:
    """One element; ``content`` is markup already; attribute names have underscores for hyphens."""
    told = "".join(f' {key.rstrip("_").replace("_", "-")}="{clean(value)}"' for key, value in attributes.items())
    return f"<{name}{told}>{content}</{name}>" if content else f"<{name}{told}/>"


def label(text: str, x: float, y: float, *, anchor: str = "start", class_: str = "label") -> str:
    """A text at a place."""
    return element("text", clean(text), x=round(x, 1), y=round(y, 1), text_anchor=anchor, class_=class_)


def line(start: tuple[float, float], end: tuple[float, float], class_: str) -> str:
    """A line from one place to another."""
    (x1, y1), (x2, y2) = start, end
    return element("line", x1=round(x1, 1), y1=round(y1, 1), x2=round(x2, 1), y2=round(y2, 1), class_=class_)


def tag(text: str, x: float, y: float) -> str:
    """The price tag in a picture: its middle left at a place."""
    width = tag_width(text)
    box = element("rect", x=round(x, 1), y=round(y - 8, 1), width=round(width, 1), height=16, rx=3, class_="tag-box")
    edge = element("rect", x=round(x, 1), y=round(y - 8, 1), width=3.5, height=16, class_="tag-edge")
    return box + edge + label(text, x + 6.5, y + 4, class_="number")


def tag_width(text: str) -> float:
    """How wide a price tag is."""
    return 10 + 6.6 * len(text)


def picture(content: str, size: tuple[int, int], *, title: str, key: str, look: Look, leads: bool = False) -> str:
    """The whole picture, named for who can't see it; one that ``leads`` somewhere has links inside."""
    width, height = size
    name = f"{key}-{look}-title"
    return element(
        "svg",
        element("title", clean(title), id=name) + content,
        viewBox=f"0 0 {width} {height}",
        role="group" if leads else "img",
        aria_labelledby=name,
        class_=f"picture {look}",
    )
