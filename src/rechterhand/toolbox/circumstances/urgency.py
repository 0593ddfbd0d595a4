"""How pressing it is: the chance of the date that was promised for the whole, and the days until then.

High when it is kept in less than half of the futures, or lies within thirty days; low when at least four futures in
five keep it and it is more than ninety days away; with the people that the plan has, where it says who does what. Days
are those of the calendar, from the status date.
"""

from __future__ import annotations

from rechterhand.engine.simulate.result import Committed
from rechterhand.text import Message
from rechterhand.toolbox.circumstance import Circumstance, Measured
from rechterhand.toolbox.seen import Seen, now_of
from rechterhand.toolbox.vocabulary import LEVELS

POOR, SAFE = 0.5, 0.8
NEAR, FAR = 30, 90


def with_people(seen: Seen) -> tuple[Committed, ...]:
    """The promises with the people there are; none where the plan says nothing of these."""
    return () if seen.people is None else seen.people.committed


def _measure(seen: Seen) -> Measured | None:
    now = now_of(seen)
    promise = next((one for one in seen.simulation.committed if one.whole), None)
    if now is None or promise is None or not seen.simulation.has_open_work:
        return None
    days = (promise.moment.date() - now.date()).days
    kept = min(promise.chance, *(one.chance for one in with_people(seen) if one.whole), 1.0)
    level = "hi" if kept < POOR or days <= NEAR else "lo" if kept >= SAFE and days > FAR else "mid"
    if days < 0:
        return Measured(level, Message.of("toolbox.measured.urgency.past", date=promise.moment))
    how = Message.of("toolbox.measured.urgency", date=promise.moment, chance=kept, days=days)
    return Measured(level, how)


circumstance = Circumstance(Message.of("toolbox.question.urgency"), LEVELS, _measure)
