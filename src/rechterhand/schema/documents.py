"""The documents of the commands, without their envelope; the files ``<command>.json`` beside this one describe them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rechterhand.engine.schedule.float_paths import FloatPaths
from rechterhand.engine.schedule.result import NO_DATE, ScheduledActivity, ScheduleResult, to_moment
from rechterhand.engine.simulate.costs import CostResult
from rechterhand.engine.simulate.result import Committed, Percentile, SimulationResult
from rechterhand.engine.staffed.result import PeopleResult
from rechterhand.findings.bottleneck import Bottleneck, Joint, PriceList
from rechterhand.findings.check import CheckResult, CheckResults
from rechterhand.intake import Reading
from rechterhand.record.activity import Activity
from rechterhand.record.plan import Dialect, Plan
from rechterhand.schema.checked import EvidenceRows, checked_plan
from rechterhand.schema.comparison import compare_document
from rechterhand.schema.envelope import days, moment
from rechterhand.schema.promises import by_importance
from rechterhand.text import Language, Message, render
from rechterhand.verdict import Review
from rechterhand.versions.compare import Comparison
from rechterhand.versions.since import since


def read_document(reading: Reading, language: Language = "en") -> dict[str, Any]:
    """What was read, counted, and what wasn't understood."""
    return {
        "counts": _counts(reading.plan),
        "not_understood": [
            {
                "field": one.field,
                "count": one.count,
                "example": one.example,
                "where": one.where,
                "reason": None if one.reason is None else render(one.reason, language),
            }
            for one in reading.not_understood
        ],
    }


def _counts(plan: Plan) -> dict[str, int]:
    """How many there are of what people know; not what a format needs a row for.

    Primavera has a row for each role beside that of its resource; Microsoft Project a calendar for each resource, and
    an assignment to nobody for a task without resources.
    """
    summaries = sum(one.type.is_summary for one in plan.activities)
    roles = sum(one.generic for one in plan.resources) if plan.dialect is Dialect.PRIMAVERA else 0
    return {
        "activities": len(plan.activities) - summaries,
        "summaries": summaries,
        "links": len(plan.links),
        "resources": len(plan.resources) - roles,
        "assignments": sum(one.resource_id is not None or one.role is not None for one in plan.assignments),
        "calendars": sum(not one.of_resource for one in plan.calendars),
        "baselines": len({base.number for one in plan.activities for base in one.baselines}),
    }


def schedule_document(result: ScheduleResult, paths: FloatPaths | None = None) -> dict[str, Any]:
    """Computed dates and floats beside the stored ones; the float paths where they were asked for."""
    document = {
        "project_finish": moment(result.project_finish) if result.has_dates else None,
        "activities": [_activity(result, row) for row in range(len(result))],
    }
    return document if paths is None else document | {"float_paths": _paths(paths)}


def _paths(found: FloatPaths) -> dict[str, Any]:
    return {
        "to": found.end_id,
        "paths": [
            {
                "number": one.number,
                "relative_float_minutes": one.relative_float_minutes,
                "link_float_minutes": one.link_float_minutes,
                "joins": one.joins,
                "activities": [_member(found.schedule[key]) for key in one.activity_ids],
            }
            for one in found
        ],
    }


def _member(one: ScheduledActivity) -> dict[str, Any]:
    return {
        "id": one.activity.id,
        "early_start": moment(one.early_start),
        "early_finish": moment(one.early_finish),
        "total_float_minutes": one.total_float_minutes,
    }


def _activity(result: ScheduleResult, row: int) -> dict[str, Any]:
    one = result.at(row)
    activity = one.activity
    return {
        "id": activity.id,
        "code": activity.code,
        "name": activity.name,
        "type": activity.type.value,
        "early_start": moment(one.early_start),
        "early_finish": moment(one.early_finish),
        "late_start": moment(one.late_start),
        "late_finish": moment(one.late_finish),
        "total_float_minutes": one.total_float_minutes,
        "free_float_minutes": one.free_float_minutes,
        "interfering_float_minutes": one.interfering_float_minutes,
        "drag_minutes": one.drag_minutes,
        "drag_days": days(one.drag_days),
        "critical": one.critical,
        "on_longest_path": one.on_longest_path,
        "minutes_per_day": one.minutes_per_day,
        "stored": _stored(activity),
    }


def _stored(activity: Activity) -> dict[str, Any]:
    stored = activity.stored
    return {
        "early_start": moment(stored.early_start),
        "early_finish": moment(stored.early_finish),
        "late_start": moment(stored.late_start),
        "late_finish": moment(stored.late_finish),
        "total_float_minutes": stored.total_float_minutes,
        "free_float_minutes": stored.free_float_minutes,
        "critical": stored.critical,
        "actual_start": moment(activity.actual_start),
        "actual_finish": moment(activity.actual_finish),
    }


