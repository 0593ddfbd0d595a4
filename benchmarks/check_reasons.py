"""Why a point differs from longpath's, each reason proven from the plan: not from the outcome."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchmarks.check_agreement import Compared
from benchmarks.longpath_checks import Item
from rechterhand.record.activity import Activity, ConstraintType

_WITH_STATUS = frozenset({"9_invalid_dates", "11_missed_tasks", "13_cpli", "14_bei"})
_WITH_BASELINE = frozenset({"11_missed_tasks", "13_cpli", "14_bei"})
_WITH_FLOATS = frozenset({"6_high_float", "7_negative_float"})
_SOFT = frozenset(
    {
        ConstraintType.AS_SOON_AS_POSSIBLE,
        ConstraintType.AS_LATE_AS_POSSIBLE,
        ConstraintType.START_NO_EARLIER_THAN,
        ConstraintType.FINISH_NO_EARLIER_THAN,
    }
)
UNDATED, NO_STATUS, PLANNED, NOTHING, UNCOUNTED = "undated", "no status", "planned", "nothing", "uncounted"
NO_PIECE, HELD, LOADED = "no piece", "held", "loaded"
DEADLINE, FLOAT, PROGRESS, CALENDARS = "deadline", "float", "progress", "calendars"
ELAPSED, LONGER, SUPPORT = "elapsed", "longer", "support"


def reasons(one: Compared) -> frozenset[str]:
    """The reasons for a difference; '' among them when something isn't explained."""
    if one.equal:
        return frozenset()
    whole = next((name for name, holds in _WHOLE.items() if holds(one)), None)
    if whole is not None:
        return frozenset({whole})
    if not one.items:
        return frozenset({""})
    return frozenset(_of_item(one, item) for item in one.items)


def _of_item(one: Compared, item: Item) -> str:
    return next((name for name, holds in _SINGLE.items() if holds(one, item)), "")


def _undated(one: Compared) -> bool:
    """Nothing in the plan can make a float negative."""
    plan = one.subject.plan
    if one.key != "7_negative_float" or one.theirs.found or plan.options.must_finish_by is not None:
        return False
    return not any(_limits(activity) for activity in plan.activities)


def _limits(activity: Activity) -> bool:
    hard = activity.constraint not in _SOFT and activity.constraint_date is not None
    second = activity.second_constraint is not None and activity.second_constraint not in _SOFT
    return hard or second or activity.deadline is not None or activity.external_late_finish is not None


def _no_status(one: Compared) -> bool:
    return one.key in _WITH_STATUS and one.subject.plan.status_date is None


def _planned(one: Compared) -> bool:
    """The file has no baseline, and longpath takes planned dates for one."""
    rows = one.subject.populations
    none = not any(activity.baselines for activity in rows.plan.activities)
    return one.key in _WITH_BASELINE and none and "Planned" in one.assessed.context.baseline_label


def _nothing(one: Compared) -> bool:
    """All work is finished, or there is none: ours isn't applicable, theirs passes on nothing."""
    rows = one.subject.populations
    return one.ours.result == "n/a" and not rows.inc_plus.any() and not one.theirs.found


def _uncounted(one: Compared) -> bool:
    return one.key in {"12_critical_path_test", "13_cpli"} and one.assessed.context.res is None


def _no_piece(one: Compared) -> bool:
    """No task can be made longer: of unfinished work only milestones and manual tasks are left."""
    result, rows = one.subject.schedule, one.subject.populations
    if one.key != "12_critical_path_test" or result is None:
        return False
    tasks = (result.on_longest_path & rows.inc).nonzero()[0]
    if not len(tasks):
        tasks = rows.inc.nonzero()[0]
    return all(rows.plan.activities[row].manual for row in tasks)


def _held(one: Compared) -> bool:
    """No task is on the longest path although some are unfinished: a date or a milestone alone holds the finish."""
    result, rows = one.subject.schedule, one.subject.populations
    if one.key != "12_critical_path_test" or result is None:
        return False
    return not (result.on_longest_path & rows.inc).any() and bool(rows.inc.any())


