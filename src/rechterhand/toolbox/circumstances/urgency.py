"""How pressing it is: the chance of the date that was promised for the whole, and the days until then.

High when it is kept in less than half of the futures, or lies within thirty days; low when at least four futures in
five keep it and it is more than ninety days away. Days are those of the calendar, from the status date.
"""

from __future__ import annotations

from rechterhand.text import Message
from rechterhand.toolbox.circumstance import Circumstance, Measured
from rechterhand.toolbox.seen import Seen, now_of
from rechterhand.toolbox.vocabulary import LEVELS

POOR, SAFE = 0.5, 0.8
NEAR, FAR = 30, 90


def _measure(seen: Seen) -> Measured | None:
    now = now_of(seen)
    promise = next((one for one in seen.simulation.committed if one.whole), None)
    if now is None or promise is None or not seen.simulation.has_open_work:
        return None
    days = (promise.moment.date() - now.date()).days
    level = "hi" if promise.chance < POOR or days <= NEAR else "lo" if promise.chance >= SAFE and days > FAR else "mid"
    if days < 0:
        return Measured(level, Message.of("toolbox.measured.urgency.past", date=promise.moment))
    how = Message.of("toolbox.measured.urgency", date=promise.moment, chance=promise.chance, days=days)
    return Measured(level, how)


circumstance = Circumstance(Message.of("toolbox.question.urgency"), LEVELS, _measure)
