"""Dates that were promised for parts of the work: which are hardly kept, and what each is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from rechterhand.engine.schedule.result import NO_DATE, to_moment
from rechterhand.engine.simulate.result import Committed
from rechterhand.findings.wording import constraint_name
from rechterhand.record.activity import ConstraintType
from rechterhand.record.plan import Dialect, Plan
from rechterhand.reports.days import WorkingDays
from rechterhand.text import Message
from rechterhand.text.ending import ending_day
from rechterhand.text.message import Value
from rechterhand.verdict import Review

DOUBTFUL = 0.5
"""A promise with less chance than this is told as one that is hardly kept."""

SEVERAL = 2
"""From so many promises on they are counted; before that the one is told."""


def missed(found: list[Committed]) -> list[Committed]:
    """Promises that more futures break than keep."""
    return [one for one in found if one.chance < DOUBTFUL]


def worst(review: Review, found: list[Committed]) -> tuple[Committed, int | None]:
    """The promise with the least chance, of equals the latest, with the working days that its own P80 lies after it."""
    late = _lateness(review)
    least = min(one.chance for one in found)
    return max(((one, late(one)) for one in found if one.chance == least), key=lambda pair: pair[1] or 0)


def least_kept_first(review: Review, found: list[Committed]) -> list[Committed]:
    """The promise for the whole first, then those least likely to be kept, of equals the latest."""
    late = _lateness(review)
    return sorted(
        found,
        key=lambda one: (not one.whole and one.activity_id is not None, one.chance, -(late(one) or 0), one.moment),
    )


def _lateness(review: Review) -> Callable[[Committed], int | None]:
    """How many working days after a promise its own P80 lies; None where that isn't known."""
    days, ends = WorkingDays(review.plan), review.simulation.finish_p80
    phases = {one.activity_id: one.percentiles["p80"] for one in review.simulation.summaries}

    def late(one: Committed) -> int | None:
        row = None if one.activity_id is None else review.schedule.position[one.activity_id]
        moment = None if row is None or ends[row] == NO_DATE else to_moment(int(ends[row]))
        moment = phases.get(one.activity_id, moment) if one.activity_id is not None else None
        return None if moment is None else days.between(ending_day(one.moment), ending_day(moment))

    return late


def of_parts(review: Review, found: list[Committed]) -> Iterator[Message]:
    """One promise as it is; of several how many are hardly kept, and the worst of them."""
    if not found:
        return
    name = names(review.plan)
    one, late = worst(review, found)
    told: dict[str, Value] = {
        "name": name(one),
        "rule": rule(one),
        "committed": ending_day(one.moment),
        "chance": one.chance,
    }
    if len(found) < SEVERAL:
        yield Message.of("report.headline.part", **told)
        return
    few = len(missed(found))
    key = "parts_kept" if not few else "parts_all_missed" if few == len(found) else "parts_missed"
    yield Message.of(f"report.headline.{key}", count=few if few else len(found), of=len(found))
    if few and late is not None and late > 0:
        yield Message.of("report.headline.worst_late", **told, count=late)
    else:
        yield Message.of("report.headline.worst", **told)


def rule(one: Committed) -> Message:
    """What holds an activity to its date: 'deadline', 'finish on'."""
    if one.what == "deadline":
        return Message.of("report.rule.deadline")
    return constraint_name(ConstraintType(one.what))


def labels(plan: Plan) -> Callable[[Committed], Message]:
    """What each promise is called; one that stands for the whole is about all work, not about its activity alone."""
    name = names(plan)

    def label(one: Committed) -> Message:
        if one.whole and one.activity_id is not None:
            key = "report.committed.all_by_deadline" if one.what == "deadline" else "report.committed.all_by_date"
            return Message.of(key, name=name(one), rule=rule(one))
        return Message.of(f"report.committed.{one.what}", name=name(one))

    return label


def names(plan: Plan) -> Callable[[Committed], str]:
    """Names the activity of a promise; a name that several have, or none, with the number or code that people know."""
    by_id = {one.id: one for one in plan.activities}
    counts = Counter(one.name for one in plan.activities)

    def name(one: Committed) -> str:
        if one.activity_id is None:
            return ""
        row = by_id[one.activity_id]
        if row.name and counts[row.name] == 1:
            return row.name
        known = row.code if plan.dialect is Dialect.PRIMAVERA else row.row
        return f"{row.id if known is None else known} {row.name}".rstrip()

    return name
