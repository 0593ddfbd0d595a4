"""Writing SVG elements with escaped texts and attributes."""

from __future__ import annotations

from html import escape

from rechterhand.text.plain import plain


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


def picture(content: str, width: int, height: int, *, title: str, key: str) -> str:
    """The whole picture, named for who can't see it."""
    head = element("title", clean(title), id=f"{key}-title")
    return element(
        "svg",
        head + content,
        viewBox=f"0 0 {width} {height}",
        role="img",
        aria_labelledby=f"{key}-title",
        class_="picture",
    )
