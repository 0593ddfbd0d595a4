"""The JSON of ``simulate``: futures by logic, and with people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rechterhand.engine.schedule.result import NO_DATE, to_moment
from rechterhand.engine.simulate.costs import CostResult
from rechterhand.engine.simulate.result import Committed, Percentile, SimulationResult
from rechterhand.engine.staffed.result import PeopleResult
from rechterhand.schema.envelope import days, moment
from rechterhand.schema.promises import by_importance
from rechterhand.verdict import Review


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
        "only_risks": result.only_risks,
        "planned": None if result.planned is None else round(result.planned, 2),
        "spent": None if result.only_risks else round(result.spent, 2),
        "with_time": None if result.only_risks else round(result.with_time, 2),
        "mean": round(result.mean, 2),
        "correlation": round(result.correlation, 6),
    }
    for key, one in result.percentiles.items():
        found |= {key: round(one.amount, 2), f"{key}_low": round(one.low, 2), f"{key}_high": round(one.high, 2)}
    return found


def outlook_document(made: Review) -> dict[str, Any]:
    """The futures of a plan, by logic and with the people there are."""
    return simulate_document(made.simulation) | {"people": with_people(made)}


def with_people(made: Review) -> dict[str, Any] | None:
    """Its futures with people; None where the plan says of nobody how much work they have."""
    return None if made.people is None else people_document(made.people)


def people_document(result: PeopleResult) -> dict[str, Any]:
    """The finish with the people there are, and who falls short when."""
    return {
        "iterations": result.iterations,
        "rule": result.rule,
        "finish": _percentiles(result.percentiles),
        "logic_p80": moment(result.logic_p80),
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
        "whole": one.whole,
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
