"""Rules that were made before, by number: their figures in one growing table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.clock import CalendarKey
from rechterhand.engine.network.figures import Figure, figures
from rechterhand.engine.network.rule import Rule

Long = npt.NDArray[np.int64]


class Tried:
    """Rules by number."""

    def __init__(self) -> None:
        self._rules: list[Rule] = []
        self._kept: list[object] = []
        self._table = np.empty((len(Figure), 256), dtype=np.int64)
        self._calendars = np.empty((2, 256), dtype=np.int64)
        self._keys: dict[CalendarKey, int] = {}
        self._gated: dict[int, tuple[int, int]] = {}

    def add(self, rule: Rule, kept: object = None) -> int:
        """Number a rule; ``kept`` lives as long as the rule does."""
        number = len(self._rules)
        self._rules.append(rule)
        self._kept.append(kept)
        if number >= self._table.shape[1]:
            self._table = np.concatenate([self._table, np.empty_like(self._table)], axis=1)
            self._calendars = np.concatenate([self._calendars, np.empty_like(self._calendars)], axis=1)
        self._table[:, number] = figures(rule)
        for place, key in enumerate((rule.calendar, rule.float_calendar)):
            self._calendars[place, number] = self._keys.setdefault(key, len(self._keys))
        return number

    def gated(self, number: int, gate: Callable[[Rule], Rule]) -> tuple[int, int]:
        """The numbers of a task behind its gate and of the gate, which takes the task's start over."""
        if number not in self._gated:
            task = replace(self._rules[number])
            made = gate(task)
            self._gated[number] = self.add(task), self.add(made)
        return self._gated[number]

    def table(self, numbers: Long) -> Long:
        """``(figures, rules)`` of these numbers."""
        return self._table[:, numbers]

    def calendars(self, numbers: Long) -> tuple[Long, Long]:
        """Numbers of the calendars that count their work and their floats."""
        work, floats = self._calendars[:, numbers]
        return work, floats

    def keys(self, numbers: Long) -> set[CalendarKey]:
        """All calendars of these rules."""
        used = set(np.unique(self._calendars[:, numbers]).tolist())
        return {key for key, number in self._keys.items() if number in used}

    def positions(self, calendars: Long, position: Mapping[CalendarKey, int]) -> Long:
        """Rows of a clock for numbers of calendars."""
        rows = np.array([position.get(key, -1) for key in self._keys], dtype=np.int64)
        return rows[calendars]
