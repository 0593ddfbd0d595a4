"""When a plan begins, and what says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rechterhand.intake.tables.above import About
from rechterhand.intake.tables.progress import Progress
from rechterhand.intake.tables.spans import When, starting
from rechterhand.intake.tables.table import Table
from rechterhand.text import Message

FIRST_DAY = datetime(2026, 1, 5, 8)
"""Where a plan without any date begins: a Monday."""


@dataclass(frozen=True, slots=True)
class FirstDay:
    """The moment, and its source: 'told', 'dates', 'ahead' (of work still to come), 'baseline', 'status' or 'none'."""

    moment: datetime
    source: str

    @property
    def bounds_what_is_done(self) -> bool:
        """Whether work that is done without a date lies before this moment, rather than after it."""
        return self.source in {"ahead", "status"}


def first_day(table: Table, whens: Sequence[When], made: Sequence[Progress], about: About) -> FirstDay:
    """As told above the table, else the earliest date of the plan, of its baseline, its status date; a fixed Monday.

    What isn't of the plan itself is noted.
    """
    if about.start is not None:
        return FirstDay(about.start, "told")
    begun = [one.start for one in made if one.start is not None]
    found = begun + [one for when in whens for one in (when.start, when.finish) if one is not None]
    if found:
        first = min(found)
        ahead = about.status_date is None and first not in begun
        return FirstDay(first, "ahead" if ahead else "dates")
    planned = [at for line in table.lines if (at := starting(table.date(line, "baseline_start"))) is not None]
    others = (("baseline", min(planned, default=None)), ("status", about.status_date))
    source, start = next(((key, at) for key, at in others if at is not None), ("none", FIRST_DAY))
    name = "no_dates" if source == "none" else f"no_dates_{source}"
    table.notes.assume("no_dates", Message.of(f"tables.{name}", start=start), loud=True)
    return FirstDay(start, source)