def _loaded(one: Compared) -> bool:
    """The tasks carry hours or costs, yet the file has no assignments."""
    plan = one.subject.plan
    own = any(activity.work_minutes or activity.cost.total or activity.cost.fixed for activity in plan.activities)
    return one.key == "10_resources" and own and not one.assessed.context.proj.assignments


_WHOLE: dict[str, Callable[[Compared], bool]] = {
    UNDATED: _undated,
    NOTHING: _nothing,
    NO_STATUS: _no_status,
    PLANNED: _planned,
    UNCOUNTED: _uncounted,
    NO_PIECE: _no_piece,
    HELD: _held,
    LOADED: _loaded,
}


def _activity(one: Compared, item: Item) -> Activity | None:
    row = one.subject.populations.position.get(item[0])
    return None if row is None or len(item) > 1 else one.subject.plan.activities[row]


def _their(one: Compared, item: Item) -> Any:
    return one.assessed.context.acts.get(str(item[0]))


def _deadline(one: Compared, item: Item) -> bool:
    activity = _activity(one, item)
    return one.key == "5_hard_constraints" and activity is not None and activity.deadline is not None


def _float(one: Compared, item: Item) -> bool:
    """Our float is the one that the file's own tool stored; longpath's isn't."""
    activity = _activity(one, item)
    if one.key not in _WITH_FLOATS or activity is None or activity.stored.total_float_minutes is None:
        return False
    rows = one.subject.populations
    row = rows.position[item[0]]
    ours = round(float(rows.float_days[row] * rows.minutes_per_day[row]))
    dates = one.assessed.context.res
    theirs = None if dates is None else dates.tf_h.get(str(item[0]))
    stored = activity.stored.total_float_minutes
    return abs(ours - stored) <= 1 and (theirs is None or abs(theirs * 60 - stored) > 1)


def _progress(one: Compared, item: Item) -> bool:
    """Under way: longpath begins what remains where the work done, counted from the actual start, would have ended."""
    their, dates = _their(one, item), one.assessed.context.res
    if one.key not in _WITH_FLOATS or their is None or dates is None or their.status != "in_progress":
        return False
    calendar = dates.cal[their.uid]
    done = round((their.orig_dur_h - their.rem_dur_h) * 60)
    return bool(done > 0 and dates.rs[their.uid] == calendar.to_start(calendar.add(dates.es[their.uid], done)))


def _calendars(one: Compared, item: Item) -> bool:
    """Work on its resources' calendars, which longpath doesn't read."""
    activity, network = _activity(one, item), one.subject.network
    if one.key not in _WITH_FLOATS or activity is None:
        return False
    node = network.node[one.subject.populations.position[activity.id]]
    own = activity.calendar_id if activity.calendar_id is not None else network.plan.default_calendar_id
    return bool(node >= 0 and network.arrays.calendar[node] != network.clock.position.get(own))


def _elapsed(one: Compared, item: Item) -> bool:
    """An elapsed duration: calendar days for us, working days of eight hours for longpath."""
    activity = _activity(one, item)
    return one.key == "8_high_duration" and activity is not None and activity.elapsed


def _longer(one: Compared, item: Item) -> bool:
    """More remains than the whole was meant to take: longpath counts what remains, the original duration is shorter."""
    their = _their(one, item)
    return one.key == "8_high_duration" and their is not None and bool(their.rem_dur_h > their.orig_dur_h)


def _support(one: Compared, item: Item) -> bool:
    """A link with level of effort, which is no activity of the network for longpath."""
    rows = one.subject.populations
    ends = [rows.position.get(end) for end in item[:2]]
    return len(item) > 1 and any(row is not None and bool(rows.effort[row]) for row in ends)


_SINGLE: dict[str, Callable[[Compared, Item], bool]] = {
    DEADLINE: _deadline,
    FLOAT: _float,
    PROGRESS: _progress,
    CALENDARS: _calendars,
    ELAPSED: _elapsed,
    LONGER: _longer,
    SUPPORT: _support,
}
