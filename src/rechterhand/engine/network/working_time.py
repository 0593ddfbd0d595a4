"""Which calendar counts where a plan doesn't say.

Microsoft Project and ProjectLibre start every plan on a calendar 'Standard': Monday to Friday, 08:00-12:00 and
13:00-17:00. MPXJ gives it to files without calendars, and takes the one called Standard, else the first, where a file
has calendars and names none as the project's. Of the real plans in docs/corpus.md all have a project calendar, of five
days of eight hours; 97 % have these very hours.
"""

from __future__ import annotations

from dataclasses import replace

from rechterhand.record.assumption import Assumption
from rechterhand.record.calendar import Calendar
from rechterhand.record.plan import Plan
from rechterhand.text import Message

_NAMES = frozenset({"standard", "standaard"})


def with_project_calendar(plan: Plan) -> tuple[Plan, tuple[Assumption, ...]]:
    """The plan with a project calendar, and what was assumed for it; the plan itself when it has one.

    A plan whose calendars are all of resources is given the standard one too.
    """
    if any(one.id == plan.default_calendar_id for one in plan.calendars):
        return plan, ()
    shared = [one for one in plan.calendars if not one.of_resource]
    if shared:
        chosen = next((one for one in shared if one.name.strip().lower() in _NAMES), shared[0])
        text = Message.of("schedule.chosen_calendar", name=chosen.name)
        return replace(plan, default_calendar_id=chosen.id), (Assumption("chosen_calendar", text),)
    key = max((one.id for one in plan.calendars), default=0) + 1
    given = replace(plan, calendars=(*plan.calendars, Calendar(key, "Standard")), default_calendar_id=key)
    return given, (Assumption("standard_calendar", Message.of("schedule.standard_calendar")),)
