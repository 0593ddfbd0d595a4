"""Rules as rows of figures, so that what many activities ask becomes arrays in one go."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.arrays import NONE
from rechterhand.engine.network.rule import Rule

Long = npt.NDArray[np.int64]


class Figure(IntEnum):
    """Columns: moments and minutes, NONE where a rule has none; then marks."""

    DURATION = 0
    BEGIN = 1
    END = 2
    START_FROM = 3
    FINISH_FROM = 4
    START_UNTIL = 5
    FINISH_UNTIL = 6
    LATE_START_BY = 7
    LATE_FINISH_BY = 8
    TARGET = 9
    FIXED_START = 10
    FIXED_FINISH = 11
    TYPED_FINISH = 12
    PINNED_LATE = 13
    UNLIMITING = 14
    FINISHED = 15
    ALAP = 16
    STAYS_AT_FINISH = 17
    STAYS_AT_START = 18
    START_LINKS = 19
    NOT_BEFORE = 20


def figures(rule: Rule) -> tuple[int, ...]:
    """One rule in the order of ``Figure``."""
    begin, end = rule.span or (None, None)
    moments = (
        begin,
        end,
        rule.start_from,
        rule.finish_from,
        rule.start_until,
        rule.finish_until,
        rule.late_start_by,
        rule.late_finish_by,
        rule.target,
        rule.fixed_start,
        rule.fixed_finish,
        rule.typed_finish,
    )
    return (
        rule.duration,
        *(NONE if one is None else one for one in moments),
        rule.pinned_late,
        rule.unlimiting,
        rule.finished,
        rule.alap,
        rule.stays_at_finish,
        rule.stays_at_start,
        rule.start_links,
        NONE if rule.not_before is None else rule.not_before,
    )


def table_of(rules: Sequence[Rule]) -> Long:
    """``(figures, rules)``: a row for each figure."""
    return turned([figures(rule) for rule in rules])


def turned(rows: Sequence[tuple[int, ...]]) -> Long:
    """The same from rows of figures."""
    return np.ascontiguousarray(np.array(rows, dtype=np.int64).reshape(-1, len(Figure)).T)
