"""With the people there are: when it is finished then, who falls short and when."""

from __future__ import annotations

from datetime import timedelta

from rechterhand.engine.staffed.result import PeopleResult, Shortage
from rechterhand.reports.charts.svg import clean
from rechterhand.reports.charts.weeks import weeks
from rechterhand.reports.headline import fewer_with_people, people_later
from rechterhand.reports.markup import details, table
from rechterhand.reports.saying import Sayer
from rechterhand.text.ending import ending_day
from rechterhand.text.writing import number, short_date
from rechterhand.verdict import Review

SHOWN, WAITING = 8, 3
FRIDAY = timedelta(days=4)


def people(review: Review, say: Sayer) -> str:
    """Nothing where the plan says of nobody how much work they have."""
    found = review.people
    if found is None:
        return ""
    shown = found.shortages[:SHOWN]
    told = f"<p>{_told(found, people_later(review), say)}</p>"
    if shown:
        title = say("report.people.weeks")
        told += f"<p class='quiet'>{title}</p>"
        told += "".join(weeks(shown, say.language, look, title=title) for look in ("wide", "narrow"))
        told += _table(review, shown, say)
        left = len(found.shortages) - len(shown)
        told += f"<p class='quiet'>{say('report.more', count=left)}</p>" if left else ""
    how = "".join(f"<p>{say.message(one.text)}</p>" for one in found.assumptions)
    fewer = fewer_with_people(review)
    how = (f"<p>{say.message(fewer)}</p>" if fewer is not None else "") + how
    how = f"<p>{say('report.how.people', iterations=found.iterations)}</p>{how}"
    return f"<section><h2>{say('report.people')}</h2>{told}{details(say('report.how'), how)}</section>"


def _told(found: PeopleResult, later: int, say: Sayer) -> str:
    """P80 with people beside that by logic."""
    p80 = ending_day(found.percentiles["p80"].moment)
    if later < 1:
        return say("report.people.enough", p80=p80)
    return say("report.people.later", p80=p80, count=later)


def _table(review: Review, shown: tuple[Shortage, ...], say: Sayer) -> str:
    names = {one.id: one.name for one in review.plan.activities}
    rows = []
    for one in shown:
        who = [f"‘{clean(names[key])}’" for key in one.waiting[:WAITING]]
        left = len(one.waiting) - len(who)
        more = [say("report.people.more", count=left)] if left > 0 else []
        first, last = (short_date(each, say.language) for each in (one.weeks[0], one.weeks[-1] + FRIDAY))
        rows.append(
            (
                clean(one.name),
                str(len(one.weeks)),
                f"{first} – {last}",
                number(one.waited_days, say.language, 0),
                ", ".join(who + more),
            )
        )
    heads = tuple(say(f"report.column.{key}") for key in ("resource", "weeks_short", "between", "waited", "waiting"))
    return table(heads, rows, short=(1, 2, 3), look="rows", stack=True)
