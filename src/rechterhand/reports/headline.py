"""The verdict in one or two sentences."""

from __future__ import annotations

from collections.abc import Iterator

from rechterhand.engine.simulate.result import Committed
from rechterhand.reports.days import WorkingDays
from rechterhand.reports.promised import SEVERAL, missed, of_parts
from rechterhand.text import Message
from rechterhand.text.ending import ending_day
from rechterhand.verdict import Review


def headline(review: Review) -> Iterator[Message]:
    """P80, how far from the committed date, and the chance of meeting it."""
    if not has_open_work(review):
        work = any(not one.type.is_summary for one in review.plan.activities)
        yield _finished(review) if work else Message.of("report.headline.empty")
        return
    p80 = review.simulation.percentiles["p80"].moment
    promise = committed(review)
    if promise is None:
        plan = ending_day(review.simulation.planned_finish)
        found = parts(review)
        yield Message.of("report.headline.parts" if found else "report.headline.alone", p80=ending_day(p80), plan=plan)
        yield from _past(review)
        yield from of_parts(review, found)
        yield from with_people(review)
        yield from _overdue(review)
        return
    late = WorkingDays(review.plan).between(ending_day(promise.moment), p80)
    key = "report.headline.late" if late > 0 else "report.headline.early" if late < 0 else "report.headline.on_time"
    yield Message.of(
        key, p80=ending_day(p80), count=abs(late), committed=ending_day(promise.moment), chance=promise.chance
    )
    yield from _past(review)
    if len(missed(parts(review))) >= SEVERAL:
        yield from of_parts(review, parts(review))
    yield from with_people(review)
    yield from _overdue(review)


def _finished(review: Review) -> Message:
    """When the last work ended: no future is left that could say otherwise."""
    return Message.of("report.headline.finished", date=ending_day(review.schedule.project_finish))


def _past(review: Review) -> Iterator[Message]:
    """That P80 lies before the day of judgement, and so the plan isn't up to date; that a table has no dates at all."""
    undated = next((one.text for one in review.assumptions if one.text.key == "tables.no_dates"), None)
    if undated is not None:
        yield Message.of("report.headline.no_dates", start=undated.values["start"])
        return
    day, status = ending_day(review.simulation.percentiles["p80"].moment), review.plan.status_date
    if review.today is None or day >= review.today:
        return
    if status is None:
        yield Message.of("report.headline.past")
    else:
        yield Message.of("report.headline.past_status", status=status.date())


def cautions(review: Review) -> Iterator[Message]:
    """What makes the headline less than it seems: a P80 that is over, a plan without dates, people, overdue work."""
    if has_open_work(review):
        yield from _past(review)
        yield from with_people(review)
        yield from _overdue(review)


def with_people(review: Review) -> Iterator[Message]:
    """That the people there are make it later, and who is waited for most."""
    people = review.people
    if people is None or people.later_days < 1 or not people.shortages:
        return
    yield Message.of(
        "report.headline.people",
        p80=ending_day(people.percentiles["p80"].moment),
        count=people_later(review),
        resource=people.shortages[0].name,
        weeks=len(people.shortages[0].weeks),
        others=len(people.shortages) - 1,
    )


def people_later(review: Review) -> int:
    """Working days between P80 by logic and with people, as both are told: from day to day."""
    people = review.people
    if people is None or people.later_days < 1:
        return 0
    both = (review.simulation.percentiles["p80"].moment, people.percentiles["p80"].moment)
    return WorkingDays(review.plan).between(*map(ending_day, both))


def fewer_with_people(review: Review) -> Message | None:
    """That fewer futures were computed with people than by logic, and how both were brought together."""
    people, of = review.people, review.simulation.iterations
    if people is None or people.iterations >= of:
        return None
    return Message.of("report.people.fewer", count=people.iterations, of=of, logic=ending_day(people.logic_p80))


def _overdue(review: Review) -> Iterator[Message]:
    """That the plan itself ends later, once what lies before the status date is done after it."""
    futures = review.simulation
    count = sum(one.reason == "status_date" for one in futures.moved)
    if count and ending_day(futures.planned_finish) != ending_day(futures.deterministic_finish):
        yield Message.of("report.headline.overdue", count=count, honest=ending_day(futures.deterministic_finish))


def elsewhere(review: Review) -> Message | None:
    """Where P80 lies under other defaults; None where none were tried."""
    dates = sorted(ending_day(one.p80) for one in review.simulation.others)
    if not dates:
        return None
    first, last = dates[0], dates[-1]
    if first != last:
        return Message.of("report.others", first=first, last=last)
    same = first == ending_day(review.simulation.percentiles["p80"].moment)
    return Message.of("report.others_same" if same else "report.others_one", date=first)


def has_open_work(review: Review) -> bool:
    """Whether anything is left to do."""
    return review.simulation.has_open_work


def committed(review: Review) -> Committed | None:
    """The promise for the whole project: a date to finish by, the end of the baseline, or the date of what ends it."""
    return next((one for one in review.simulation.committed if one.whole), None)


def promises(review: Review) -> list[Committed]:
    """All promised dates."""
    return list(review.simulation.committed)


def parts(review: Review) -> list[Committed]:
    """Promises for parts of the work: all but those for the whole, and the one that stands for it."""
    return [one for one in review.simulation.committed if one.activity_id is not None and not one.whole]
