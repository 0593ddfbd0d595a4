"""A picture that stands alone: with its own look, for paper and for programs that know no style sheet of ours."""

from __future__ import annotations

from rechterhand.reports.charts.svg import clean

LOOK = {
    "text": "font-family: 'Libertinus Serif', 'DejaVu Sans', serif; font-size: 13px; fill: #5a606b",
    ".number": "fill: #22252b; font-weight: 700",
    ".said1": "fill: #22252b; font-weight: 700",
    ".grid": "stroke: #d9d6cd; stroke-width: 1",
    ".area": "fill: #dbe8ee",
    ".curve": "fill: none; stroke: #1f5f7a; stroke-width: 2.5",
    ".former": "fill: none; stroke: #5a606b; stroke-width: 1.5; stroke-dasharray: 4 3",
    ".mark": "stroke: #5a606b; stroke-width: 1.25; stroke-dasharray: 4 3",
    ".mark1": "stroke: #1f5f7a; stroke-width: 2; stroke-dasharray: none",
    ".mark2": "stroke: #a3341c; stroke-width: 1.5; stroke-dasharray: 8 4",
    ".bar": "fill: #1f5f7a",
    ".late": "fill: #a3341c",
    ".fine": "fill: #2c6b3f",
    ".tie": "fill: none; stroke: #bbb7ab",
}
"""On white paper; a later rule goes before an earlier one."""


def printed(picture: str) -> str:
    """The picture as a file of its own."""
    style = " ".join(f"{what} {{ {look} }}" for what, look in LOOK.items())
    head, rest = picture.split(">", 1)
    head = head.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return f"{head}><style>{clean(style).replace('&#x27;', chr(39))}</style>{rest}"
