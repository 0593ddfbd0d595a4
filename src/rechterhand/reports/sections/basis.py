"""What the verdict rests on: other defaults, ranges that would sharpen it, assumptions, what wasn't understood."""

from __future__ import annotations

from collections.abc import Iterator

from rechterhand.findings.examined import Examined
from rechterhand.record.assumption import Assumption
from rechterhand.reports.headline import elsewhere, has_open_work
from rechterhand.reports.markup import bullets, details, table
from rechterhand.reports.saying import Sayer
from rechterhand.reports.unread import unread_line
from rechterhand.text.ending import ending_day
from rechterhand.text.writing import short_date
from rechterhand.verdict import Review


def basis(review: Review, say: Sayer) -> str:
    """How far P80 moves under other defaults, and everything that was taken for granted."""
    parts = "".join((*_others(review, say), *_sharpen(review, say))) if has_open_work(review) else ""
    told = parts + taken(review, say)
    return f"<section><h2>{say('report.rests_on')}</h2>{told}</section>" if told else ""


def taken(review: Review | Examined, say: Sayer) -> str:
    """What was taken for granted, and what of the file wasn't understood."""
    told = bullets(_assumption(one, say) for one in review.assumptions) if review.assumptions else ""
    odd = [say.message(unread_line(one, say.language)) for one in review.reading.not_understood]
    return told + (details(say("report.unread", count=len(odd)), bullets(odd)) if odd else "")


def _assumption(one: Assumption, say: Sayer) -> str:
    text = say.message(one.text)
    return f"<strong>{text}</strong>" if one.loud else text


def _others(review: Review, say: Sayer) -> Iterator[str]:
    found, told = sorted(review.simulation.others, key=lambda one: one.p80), elsewhere(review)
    if told is None:
        return
    yield f"<p>{say.message(told)}</p>"
    if ending_day(found[0].p80) == ending_day(found[-1].p80):
        return
    rows = [(say(f"report.other.{one.key}"), short_date(ending_day(one.p80), say.language)) for one in found]
    yield details(say("report.others.each"), table((say("report.column.default"), "P80"), rows, short=(1,)))


def _sharpen(review: Review, say: Sayer) -> Iterator[str]:
    found = review.simulation.sharpen
    if not found:
        return
    rows = []
    for one in found:
        row = review.schedule.position[one.activity_id]
        share = float(review.simulation.criticality[row])
        name = review.plan.activities[row].name
        rows.append(say("report.sharpen.one", name=name, share=share, days=one.narrower_days))
    yield f"<p>{say('report.sharpen', of=found[0].of_days)}</p>{bullets(rows)}"
