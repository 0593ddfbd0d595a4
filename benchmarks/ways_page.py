"""Tells what the ways out are worth as tables, and puts them into ``docs/ways-out.md``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.performance import machine

if TYPE_CHECKING:
    from benchmarks.ways import Helped, Searched

PAGE = Path(__file__).resolve().parent.parent / "docs" / "ways-out.md"
BEGIN, END = "<!-- ways: made by python -m benchmarks ways -->", "<!-- end of ways -->"
WITHIN = 0.95
"""Of the best of all sets, that the search must find."""


def told(searched: Sequence[Searched], helped: Sequence[Helped], *, seconds: float) -> str:
    """Both tables with what they rest on."""
    rests = (
        f"_{datetime.now(UTC):%-d %B %Y}, {machine()}; {seconds / 60:.0f} minutes._ "
        f"{len(searched)} small plans, {len(helped)} plans with an obstacle."
    )
    return "\n".join([rests, "", *_searched(searched), "", *_helped(helped)])


def write(text: str) -> None:
    """Replace the tables."""
    page, made = PAGE.read_text(encoding="utf-8"), f"{BEGIN}\n{text}\n{END}"
    PAGE.write_text(
        re.sub(f"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: made, page, flags=re.S), encoding="utf-8"
    )


def held(searched: Sequence[Searched]) -> bool:
    """Whether the search finds the best, within 5 %, on every small plan."""
    return all(one.found >= WITHIN * one.best for one in searched)


def _searched(found: Sequence[Searched]) -> Iterator[str]:
    yield "| shape | plans | ways a plan | sets tried | found of the best, mean | least | within 5 % |"
    yield "|---|--:|--:|--:|--:|--:|---|"
    for shape in [*dict.fromkeys(one.shape for one in found), "all"]:
        rows = [one for one in found if shape in {one.shape, "all"}]
        shares = [min(1.0, one.found / one.best) for one in rows]
        ways = sum(one.ways for one in rows) / len(rows)
        met = sum(share >= WITHIN for share in shares)
        yield (
            f"| {shape} | {len(rows)} | {ways:.0f} | {sum(one.sets for one in rows):,} | "
            f"{sum(shares) / len(shares):.1%} | {min(shares):.1%} | {met} of {len(rows)} |"
        )


def _helped(found: Sequence[Helped]) -> Iterator[str]:
    yield "| planted | plans | best way there is (days) | first three | first | crash the longest | a person more |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    for kind in [*dict.fromkeys(one.kind for one in found), "all"]:
        rows = [one for one in found if kind in {one.kind, "all"}]
        best = sum(one.best for one in rows)
        loaded = [one for one in rows if one.person is not None]
        person = _share(sum(one.person or 0.0 for one in loaded), sum(one.best for one in loaded)) if loaded else "–"
        yield (
            f"| {'all' if kind == 'all' else f'`{kind}`'} | {len(rows)} | {best / len(rows):.1f} | "
            f"{_share(sum(one.three for one in rows), best)} | {_share(sum(one.first for one in rows), best)} | "
            f"{_share(sum(one.crash for one in rows), best)} | {person} |"
        )


def _share(part: float, whole: float) -> str:
    return f"{part / whole:.0%}" if whole > 0 else "–"
