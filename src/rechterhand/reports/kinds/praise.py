"""What goes well in a plan: it belongs in every talk."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from rechterhand.engine.simulate.result import Committed
from rechterhand.findings.check import Verdict
from rechterhand.reports.document import Point
from rechterhand.reports.headline import committed, parts
from rechterhand.reports.movement import Moved
from rechterhand.reports.promised import labels, missed
from rechterhand.reports.saying import Sayer
from rechterhand.text.ending import ending_day
from rechterhand.verdict import Review

MOST = 3
LIKELY = 0.8


def going_well(review: Review, moved: list[Moved], say: Sayer) -> Iterator[Point]:
    """Up to three things, the most telling first; never none."""
    found = list(islice(_found(review, moved, say), MOST))
    if found:
        yield from found
        return
    plan = review.plan
    if all(one.type.is_summary for one in plan.activities):
        yield Point(say("talk.well.readable"))
        return
    yield Point(say("talk.well.computes", count=len(plan.activities), links=len(plan.links)))


def _found(review: Review, moved: list[Moved], say: Sayer) -> Iterator[Point]:
    yield from _promise(review, say)
    finished = [one for one in moved if one.activity.finished]
    kept = sum(one.days <= 0 for one in finished)
    if kept > len(finished) / 2:
        alone = len(finished) == 1
        yield Point(say("talk.well.kept_alone") if alone else say("talk.well.kept", count=kept, of=len(finished)))
    early = min((one for one in moved if not one.activity.finished), key=lambda one: one.days, default=None)
    if early is not None and early.days < 0:
        yield Point(say("talk.well.early", name=early.activity.name, count=-early.days))
    passed = [one for one in review.checks if one.finding.verdict is Verdict.PASS]
    if passed:
        yield Point(say("talk.well.checks", count=len(passed), of=len(review.checks)))
    ranges = sum(one.three_point is not None for one in review.plan.activities)
    if ranges:
        yield Point(say("talk.well.ranges", count=ranges))


def _promise(review: Review, say: Sayer) -> Iterator[Point]:
    """The promise for the whole; one for a part only where none of the parts is hardly kept."""
    whole, others = committed(review), parts(review)
    found = ([] if whole is None else [whole]) + ([] if missed(others) else others)
    one = next((one for one in found if min(one.chance, _with_people(review, one)) >= LIKELY), None)
    if one is not None:
        what = say.message(labels(review.plan)(one))
        known = min(one.chance, _with_people(review, one))
        yield Point(say("talk.well.promise", what=what, date=ending_day(one.moment), chance=known))


def _with_people(review: Review, one: Committed) -> float:
    """The chance of a promise with the people there are; certain where the plan says nothing of these."""
    known = () if review.people is None else review.people.committed
    own = (one.what, one.activity_id, one.whole)
    return next((other.chance for other in known if (other.what, other.activity_id, other.whole) == own), 1.0)
