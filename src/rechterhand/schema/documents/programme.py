"""The JSON of ``programme``: projects together, the links between them, and bottlenecks with a price for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rechterhand.engine.simulate.result import Percentile
from rechterhand.programme.link import Member
from rechterhand.programme.result import END, LinkCost, Outlook, Price, ProgrammeResult, Shared
from rechterhand.record.mark import mark
from rechterhand.schema.envelope import days, moment
from rechterhand.text import Language, render


def programme_document(made: ProgrammeResult, language: Language) -> dict[str, Any]:
    """When all and each is finished, by itself and together; what waits for what; what holds up which project."""
    members = {one.key: one.member for one in made.projects}
    return {
        "iterations": made.iterations,
        "seed": made.seed,
        "finish": _percentiles(made.finish),
        "finish_alone": _percentiles(made.finish_alone),
        "projects": [_project(one, made.ends_with[one.key]) for one in made.projects],
        "links": [_link(one, members) for one in made.links],
        "bottlenecks": [_shared(one, language) for one in made.bottlenecks],
    }


def _percentiles(found: Mapping[str, Percentile]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for key, one in found.items():
        told |= {key: moment(one.moment), f"{key}_low": moment(one.low), f"{key}_high": moment(one.high)}
    return told


def _project(one: Outlook, last: float) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": one.name,
        "has_open_work": one.has_open_work,
        "alone": _percentiles(one.alone),
        "together": _percentiles(one.together),
        "later_days": days(one.later.days),
        "standard_error_days": days(one.later.standard_error_days),
        "waits_for": list(one.waits_for),
        "ends_last": days(last),
        "committed": moment(one.member.committed),
        "chance_alone": days(one.chance_alone),
        "chance": days(one.chance),
    }


def _end(member: Member, activity_id: int) -> dict[str, Any]:
    one = member.plan.activity(activity_id)
    return {
        "project": member.key,
        "activity_id": activity_id,
        "mark": mark(one, member.plan.dialect),
        "name": one.name,
    }


def _link(one: LinkCost, members: Mapping[str, Member]) -> dict[str, Any]:
    link = one.link
    return {
        "key": link.key,
        "from": _end(members[link.from_project], link.from_activity),
        "to": _end(members[link.to_project], link.to_activity),
        "type": link.type.value,
        "lag_days": days(link.lag_days),
        "promised": moment(one.promised),
        "idle": one.idle or None,
        "waiting": _prices(one.waiting),
        "late": _prices(one.late),
    }


def _prices(prices: Mapping[str, Price]) -> dict[str, Any]:
    """By project, and of the end of the programme."""
    end = prices.get(END)
    return {
        "projects": {key: _price(one) for key, one in sorted(prices.items()) if key != END},
        "end": None if end is None else _price(end),
    }


def _price(one: Price) -> dict[str, Any]:
    return {"days": days(one.days), "standard_error_days": days(one.standard_error_days)}


def _shared(one: Shared, language: Language) -> dict[str, Any]:
    return {
        "rank": one.rank,
        "project": one.project,
        "kind": one.kind,
        "key": one.key,
        "title": render(one.title, language),
        "relief": render(one.relief, language),
        "activity_ids": list(one.activity_ids),
        "total_days": days(one.total_days),
        "prices": _prices(one.prices),
        "inside": [render(each, language) for each in one.inside],
    }
