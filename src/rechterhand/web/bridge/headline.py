"""What lists need to know of a verdict: a handful of figures on the version's own row."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from rechterhand.findings.bottleneck import Bottleneck
from rechterhand.findings.check import Verdict
from rechterhand.remedies.way_out import WayOut
from rechterhand.text import LANGUAGES, Message, render
from rechterhand.text.ending import ending_day
from rechterhand.verdict import Review
from rechterhand.web.bridge.verdicts import curve
from rechterhand.web.bridge.working_days import working_days

DEAREST = 3


def headline(review: Review) -> dict[str, Any]:
    """The fields of ``PlanVersion`` that a review fills in."""
    futures = review.simulation
    verdicts = [one.finding.verdict for one in review.checks]
    told: dict[str, Any] = {
        "iterations": futures.iterations,
        "planned_finish": ending_day(futures.planned_finish) if futures.has_dates else None,
        "checks_failed": verdicts.count(Verdict.FAIL),
        "checks_warned": verdicts.count(Verdict.WARN),
        "checks_passed": verdicts.count(Verdict.PASS),
        "bottlenecks": len(review.prices.bottlenecks),
        "dearest": [_dear(one, review) for one in review.prices.bottlenecks[:DEAREST]],
        "moved_days": None if review.comparison is None else float(review.comparison.finish.days),
        "curve": [],
    }
    told |= dict.fromkeys(("p50", "p80", "p80_low", "p80_high", "committed", "committed_chance"))
    if futures.has_open_work:
        p80 = futures.percentiles["p80"]
        told |= {
            "p50": ending_day(futures.percentiles["p50"].moment),
            "p80": ending_day(p80.moment),
            "p80_low": ending_day(p80.low),
            "p80_high": ending_day(p80.high),
            "curve": curve(futures.finishes),
        }
    promise = next((one for one in futures.committed if one.whole), None)
    if promise is not None:
        told |= {"committed": ending_day(promise.moment), "committed_chance": float(promise.chance)}
    spoken_of = [one for key in ("planned_finish", "p50", "p80", "committed") if (one := told[key]) is not None]
    return told | working_days(review.plan, spoken_of)


def _dear(one: Bottleneck, review: Review) -> dict[str, Any]:
    days, error = review.prices.ranked(one)
    way = next((each for each in review.ways.ways if one.key in each.answers), None)
    return {
        "key": one.key,
        "kind": one.kind,
        "title": _both(one.title),
        "activity_ids": list(one.activity_ids),
        "days": round(days, 3),
        "error": round(error, 3),
        "way": None if way is None else _way(way),
    }


def _way(way: WayOut) -> dict[str, Any]:
    return {
        "key": way.key,
        "title": _both(way.title),
        "days": round(way.days, 3),
        "error": round(way.standard_error_days, 3),
    }


def _both(message: Message) -> dict[str, str]:
    """A text in each language; the database takes no null characters."""
    return {language: render(message, language).replace("\0", "") for language in LANGUAGES}


def day_of(moment: datetime | None) -> date | None:
    """The day of a status date."""
    return None if moment is None else moment.date()