def check_document(results: CheckResults, language: Language) -> dict[str, Any]:
    """Verdicts with their evidence, worst first, and what came of the excuses."""
    profile, rows = results.profile, EvidenceRows(results, language)
    return {
        "plan": checked_plan(results.plan),
        "profile": None
        if profile is None
        else {"key": profile.key, "title": profile.title(language), "lineage": list(profile.lineage)},
        "checks": [_check(one, rows, language) for one in results],
        "excuses": [
            {
                "checks": list(one.excuse.checks),
                "activity": one.excuse.activity,
                "activity_id": one.activity_id,
                "state": one.state.value,
                "reason": one.excuse.reason,
                "owner": one.excuse.owner,
                "expires": one.excuse.expires.isoformat(),
                "text": render(one.text, language),
            }
            for one in results.excuses
        ],
    }


def _check(one: CheckResult, rows: EvidenceRows, language: Language) -> dict[str, Any]:
    return {
        "id": one.id,
        "codes": list(one.check.codes),
        "title": render(Message.of(f"checks.{one.id}.title"), language),
        "reference": one.check.reference,
        "severity": one.check.severity.value,
        "verdict": one.finding.verdict.value,
        "population": one.finding.population,
        "value": one.finding.value,
        "threshold": one.finding.threshold,
        "summary": render(one.finding.summary, language),
        "explanation": render(Message.of(f"checks.{one.id}.explanation"), language),
        "advice": render(Message.of(f"checks.{one.id}.advice"), language),
        "near_critical": sorted(one.near_critical),
        "evidence": [rows.row(one, row) for row in one.finding.evidence],
        "excused": [
            rows.row(one, row.evidence)
            | {"reason": row.excuse.reason, "owner": row.excuse.owner, "expires": row.excuse.expires.isoformat()}
            for row in one.excused
        ],
        "recounted": one.recounted,
    }


def simulate_document(result: SimulationResult) -> dict[str, Any]:
    """The finish as a distribution, committed dates with their chance, and figures of each activity.

    Without open work there is no distribution, without work at all there is no finish.
    """
    return {
        "iterations": result.iterations,
        "seed": result.seed,
        "finish": _distribution(result) if result.has_open_work else None,
        "deterministic_finish": moment(result.deterministic_finish) if result.has_dates else None,
        "planned_finish": moment(result.planned_finish) if result.has_dates else None,
        "moved": [
            {
                "id": one.activity_id,
                "reason": one.reason,
                "planned_start": moment(one.planned_start),
                "planned_finish": moment(one.planned_finish),
                "start": moment(one.start),
                "finish": moment(one.finish),
            }
            for one in result.moved
        ],
        "committed": [_committed(one) for one in by_importance(result)],
        "activities": [
            {
                "id": activity.id,
                "criticality": round(float(result.criticality[row]), 6),
                "cruciality": round(float(result.cruciality[row]), 6),
                "ssi": round(float(result.ssi[row]), 6),
                **{
                    f"finish_{key}": moment(to_moment(int(each[row])))
                    for key, each in (
                        ("p10", result.finish_p10),
                        ("p50", result.finish_p50),
                        ("p80", result.finish_p80),
                        ("p90", result.finish_p90),
                    )
                },
                "merge_bias_minutes": round(float(result.merge_bias[row])),
                **{
                    f"float_{key}_minutes": None if each[row] == NO_DATE else int(each[row])
                    for key, each in zip(("p10", "p50", "p90"), result.floats, strict=True)
                },
            }
            for row, activity in enumerate(result.plan.activities)
            if result.finish_p50[row] != NO_DATE
        ],
        "summaries": [
            {"id": one.activity_id, **{f"finish_{key}": moment(each) for key, each in one.percentiles.items()}}
            for one in result.summaries
        ],
        "cost": None if result.cost is None else _cost(result.cost),
        "others": [{"key": one.key, "p80": moment(one.p80)} for one in result.others],
        "sharpen": [
            {"id": one.activity_id, "narrower_days": days(one.narrower_days), "of_days": days(one.of_days)}
            for one in result.sharpen
        ],
    }


def _cost(result: CostResult) -> dict[str, Any]:
    found: dict[str, Any] = {
        "currency": result.currency,
        "planned": round(result.planned, 2),
        "spent": round(result.spent, 2),
        "with_time": round(result.with_time, 2),
        "mean": round(result.mean, 2),
        "correlation": round(result.correlation, 6),
    }
    for key, one in result.percentiles.items():
        found |= {key: round(one.amount, 2), f"{key}_low": round(one.low, 2), f"{key}_high": round(one.high, 2)}
    return found


