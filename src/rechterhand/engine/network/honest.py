"""The honest variant of a tool's rules: what isn't done yet can't be done before the status date.

Microsoft Project leaves remaining work where it lies, also in the past, and never moves a manual task. Its own dates
follow those rules; futures and prices rest on these.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rechterhand.engine.network.rule import Rule, Setting, minute, project_start
from rechterhand.record.activity import Activity, ConstraintType
from rechterhand.record.link import LinkType
from rechterhand.record.plan import Dialect

ToolRule = Callable[[Activity, Setting], Rule]


def rule(activity: Activity, setting: Setting, by_tool: ToolRule) -> Rule:
    """What a tool makes of an activity, with its remaining work from the status date on.

    A manual task follows its links and its duration; the start that was typed holds as 'not earlier than'. Dates of
    another project stay as they were read.
    """
    made = by_tool(_scheduled(activity), setting)
    _typed_span(activity, made)
    _begins_with_the_project(activity, made, setting)
    if setting.plan.status_date is None or activity.finished or activity.external:
        return made
    made.not_before = setting.data_date
    if setting.plan.dialect is Dialect.MICROSOFT:
        _resumed(activity, made, setting.data_date)
    return made


def moves(activity: Activity) -> bool:
    """Whether a task is manual for its tool and moves in futures all the same."""
    return activity.manual and activity.active and not (activity.finished or activity.external)


def _scheduled(activity: Activity) -> Activity:
    """A manual task as one that the tool schedules by itself."""
    if not moves(activity):
        return activity
    typed = None if activity.started else activity.start
    kind = ConstraintType.AS_SOON_AS_POSSIBLE if typed is None else ConstraintType.START_NO_EARLIER_THAN
    return replace(activity, manual=False, constraint=kind, constraint_date=typed)


def _typed_span(activity: Activity, made: Rule) -> None:
    """A manual task of which only the dates were typed lasts from the one to the other."""
    if not moves(activity) or activity.duration_minutes is not None or activity.started:
        return
    if activity.start is not None and activity.finish is not None:
        made.span = (minute(activity.start), minute(activity.finish))


def _begins_with_the_project(activity: Activity, made: Rule, setting: Setting) -> None:
    """A date not to finish before takes the place of the project start for the tool, so longer work begins earlier."""
    start = minute(project_start(setting.plan))
    if activity.started or made.finish_from is None or made.start_from is not None or made.finish_from <= start:
        return
    if not any(link.type in _TO_START for link in setting.links_into.get(activity.id, ())):
        made.start_from = start


_TO_START = frozenset({LinkType.FS, LinkType.SS})


def _resumed(activity: Activity, made: Rule, status: int) -> None:
    """What remains of a started task goes on where it was to resume, at the status date at the earliest.

    Work that may not be split leaves its links aside, as it does for the tool. A pause that lies behind is no part of
    what remains.
    """
    done = activity.actual_duration_minutes or 0
    if activity.started and done and activity.resume is None:
        left = activity.remaining_duration_minutes
        made.duration = max(0, (activity.duration_minutes or 0) - done) if left is None else left
        made.span, made.start_from = None, status
    if activity.splits and minute(activity.splits[-1][0]) <= status:
        made.span = None
    if activity.started and made.start_from is not None:
        made.start_from = max(made.start_from, status)
        made.start_until = None if made.start_until is None else max(made.start_until, made.start_from)
