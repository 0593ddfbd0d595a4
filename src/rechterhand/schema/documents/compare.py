"""The document of the command compare: two versions, or a series of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from rechterhand.intake import Reading
from rechterhand.schema.envelope import days, envelope, moment
from rechterhand.text import Language, Message, render
from rechterhand.versions.change import Change, Value
from rechterhand.versions.compare import Comparison
from rechterhand.versions.forecast import Forecast, Outlook
from rechterhand.versions.movement import Member, Movement, Part
from rechterhand.versions.rounding import apportioned
from rechterhand.versions.series import Series

DIGITS = 3


def document(made: Series, language: Language, *, stable: bool) -> dict[str, Any]:
    """The whole document of the command: of two versions, or of a series of more."""
    last = made.steps[-1]
    head = envelope("compare", last.new.source, made.assumptions, made.timings, language=language, stable=stable)
    if len(made.steps) == 1:
        return head | compare_document(last, language)
    return head | series_document(made, language)


def compare_document(made: Comparison, language: Language) -> dict[str, Any]:
    """What changed between two versions, and what moved the finish."""
    finish = made.finish
    return {
        "versions": [_version(one, each) for one, each in ((made.old, finish.old), (made.new, finish.new))],
        "matching": _matching(made),
        "finish_movement_days": days(finish.days),
        "causes": _causes(finish.parts, finish.days, language),
        "milestones": [_milestone(one, language) for one in made.milestones],
        "p80": None if made.forecast is None else _forecast(made.forecast, language),
        "critical_path": {
            "stayed": list(made.path.stayed),
            "came": list(made.path.came),
            "left": list(made.path.left),
            "done": list(made.path.done),
            "deleted": list(made.path.deleted),
        },
        "chains": [
            {
                "number": one.number,
                "name": one.name,
                "activity_ids": list(one.activity_ids),
                "old_float_days": days(one.old_days),
                "new_float_days": days(one.new_days),
                "eaten_days": days(one.eaten_days),
            }
            for one in made.chains
        ],
        "changes": [_change(one, language) for one in made.changes],
    }


def series_document(made: Series, language: Language) -> dict[str, Any]:
    """Every step's document, and what only the whole series shows."""
    return {
        "versions": [
            {"file": one.file, "status_date": moment(one.status), "finish": moment(one.finish), "p80": moment(one.p80)}
            for one in made.points
        ],
        "finish_movement_days": days(made.days),
        "days_each_month": days(made.days_each_month),
        "steps": [compare_document(one, language) for one in made.steps],
        "trend": [
            {
                "activity_id": one.activity_id,
                "name": one.name,
                "dates": [moment(each) for each in one.dates],
                "done": list(one.done),
            }
            for one in made.trends
        ],
        "wave": [
            [
                {"month": month.isoformat()[:7], "activities": count, "work_days": days(work)}
                for month, count, work in one.months
            ]
            for one in made.waves
        ],
        "figures": [
            {
                "due": one.due,
                "done": one.done,
                "postponed_days": days(one.postponed_days),
                "overdue": one.overdue,
                "added": one.added,
                "deleted": one.deleted,
                "touched": one.touched,
                "population": one.population,
                "churn": round(one.churn, 6),
            }
            for one in made.figures
        ],
    }


def _version(reading: Reading, finish: datetime) -> dict[str, Any]:
    source = reading.source
    return {
        "file": source.file,
        "format": source.format,
        "sha256": source.sha256,
        "status_date": moment(reading.plan.status_date),
        "project_finish": moment(finish),
    }


def _matching(made: Comparison) -> dict[str, Any]:
    lineage = made.lineage
    return {
        "share": round(lineage.share, 6),
        "by": dict(sorted(Counter(one.by.value for one in lineage.pairs).items())),
        "certainty": dict(sorted(Counter(one.certainty.value for one in lineage.pairs).items())),
        "doubtful": [
            {"old_id": one.old_id, "new_id": one.new_id, "by": one.by.value, "certainty": one.certainty.value}
            for one in lineage.pairs
            if one.certainty.value != "certain"
        ],
    }


def _causes(parts: Sequence[Part], whole: float, language: Language) -> list[dict[str, Any]]:
    """Causes whose rounded days add up to the rounded movement."""
    rounded = apportioned([one.days for one in parts], whole, DIGITS)
    return [
        {
            "key": one.cause.value,
            "title": render(Message.of(f"compare.cause.{one.cause.value}"), language),
            "days": told,
            "standard_error_days": days(one.standard_error_days),
            "activity_ids": list(one.activity_ids),
            "members": [_member(each) for each in one.members],
            "others_days": days(one.others_days),
        }
        for one, told in zip(parts, rounded, strict=True)
    ]


def _member(one: Member) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "activity_ids": list(one.activity_ids),
        "names": list(one.names),
        "deleted_ids": list(one.deleted_ids),
        "calendar": one.calendar or None,
        "days": days(one.days),
        "standard_error_days": days(one.standard_error_days),
    }


def _milestone(one: Movement, language: Language) -> dict[str, Any]:
    rounded = apportioned([part.days for part in one.parts], one.days, DIGITS)
    return {
        "activity_id": one.activity_id,
        "name": one.name,
        "old": moment(one.old),
        "new": moment(one.new),
        "movement_days": days(one.days),
        "causes": [
            {
                "key": part.cause.value,
                "title": render(Message.of(f"compare.cause.{part.cause.value}"), language),
                "days": told,
                "standard_error_days": days(part.standard_error_days),
            }
            for part, told in zip(one.parts, rounded, strict=True)
        ],
    }


def _forecast(one: Forecast, language: Language) -> dict[str, Any]:
    rounded = apportioned([part.days for part in one.parts], one.days, DIGITS)
    return {
        "iterations": one.iterations,
        "seed": one.seed,
        "old": _outlook(one.old),
        "new": _outlook(one.new),
        "movement_days": days(one.days),
        "standard_error_days": days(one.standard_error_days),
        "causes": [
            {
                "key": part.cause.value,
                "title": render(Message.of(f"compare.cause.{part.cause.value}"), language),
                "days": told,
                "standard_error_days": days(part.standard_error_days),
            }
            for part, told in zip(one.parts, rounded, strict=True)
        ],
    }


def _outlook(one: Outlook) -> dict[str, Any]:
    return {**{key: moment(value) for key, value in one.percentiles.items()}, "mean": moment(one.mean)}


def _change(one: Change, language: Language) -> dict[str, Any]:
    return {
        "what": one.what.value,
        "activity_id": one.activity_id,
        "other_id": one.other_id,
        "deleted_ids": list(one.deleted_ids),
        "name": one.name,
        "field": one.field,
        "old": _value(one.old),
        "new": _value(one.new),
        "in_past": one.in_past,
        "text": render(one.text, language),
    }


def _value(value: Value) -> str | int | float | bool | None:
    if isinstance(value, datetime):
        return moment(value)
    return value.isoformat() if isinstance(value, date) else value
