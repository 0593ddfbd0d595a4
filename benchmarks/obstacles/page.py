"""Tells the results as tables, and puts them into ``docs/nose.md``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.obstacles import curve
from benchmarks.obstacles.planting import KINDS
from benchmarks.obstacles.scaling import SEED, Scale
from benchmarks.obstacles.tally import Result, alarms, claims, habit, right, share, smelts, unmade
from benchmarks.performance import machine

PAGE = Path(__file__).resolve().parents[2] / "docs" / "nose.md"
BEGIN, END = "<!-- nose: made by python -m benchmarks nose -->", "<!-- end of nose -->"
HABITS = ("total float", "criticality index", "zero-relief", "overload")
RATIOS = (1.25, 1.5, 2.0, 3.0)
TARGET, FROM = 0.95, 1.5


def told(results: Sequence[Result], scale: Scale, confirmed_on: int, *, seconds: float) -> str:
    """All tables with what they rest on."""
    return "\n".join(
        [
            _rests_on(results, scale, confirmed_on, seconds),
            "",
            *_by_kind(results),
            "",
            *_beside(results),
            "",
            *_curve(results),
            "",
            *_prices(results),
            "",
            *_alarms(results),
        ]
    )


def write(text: str, results: Sequence[Result]) -> None:
    """Replace the tables and the drawing."""
    page = PAGE.read_text(encoding="utf-8")
    made = f"{BEGIN}\n{text}\n{END}"
    PAGE.write_text(
        re.sub(f"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: made, page, flags=re.S), encoding="utf-8"
    )
    curve.draw(PAGE.with_suffix(".svg"), _lines(results))


def held(results: Sequence[Result], full: int | None) -> bool:
    """Whether the truth was confirmed wherever it was repeated and, on the full table, every target is met."""
    sure = all(one.confirmed is not False for one in smelts(results))
    if full is None:
        return sure
    shares = [share(smelts(results, kind, FROM)) for kind in KINDS] + [right(claims(results, kind)) for kind in KINDS]
    return sure and all(one.value is not None and one.value >= TARGET for one in shares)


def misses(results: Sequence[Result]) -> Iterator[str]:
    """What went wrong, one a line: for whoever looks why."""
    for one in smelts(results):
        if one.score < 1 or one.confirmed is False:
            yield f"{one.kind} r {one.ratio:.2f} in {one.shape}: {one.place}, {one.instead} leads ({one.score})"
    yield from (f"no obstacle, {one.shape}: {one.first} leads, {one.wrong}" for one in alarms(results) if one.wrong)
    for claim in claims(results):
        if not claim.right:
            told = f"{claim.claimed:.2f} ± {claim.error:.2f}, truly {claim.true:.2f} ± {claim.true_error:.2f}"
            yield f"price of {claim.key}: {told}"


def _rests_on(results: Sequence[Result], scale: Scale, confirmed_on: int, seconds: float) -> str:
    found = smelts(results)
    checked = [one for one in found if one.confirmed is not None]
    same = sum(bool(one.confirmed) for one in checked)
    return (
        f"_{datetime.now(UTC):%d %B %Y}, {machine()}; {seconds / 60:.0f} minutes._ {len(found)} plans with an obstacle,"
        f" {unmade(results)} more in which none of the places tried lets it have the price asked for,"
        f" {len(alarms(results))} without one. Prices on the 10,000 futures of seed 1 (with people the first 1,000);"
        f" the truth on {scale.truth:,} of seed {SEED} (with people {scale.people:,})."
        f" The plain implementation repeated {len(checked)} of them on {confirmed_on:,} futures each (with people on"
        f" fewer) and came to the same finishes, to the minute, in {same}."
    )


def _by_kind(results: Sequence[Result]) -> Iterator[str]:
    yield "| planted | plans | couldn't be made | " + " | ".join(f"r = {r:g}" for r in RATIOS) + " | r ≥ 1.5 | target |"
    yield "|---|--:|--:|" + "--:|" * (len(RATIOS) + 2)
    for kind in (*KINDS, None):
        cells = [str(share(smelts(results, kind, r, r))) for r in RATIOS]
        own = share(smelts(results, kind, FROM))
        name = f"`{kind}`" if kind else "all"
        met = "" if own.value is None else "met" if own.value >= TARGET else "**not met**"
        yield (
            f"| {name} | {len(smelts(results, kind))} | {unmade(results, kind)} | "
            + " | ".join(cells)
            + f" | {own} | {met} |"
        )
    yield ""
    places = Counter((one.kind, one.place, one.score) for one in smelts(results, None, FROM) if one.score < 1)
    missed = [
        f"{count} × {kind} {place}" + (" (tie)" if score else "")
        for (kind, place, score), count in sorted(places.items())
    ]
    yield "Not first at r ≥ 1.5: " + (", ".join(missed) or "none") + "."


def _beside(results: Sequence[Result]) -> Iterator[str]:
    yield "| planted, r ≥ 1.5 | the nose | " + " | ".join(HABITS) + " |"
    yield "|---|--:|" + "--:|" * len(HABITS)
    for kind in (*KINDS, None):
        rows = smelts(results, kind, FROM)
        cells = [str(share(rows, habit(name))) for name in HABITS]
        yield f"| {f'`{kind}`' if kind else 'all'} | {share(rows)} | " + " | ".join(cells) + " |"


def _lines(results: Sequence[Result]) -> dict[str, list[float | None]]:
    """Shares over r, of the kinds that rank."""
    ranks = [one for one in smelts(results) if one.kind != "open_end"]
    found = {"the nose": [share(smelts(ranks, None, r, r)).value for r in RATIOS]}
    for name in HABITS[:3]:
        found[name] = [share(smelts(ranks, None, r, r), habit(name)).value for r in RATIOS]
    return found


def _curve(results: Sequence[Result]) -> Iterator[str]:
    yield "| all kinds that rank, over r | " + " | ".join(f"{r:g}" for r in RATIOS) + " |"
    yield "|---|" + "--:|" * len(RATIOS)
    for name, values in _lines(results).items():
        yield f"| {name} | " + " | ".join("–" if one is None else f"{one * 100:.0f}" for one in values) + " |"


def _prices(results: Sequence[Result]) -> Iterator[str]:
    yield "| kind | prices with a known truth | within 10 % or two standard errors | target |"
    yield "|---|--:|--:|---|"
    for kind in (*KINDS, None):
        own = right(claims(results, kind))
        met = "" if own.value is None else "met" if own.value >= TARGET else "**not met**"
        yield f"| {f'`{kind}`' if kind else 'all'} | {own.of} | {own} | {met} |"


def _alarms(results: Sequence[Result]) -> Iterator[str]:
    found = alarms(results)
    wrong = Counter(one.wrong for one in found if one.wrong)
    told = ", ".join(f"{count} × {name}" for name, count in sorted(wrong.items())) or "none"
    yield f"False alarms on {len(found)} plans without a planted obstacle: {told}."
