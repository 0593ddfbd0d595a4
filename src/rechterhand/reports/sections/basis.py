"""What the verdict rests on: other defaults, ranges that would sharpen it, assumptions, what wasn't understood."""

from __future__ import annotations

from collections.abc import Iterator

from rechterhand.reports.markup import bullets, details, table
from rechterhand.reports.saying import Sayer
from rechterhand.reports.unread import shown_field
from rechterhand.text.writing import short_date
from rechterhand.verdict import Review


def basis(review: Review, say: Sayer) -> str:
    """How far P80 moves under other defaults, and everything that was taken for granted."""
    parts = "".join(_others(review, say)) + "".join(_sharpen(review, say))
    told = bullets(say.message(one.text) for one in review.assumptions) if review.assumptions else ""
    odd = [
        say("report.not_understood", field=shown_field(one, say.language), times=one.count, example=one.example)
        for one in review.reading.not_understood
    ]
    unread = details(say("report.unread", count=len(odd)), bullets(odd)) if odd else ""
    return f"<section><h2>{say('report.rests_on')}</h2>{parts}{told}{unread}</section>"


def _others(review: Review, say: Sayer) -> Iterator[str]:
    found = sorted(review.simulation.others, key=lambda one: one.p80)
    if not found:
        return
    yield f"<p>{say('report.others', first=found[0].p80.date(), last=found[-1].p80.date())}</p>"
    rows = [(say(f"report.other.{one.key}"), short_date(one.p80.date(), say.language)) for one in found]
    yield details(say("report.others.each"), table((say("report.column.default"), "P80"), rows, short=(1,)))


def _sharpen(review: Review, say: Sayer) -> Iterator[str]:
    keys = review.simulation.sharpen
    if not keys:
        return
    rows = []
    for key in keys:
        row = review.schedule.position[key]
        share = float(review.simulation.criticality[row])
        rows.append(say("report.sharpen.one", name=review.plan.activities[row].name, share=share))
    yield f"<p>{say('report.sharpen')}</p>{bullets(rows)}"
