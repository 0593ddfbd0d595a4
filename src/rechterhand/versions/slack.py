"""Float of work on the path that sets the finish: it waits there for work with another calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rechterhand.engine.schedule.result import NO_DATE, ScheduleResult
from rechterhand.record.plan import Plan
from rechterhand.versions.joined import Joined

TENTH = 0.05
"""Days that are shown as nought."""


@dataclass(frozen=True, slots=True)
class Slack:
    """Working days of total float of work that drives the finish.

    ``before_id`` is the nearest work behind it on the path with another calendar and less float, by the id that people
    know; None where no such work is found.
    """

    days: float
    before_id: int | None


def slack_on_path(joined: Joined, new: ScheduleResult) -> Mapping[int, Slack]:
    """The float of unfinished work on the longest path that has any, by the ids that people know.

    Parameters
    ----------
    joined
        Both versions in one numbering.
    new
        The schedule of the new version in that numbering.
    """
    floats = {
        one.id: float(new.total_float[row]) / float(new.minutes_per_day[row])
        for row, one in enumerate(new.plan.activities)
        if new.on_longest_path[row] and not one.type.is_summary and new.total_float[row] != NO_DATE and not one.finished
    }
    following = _following(new.plan, floats)
    return {
        joined.shown[key]: Slack(days, _shown(joined, _other_calendar(joined, key, floats, following)))
        for key, days in floats.items()
        if days >= TENTH
    }


def _shown(joined: Joined, key: int | None) -> int | None:
    return None if key is None else joined.shown[key]


def _following(plan: Plan, floats: Mapping[int, float]) -> dict[int, list[int]]:
    """What comes behind each activity on the path, on the path too."""
    found: dict[int, list[int]] = {}
    for link in plan.links:
        if link.predecessor_id in floats and link.successor_id in floats:
            found.setdefault(link.predecessor_id, []).append(link.successor_id)
    return found


def _other_calendar(
    joined: Joined, key: int, floats: Mapping[int, float], following: Mapping[int, list[int]]
) -> int | None:
    """The nearest work behind it with another calendar and less float."""
    calendars = {one: joined.calendar_of(joined.new_rows[one], new=True) for one in floats}
    seen, near = {key}, [key]
    while near:
        behind = [one for here in near for one in following.get(here, ()) if one not in seen]
        seen.update(behind)
        for one in behind:
            if calendars[one] != calendars[key] and floats[one] < floats[key]:
                return one
        near = list(dict.fromkeys(behind))
    return None
