"""Draws shares over r as a picture that needs nothing but a browser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

RATIOS = (1.25, 1.5, 2.0, 3.0)
COLOURS = ("#0b5394", "#8a6d3b", "#7f7f7f", "#b45f06")
LEFT, TOP, WIDTH, HEIGHT = 52, 16, 420, 220


def draw(path: Path, lines: Mapping[str, Sequence[float | None]]) -> None:
    """Write it."""
    size = f'width="{LEFT + WIDTH + 150}" height="{TOP + HEIGHT + 44}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12">'
    title = "<title>Share of plans in which the planted obstacle leads, over r</title>"
    path.write_text("\n".join([head, title, *_axes(), *_drawn(lines), "</svg>"]) + "\n", encoding="utf-8")


def _axes() -> Iterator[str]:
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = _y(share)
        yield f'<line x1="{LEFT}" y1="{y:.0f}" x2="{LEFT + WIDTH}" y2="{y:.0f}" stroke="#ddd"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4:.0f}" text-anchor="end">{share * 100:.0f} %</text>'
    for ratio in RATIOS:
        yield f'<text x="{_x(ratio):.0f}" y="{TOP + HEIGHT + 18}" text-anchor="middle">{ratio:g}</text>'
    middle = LEFT + WIDTH / 2
    label = "true price against the dearest natural one (r)"
    yield f'<text x="{middle:.0f}" y="{TOP + HEIGHT + 38}" text-anchor="middle">{label}</text>'


def _drawn(lines: Mapping[str, Sequence[float | None]]) -> Iterator[str]:
    for (name, shares), colour in zip(lines.items(), COLOURS, strict=False):
        known = [(_x(r), _y(one)) for r, one in zip(RATIOS, shares, strict=True) if one is not None]
        if not known:
            continue
        points = " ".join(f"{x:.0f},{y:.0f}" for x, y in known)
        yield f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
        yield f'<text x="{known[-1][0] + 8:.0f}" y="{known[-1][1] + 4:.0f}" fill="{colour}">{name}</text>'


def _x(ratio: float) -> float:
    return LEFT + 20 + (ratio - RATIOS[0]) / (RATIOS[-1] - RATIOS[0]) * (WIDTH - 40)


def _y(share: float) -> float:
    return TOP + (1 - share) * HEIGHT
