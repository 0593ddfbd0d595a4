"""The projects of a programme and the links between their activities, as people name them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.joint.crossing import Crossing
from rechterhand.engine.network.rule import is_scheduled
from rechterhand.errors import BadInput
from rechterhand.record.activity import Activity
from rechterhand.record.link import LinkType
from rechterhand.record.mark import mark
from rechterhand.record.plan import Plan
from rechterhand.text import Message


@dataclass(frozen=True, slots=True)
class Member:
    """A project of the programme. ``key`` names it among the others; ``committed`` is when all of it was promised.

    ``uncertainty`` is what its futures are drawn by, None for the file's three points and the usual default.
    """

    key: str
    plan: Plan
    uncertainty: Uncertainty | None = None
    committed: datetime | None = None


@dataclass(frozen=True, slots=True)
class ProjectLink:
    """A link between activities of two projects; ``from_…`` is the predecessor, ``lag_days`` are working days of the
    successor's calendar (less than nought for a lead). ``key`` is whatever the caller knows it by.
    """

    from_project: str
    from_activity: int
    to_project: str
    to_activity: int
    type: LinkType = LinkType.FS
    lag_days: float = 0.0
    key: str = field(default="", compare=False)


def unfit(plan: Plan, activity_id: int) -> Message | None:
    """Why no link between projects can hang on an activity of this plan; None when it can."""
    one = next((one for one in plan.activities if one.id == activity_id), None)
    if one is None:
        return Message.of("programme.unknown_activity", activity=str(activity_id), plan=plan.name)
    if not is_scheduled(one):
        named = {"activity": mark(one, plan.dialect), "name": one.name, "plan": plan.name}
        return Message.of("programme.summary" if one.type.is_summary else "programme.not_scheduled", **named)
    return None


def found_activity(plan: Plan, told: str) -> Activity | None:
    """The activity that people mean: by its code, its row or its number in the file; None when there is none."""
    wanted = told.strip()
    for name in ("code", "row", "id"):
        found = next((one for one in plan.activities if str(getattr(one, name) or "") == wanted), None)
        if found is not None and wanted:
            return found
    return None


def crossings(members: Sequence[Member], links: Iterable[ProjectLink]) -> list[Crossing]:
    """Links by the places of the projects among the members, with their lags in minutes.

    Raises
    ------
    BadInput
        A project or an activity isn't there or can't be linked, a link stays within its project, or stands twice; all
        of them are named.
    """
    places = {one.key: place for place, one in enumerate(members)}
    made, seen, problems = list[Crossing](), set[tuple[object, ...]](), list[Message]()
    for link in links:
        wrong = _wrong(link, members, places)
        ends = (link.from_project, link.from_activity, link.to_project, link.to_activity, link.type)
        if not wrong and ends in seen:
            wrong = [Message.of("programme.twice", **_named(link, members, places))]
        seen.add(ends)
        problems += wrong
        if not wrong:
            after = members[places[link.to_project]].plan
            lag = round(link.lag_days * _minutes_per_day(after, link.to_activity))
            before = (places[link.from_project], link.from_activity)
            made.append(Crossing(before, (places[link.to_project], link.to_activity), link.type, lag))
    if problems:
        raise BadInput(
            Message.of("programme.bad_links", count=len(problems)),
            problems=tuple(problems),
            hint=Message.of("programme.bad_links_hint"),
        )
    return made


def _wrong(link: ProjectLink, members: Sequence[Member], places: Mapping[str, int]) -> list[Message]:
    lacking = [one for one in (link.from_project, link.to_project) if one not in places]
    if lacking:
        return [Message.of("programme.unknown_project", plan=one, known=tuple(places)) for one in lacking]
    if link.from_project == link.to_project:
        return [Message.of("programme.within", plan=link.from_project)]
    ends = ((link.from_project, link.from_activity), (link.to_project, link.to_activity))
    return [told for project, key in ends if (told := unfit(members[places[project]].plan, key)) is not None]


def _named(link: ProjectLink, members: Sequence[Member], places: Mapping[str, int]) -> dict[str, str]:
    """A link in words."""
    before, after = (members[places[one]].plan for one in (link.from_project, link.to_project))
    return {
        "before": f"{before.name}: {before.activity(link.from_activity).name}",
        "after": f"{after.name}: {after.activity(link.to_activity).name}",
        "type": link.type.value,
    }


def _minutes_per_day(plan: Plan, activity_id: int) -> int:
    """A working day of an activity's own calendar."""
    own = plan.activity(activity_id).calendar_id
    key = own if own is not None else plan.default_calendar_id
    found = next((one.minutes_per_day for one in plan.calendars if one.id == key), None)
    return max(1, found or plan.options.minutes_per_day)
