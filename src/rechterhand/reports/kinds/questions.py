"""Questions for the talk: each rests on something in the plan, and each can be answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from rechterhand.findings.check import Verdict
from rechterhand.reports.days import WorkingDays
from rechterhand.reports.document import Point
from rechterhand.reports.headline import committed, parts
from rechterhand.reports.movement import Moved
from rechterhand.reports.promised import DOUBTFUL, missed, names, worst
from rechterhand.reports.saying import Sayer
from rechterhand.text.ending import ending_day
from rechterhand.verdict import Review

Asked = tuple[int | None, Point]


def questions(review: Review, moved: list[Moved], say: Sayer) -> Iterator[Point]:
    """Questions, those that matter most for the finish first; no activity is asked after twice."""
    asked: set[int] = set()
    checks = _checks(review, say, asked)
    kinds = (
        _promise(review, say),
        _some(checks, 1),
        _grown(moved, say, asked),
        _some(checks, 1),
        _agreed(moved, say),
        _ranges(review, say),
        checks,
    )
    for activity, point in chain.from_iterable(kinds):
        if activity is None or activity not in asked:
            yield point
        if activity is not None:
            asked.add(activity)


def _some(found: Iterator[Asked], count: int) -> Iterator[Asked]:
    for _, one in zip(range(count), found, strict=False):
        yield one


def _promise(review: Review, say: Sayer) -> Iterator[Asked]:
    one = committed(review)
    if one is None:
        yield from _part(review, say)
        return
    if one.chance >= DOUBTFUL:
        return
    day = ending_day(one.moment)
    late = WorkingDays(review.plan).between(day, review.simulation.percentiles["p80"].moment)
    question = "talk.question.promise_past" if _past(review, one.moment) else "talk.question.promise"
    yield (
        None,
        Point(
            say(question, committed=day),
            say("talk.question.promise.why", chance=one.chance, count=max(0, late)),
        ),
    )


def _part(review: Review, say: Sayer) -> Iterator[Asked]:
    """The promise for a part that is hardly kept, the worst of them."""
    found = missed(parts(review))
    if found:
        one, _ = worst(review, found)
        name, day = names(review.plan)(one), ending_day(one.moment)
        key = "talk.question.part_past" if _past(review, one.moment) else "talk.question.part"
        question = say(key, name=name, committed=day)
        yield one.activity_id, Point(question, say("talk.question.part.why", chance=one.chance))


def _past(review: Review, moment: datetime) -> bool:
    """Whether a promised date has gone by without the work being done."""
    status = review.plan.status_date
    return status is not None and moment < status


def _checks(review: Review, say: Sayer, asked: set[int]) -> Iterator[Asked]:
    """The worst row of each failed check, in the order of the verdict."""
    for one in review.checks:
        if one.finding.verdict not in {Verdict.FAIL, Verdict.WARN}:
            continue
        worst = next((row for row in one.finding.evidence if row.activity_id not in asked), None)
        if worst is not None:
            name = review.schedule[worst.activity_id].activity.name
            point = Point(say(f"checks.{one.id}.question", task=name), say.message(worst.text))
            yield worst.activity_id, point


def _grown(moved: list[Moved], say: Sayer, asked: set[int]) -> Iterator[Asked]:
    """The activity whose finish moved most by itself."""
    for one in moved:
        if one.own_days > 0 and one.activity.id not in asked:
            why = say(
                "talk.question.grown.why",
                name=one.activity.name,
                count=one.own_days,
                promised=ending_day(one.promised),
                now=ending_day(one.now),
            )
            yield one.activity.id, Point(say("talk.question.grown", name=one.activity.name), why)
            return


def _agreed(moved: list[Moved], say: Sayer) -> Iterator[Asked]:
    if not moved:
        yield None, Point(say("talk.question.agreed"), say("talk.question.agreed.why"))


def _ranges(review: Review, say: Sayer) -> Iterator[Asked]:
    for one in review.simulation.sharpen:
        row = review.schedule.position[one.activity_id]
        share = float(review.simulation.criticality[row])
        name = review.plan.activities[row].name
        why = say("talk.question.range.why", share=share, days=one.narrower_days, of=one.of_days)
        yield one.activity_id, Point(say("talk.question.range", name=name), why)
