"""How uncertain the end is: the width between P10 and P80 against the time that remains until P50.

Below a tenth it is low, above a quarter high; by the calendar, from the status date. Where ranges are the usual ones
for want of a table or a history, that is what is measured, and the verdict says so among its assumptions.
"""

from __future__ import annotations

from rechterhand.text import Message
from rechterhand.toolbox.circumstance import Circumstance, Measured
from rechterhand.toolbox.seen import Seen, now_of
from rechterhand.toolbox.vocabulary import LEVELS

LOW, HIGH = 0.10, 0.25


def _measure(seen: Seen) -> Measured | None:
    futures, now = seen.simulation, now_of(seen)
    if now is None or not (futures.has_open_work and futures.has_dates):
        return None
    p10, p50, p80 = (futures.percentiles[key].moment for key in ("p10", "p50", "p80"))
    remaining = (p50 - now).total_seconds()
    if remaining <= 0:
        return None
    share = (p80 - p10).total_seconds() / remaining
    level = "lo" if share < LOW else "hi" if share > HIGH else "mid"
    return Measured(level, Message.of("toolbox.measured.uncertainty", share=share, days=(p80 - p10).days))


circumstance = Circumstance(Message.of("toolbox.question.uncertainty"), LEVELS, _measure)
