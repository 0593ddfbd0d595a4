"""The tolerances of a project as gauges: how much of the room the forecast takes."""

from __future__ import annotations

from django.utils import timezone

from rechterhand.text import Message
from rechterhand.web.look.explained import Explained
from rechterhand.web.look.small_charts import Tolerance
from rechterhand.web.queries.overview import Overview


def gauges(found: Overview) -> tuple[Tolerance, ...]:
    """Time alone: what P80 and the plan itself are later than the promise, against the days that are allowed."""
    late = found.line.late
    if found.tolerance_days is None or not isinstance(late.value, (int, float)):
        return ()
    limit = _set(found.tolerance_days, Message.of("projects.formula.limit"))
    return (Tolerance(Message.of("projects.tolerance.after"), found.planned_late, limit, late),)


def _set(value: int, formula: Message) -> Explained:
    """A figure that a person set."""
    source = Message.of("projects.source.set")
    return Explained(value, "working_days", source=source, as_of=timezone.localdate(), formula=formula)
