"""Everything in a plan that may hold it up, and the plan as it is without: by definition, in the plan itself.

What relieving means is told in ``docs/simulation.md``; it is written here a second time, from that text.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType

from benchmarks.obstacles.case import END, Case
from rechterhand.record.activity import ConstraintType
from rechterhand.record.link import Link
from rechterhand.record.resource import Availability


@dataclass(frozen=True)
class Thing:
    """Something that may hold up a plan; ``relieved`` is the plan without it, None where only people change."""

    kind: str
    key: str
    ids: tuple[int, ...]
    relieved: Callable[[], Case] | None = None


def things(case: Case, latest: Callable[[Link], float]) -> Iterator[Thing]:
    """All of them. ``latest`` is the moment at which a link lets its successor begin, on average."""
    held = agreed(case)
    for key in held:
        yield Thing("activity", f"activity:{key}", (key,), _shorter(case, {key: held[key]}))
    for ids in _chains(case):
        most = {key: held[key] for key in ids if key in held}
        yield Thing("chain", f"chain:{ids[0]}:{ids[-1]}", ids, _shorter(case, most))
    for key, into in case.into.items():
        if len(into) > 1 and key != END:
            ids = (key, *(one.predecessor_id for one in into))
            yield Thing("merge", f"merge:{key}", ids, _apart(case, into, latest))
    for one in case.plan.links:
        if one.lag_minutes > 0:
            ends = (one.predecessor_id, one.successor_id)
            yield Thing("link", f"link:{ends[0]}:{ends[1]}:FS", ends, _without_lag(case, one))
    for row in case.plan.activities:
        if row.constraint_date is not None:
            yield Thing("constraint", f"constraint:{row.id}", (row.id,), _without_date(case, row.id))
    for risk in case.uncertainty.risks:
        yield Thing("risk", f"risk:{risk.key}", risk.activity_ids, _answered(case, risk.key))
    for calendar in case.plan.calendars:
        users = tuple(one.id for one in case.plan.activities if one.calendar_id == calendar.id)
        if calendar.id != case.plan.default_calendar_id and users:
            yield Thing("calendar", f"calendar:{calendar.id}", users, _default_time(case, calendar.id))
    for resource in case.plan.resources:
        users = tuple(one.activity_id for one in case.plan.assignments if one.resource_id == resource.id)
        yield Thing("resource", f"resource:{resource.id}", users)
    yield from _open_ends(case)


def agreed(case: Case) -> Mapping[int, float]:
    """How long uncertain work lasts at most when it goes as agreed, in minutes by activity id.

    As planned; where that is above three times the median of at least five activities with work under the same
    summary, that median.
    """
    classes: dict[int | None, list[int]] = {}
    for one in case.plan.activities:
        if one.duration_minutes:
            classes.setdefault(one.parent_id, []).append(one.duration_minutes)
    found = {}
    for one in case.plan.activities:
        own = case.uncertainty.ranges.get(one.id)
        if not one.duration_minutes or (own is not None and own.certain):
            continue
        most = float(one.duration_minutes)
        fellows = classes[one.parent_id]
        if one.parent_id is not None and len(fellows) >= 5 and len(classes) > 1:
            median = statistics.median(fellows)
            most = median if most > 3 * median else most
        found[one.id] = most
    return found


def _chains(case: Case) -> Iterator[tuple[int, ...]]:
    """Work of one team, which generated plans only have on stretches without other ties."""
    found: dict[str, list[int]] = {}
    for one in case.plan.activities:
        if one.responsible is not None:
            found.setdefault(one.responsible, []).append(one.id)
    yield from (tuple(ids) for ids in found.values())


def _open_ends(case: Case) -> Iterator[Thing]:
    """Work under a summary that leads nowhere, with the last milestone under that summary."""
    for one in case.plan.activities:
        if one.duration_minutes and one.id not in case.out:
            closing = [
                row.id for row in case.plan.activities if row.parent_id == one.parent_id and row.type.is_milestone
            ]
            linked = _linked(case, Link(one.id, closing[-1]))
            yield Thing("open_end", f"open_end:{one.id}:finish", (one.id, closing[-1]), linked)


def _shorter(case: Case, most: Mapping[int, float]) -> Callable[[], Case]:
    return lambda: replace(case, most=MappingProxyType(dict(most)))


def _apart(case: Case, into: list[Link], latest: Callable[[Link], float]) -> Callable[[], Case]:
    def relieved() -> Case:
        kept = max(into, key=latest)
        return _linking(case, [one for one in case.plan.links if one not in into or one is kept])

    return relieved


def _linking(case: Case, links: list[Link]) -> Case:
    return replace(case, plan=replace(case.plan, links=tuple(links)))


def _without_lag(case: Case, lagged: Link) -> Callable[[], Case]:
    return lambda: _linking(case, [replace(one, lag_minutes=0) if one is lagged else one for one in case.plan.links])


def _linked(case: Case, link: Link) -> Callable[[], Case]:
    return lambda: _linking(case, [*case.plan.links, link])


def _without_date(case: Case, key: int) -> Callable[[], Case]:
    def relieved() -> Case:
        rows = tuple(
            replace(one, constraint=ConstraintType.AS_SOON_AS_POSSIBLE, constraint_date=None) if one.id == key else one
            for one in case.plan.activities
        )
        return replace(case, plan=replace(case.plan, activities=rows))

    return relieved


def _answered(case: Case, key: str) -> Callable[[], Case]:
    """What its response leaves of the risk; without response it doesn't happen."""

    def relieved() -> Case:
        risks = tuple(
            replace(one, impact=one.residual, residual=None) if one.key == key and one.residual is not None else one
            for one in case.uncertainty.risks
            if one.key != key or one.residual is not None
        )
        return replace(case, uncertainty=replace(case.uncertainty, risks=risks))

    return relieved


def _default_time(case: Case, key: int) -> Callable[[], Case]:
    """What lies on the calendar is done in the project's own."""

    def relieved() -> Case:
        default = case.plan.default_calendar_id
        rows = tuple(
            replace(one, calendar_id=default) if one.calendar_id == key else one for one in case.plan.activities
        )
        return replace(case, plan=replace(case.plan, activities=rows))

    return relieved


def one_more(case: Case, resource: int, mondays: list[date]) -> Case:
    """The plan with one more of a resource in these weeks."""
    own = next(one for one in case.plan.resources if one.id == resource)
    usual = 1.0 if own.max_units is None else own.max_units
    more = tuple(
        Availability(
            datetime(day.year, day.month, day.day),
            datetime(day.year, day.month, day.day) + timedelta(days=6),
            usual + 1,
        )
        for day in mondays
    )
    rows = tuple(replace(one, availability=more) if one is own else one for one in case.plan.resources)
    return replace(case, plan=replace(case.plan, resources=rows))
