"""Verdicts of the made-up programme, computed once a test process."""

from __future__ import annotations

from functools import cache

from tests.cases.programme import hostile, programme

from rechterhand.engine.simulate.run import Run
from rechterhand.verdict import Review, review


@cache
def ordinary() -> Review:
    """The programme as an office would plan it, without the names of people."""
    return review(programme(), run=Run(iterations=2_000, seed=1))


@cache
def harmful() -> Review:
    """The programme with names that would do harm in a page, a workbook or a terminal."""
    return review(hostile(), run=Run(iterations=2_000, seed=1))