def outlook_document(made: Review) -> dict[str, Any]:
    """The futures of a plan, by logic and with the people there are."""
    return simulate_document(made.simulation) | {"people": _with_people(made)}


def _with_people(made: Review) -> dict[str, Any] | None:
    return None if made.people is None else people_document(made.people)


def people_document(result: PeopleResult) -> dict[str, Any]:
    """The finish with the people there are, and who falls short when."""
    return {
        "iterations": result.iterations,
        "rule": result.rule,
        "finish": _percentiles(result.percentiles),
        "later_days": days(result.later_days),
        "committed": [_committed(one) for one in result.committed],
        "shortages": [
            {
                "resource_id": one.resource_id,
                "name": one.name,
                "weeks": [week.isoformat() for week in one.weeks],
                "waiting": list(one.waiting),
                "waited_days": days(one.waited_days),
            }
            for one in result.shortages
        ],
        "waits": [{"id": key, "days": days(value)} for key, value in sorted(result.waits.items())],
    }


def _committed(one: Committed) -> dict[str, Any]:
    return {
        "what": one.what,
        "activity_id": one.activity_id,
        "date": moment(one.moment),
        "chance": round(one.chance, 6),
    }


def _distribution(result: SimulationResult) -> dict[str, Any]:
    return {"mean": moment(result.mean)} | _percentiles(result.percentiles)


def _percentiles(percentiles: Mapping[str, Percentile]) -> dict[str, Any]:
    finish: dict[str, Any] = {}
    for key, one in percentiles.items():
        finish |= {key: moment(one.moment), f"{key}_low": moment(one.low), f"{key}_high": moment(one.high)}
    return finish


def bottlenecks_document(prices: PriceList, language: Language) -> dict[str, Any]:
    """The lists that never mix."""
    return {
        "ranked_on": prices.ranked_on,
        "step_days": prices.step_days,
        "bottlenecks": [_bottleneck(one, language) for one in prices.bottlenecks],
        "hidden": [
            {
                "kind": one.kind,
                "key": one.key,
                "title": render(one.title, language),
                "activity_ids": list(one.activity_ids),
                "later_days": days(one.later_days),
                "standard_error_days": days(one.standard_error_days),
                "relief": None if one.relief is None else render(one.relief, language),
            }
            for one in prices.hidden
        ],
        "joint": [_joint(one, language) for one in prices.joint],
    }


def _bottleneck(one: Bottleneck, language: Language) -> dict[str, Any]:
    return {
        "rank": one.rank,
        "kind": one.kind,
        "key": one.key,
        "title": render(one.title, language),
        "activity_ids": list(one.activity_ids),
        "price_days": days(one.price_days),
        "standard_error_days": days(one.standard_error_days),
        "mean_days": days(one.mean_days),
        "p90_days": days(one.p90_days),
        "band_days": days(one.band_days),
        "band_error_days": days(one.band_error_days),
        "per_day": days(one.per_day),
        "ceiling_days": days(one.ceiling_days),
        "steep": one.steep,
        "chance_gain": days(one.chance_gain),
        "relief": render(one.relief, language),
        "p80_relieved": moment(one.p80_relieved),
        "notes": [render(note, language) for note in one.notes],
        "alike": [
            {"key": other.key, "title": render(other.title, language), "activity_ids": list(other.activity_ids)}
            for other in one.alike
        ],
        "overlaps": [
            {
                "kind": other.kind,
                "key": other.key,
                "title": render(other.title, language),
                "activity_ids": list(other.activity_ids),
                "price_days": days(other.price_days),
                "standard_error_days": days(other.standard_error_days),
            }
            for other in one.overlaps
        ],
    }


def _joint(one: Joint, language: Language) -> dict[str, Any]:
    return {
        "members": [
            {
                "kind": other.kind,
                "key": other.key,
                "title": render(other.title, language),
                "price_days": days(other.price_days),
            }
            for other in one.members
        ],
        "price_days": days(one.price_days),
        "standard_error_days": days(one.standard_error_days),
        "sum_days": days(one.sum_days),
    }


def review_document(review: Review, language: Language) -> dict[str, Any]:
    """Every step's document under its name."""
    return {
        "read": read_document(review.reading),
        "schedule": schedule_document(review.schedule),
        "check": check_document(review.checks, language),
        "simulate": simulate_document(review.simulation),
        "people": _with_people(review),
        "bottlenecks": bottlenecks_document(review.prices, language),
        "against": None if review.comparison is None else against_document(review.comparison, language),
    }


def against_document(made: Comparison, language: Language) -> dict[str, Any]:
    """What moved since an earlier version: the paragraph, and the whole comparison."""
    told = " ".join(render(one, language) for one in since(made))
    return {"text": told, "compare": compare_document(made, language)}
