"""Two versions of a small random plan, the second with changes of all kinds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st
from tests.cases.random_plans import MSP_CONSTRAINTS, P6_CONSTRAINTS, plans, staffed_plans
from tests.cases.schedules import START

from rechterhand.record.activity import Activity, ConstraintType
from rechterhand.record.calendar import CalendarException
from rechterhand.record.link import Link, LinkType
from rechterhand.record.plan import Dialect, Plan

KINDS = ("progress", "new_work", "duration", "logic", "constraint", "calendar", "settings")


@st.composite
def versions(draw: st.DrawFn, kinds: tuple[str, ...] = KINDS) -> tuple[Plan, Plan]:
    """An old and a new version of one plan, with the same project calendar."""
    old = draw(st.one_of(plans(), staffed_plans()))
    new = old
    for kind in draw(st.lists(st.sampled_from(kinds), unique=True, min_size=1)):
        made = draw(_EDITS[kind](new))
        new = new if _goes_round(made) else made
    return old, new


def _goes_round(plan: Plan) -> bool:
    """Whether links lead back to where they began."""
    after: dict[int, list[int]] = {one.id: [] for one in plan.activities}
    waits = dict.fromkeys(after, 0)
    for link in plan.links:
        after[link.predecessor_id].append(link.successor_id)
        waits[link.successor_id] += 1
    free = [key for key, count in waits.items() if not count]
    done = 0
    while free:
        done += 1
        for key in after[free.pop()]:
            waits[key] -= 1
            if not waits[key]:
                free.append(key)
    return done < len(after)


@st.composite
def _progress(draw: st.DrawFn, plan: Plan) -> Plan:
    """Time goes on: rows from the front begin, end or have less left."""
    status = START + timedelta(days=draw(st.sampled_from([3, 7, 14])))
    first = next((place for place, one in enumerate(plan.activities) if not one.started), len(plan.activities))
    upto = draw(st.integers(0, len(plan.activities)))
    rows = list(plan.activities)
    for place in range(upto):
        one = rows[place]
        if one.manual or one.finished or one.type.is_milestone:
            continue
        begun = one.actual_start or START + timedelta(days=draw(st.integers(0, 2)), hours=draw(st.integers(0, 4)))
        left = one.remaining_duration_minutes or one.duration_minutes or 0
        if place < first and draw(st.booleans()):
            end = status - timedelta(hours=draw(st.integers(0, 30)))
            rows[place] = replace(
                one, actual_start=min(begun, end), actual_finish=end, remaining_duration_minutes=0, calendar_id=1
            )
        elif place <= first:
            done = draw(st.integers(0, left))
            fields = {"actual_duration_minutes": done, "remaining_duration_minutes": left - done}
            fields["duration_minutes"] = (one.duration_minutes or 0) + draw(st.sampled_from([0, 0, 240]))
            rows[place] = replace(one, actual_start=begun, resume=status, **fields)
    date_ = status if plan.dialect is Dialect.PRIMAVERA else draw(st.sampled_from([None, status]))
    return replace(plan, activities=tuple(rows), status_date=date_)


@st.composite
def _duration(draw: st.DrawFn, plan: Plan) -> Plan:
    def longer(one: Activity) -> Activity:
        more = draw(st.sampled_from([-200, 60, 480, 2400]))
        if one.finished or one.manual or one.type.is_milestone or draw(st.booleans()):
            return one
        total = max(60, (one.duration_minutes or 0) + more)
        if one.started:
            left = one.remaining_duration_minutes or 0
            return replace(one, duration_minutes=total, remaining_duration_minutes=max(0, left + more))
        return replace(one, duration_minutes=total, remaining_duration_minutes=total)

    return replace(plan, activities=tuple(longer(one) for one in plan.activities))


@st.composite
def _logic(draw: st.DrawFn, plan: Plan) -> Plan:
    """Links go, come, or wait longer; at times all of them turn round."""
    ids = [one.id for one in plan.activities]
    if draw(st.integers(0, 4)) == 0:
        turned = (replace(one, predecessor_id=one.successor_id, successor_id=one.predecessor_id) for one in plan.links)
        return replace(plan, links=tuple(turned))
    kept = [one for one in plan.links if draw(st.integers(0, 3))]
    kept = [
        replace(one, lag_minutes=draw(st.sampled_from([0, 480, 960]))) if one.lag_percent is None else one
        for one in kept
    ]
    known = {(one.predecessor_id, one.successor_id) for one in plan.links}
    if len(ids) > 1:
        for _ in range(draw(st.integers(0, 3))):
            before, after = sorted(
                draw(st.lists(st.sampled_from(range(len(ids))), min_size=2, max_size=2, unique=True))
            )
            if (ids[before], ids[after]) not in known and (ids[after], ids[before]) not in known:
                known.add((ids[before], ids[after]))
                kept.append(Link(ids[before], ids[after], draw(st.sampled_from(list(LinkType)))))
    return replace(plan, links=tuple(kept)) if _ordered(plan, kept) else plan


def _ordered(plan: Plan, links: list[Link]) -> bool:
    """Whether links lead from the front to the back, as those of random plans do."""
    place = {one.id: number for number, one in enumerate(plan.activities)}
    return all(place[one.predecessor_id] < place[one.successor_id] for one in links)


@st.composite
def _new_work(draw: st.DrawFn, plan: Plan) -> Plan:
    """Rows go, with or without a link that bridges them; rows come, with links or without."""
    gone = draw(st.sets(st.sampled_from([one.id for one in plan.activities]), max_size=2))
    if len(gone) == len(plan.activities):
        gone = set()
    links = [one for one in plan.links if not {one.predecessor_id, one.successor_id} & gone]
    for key in sorted(gone):
        before = [one.predecessor_id for one in plan.links if one.successor_id == key]
        after = [one.successor_id for one in plan.links if one.predecessor_id == key]
        known = {(one.predecessor_id, one.successor_id) for one in links}
        free = before and after and not {before[0], after[0]} & gone and (before[0], after[0]) not in known
        if free and draw(st.booleans()):
            links.append(Link(before[0], after[0]))
    rows = [one for one in plan.activities if one.id not in gone]
    work = tuple(one for one in plan.assignments if one.activity_id not in gone)
    for number in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(rows)))
        length = draw(st.sampled_from([240, 960, 4800]))
        key = 900 + number
        rows.insert(place, Activity(key, f"New {number}", duration_minutes=length, remaining_duration_minutes=length))
        if place and draw(st.booleans()):
            links.append(Link(rows[place - 1].id, key))
        if place + 1 < len(rows) and draw(st.booleans()):
            links.append(Link(key, rows[place + 1].id))
    return replace(plan, activities=tuple(rows), links=tuple(links), assignments=work)


@st.composite
def _constraint(draw: st.DrawFn, plan: Plan) -> Plan:
    kinds = P6_CONSTRAINTS if plan.dialect is Dialect.PRIMAVERA else MSP_CONSTRAINTS

    def held(one: Activity) -> Activity:
        kind = draw(st.sampled_from(kinds))
        at = START + timedelta(days=draw(st.sampled_from([0, 1, 8, 15, 29])))
        if one.manual or one.started or draw(st.booleans()):
            return one
        if kind is ConstraintType.AS_SOON_AS_POSSIBLE:
            return replace(one, constraint=kind, constraint_date=None)
        return replace(one, constraint=kind, constraint_date=at)

    return replace(plan, activities=tuple(held(one) for one in plan.activities))


@st.composite
def _calendar(draw: st.DrawFn, plan: Plan) -> Plan:
    """Days off on a calendar that isn't the project's; activities on other calendars."""
    key = draw(st.sampled_from([2, 3, 8]))
    off = CalendarException(date(2026, 1, 12), date(2026, 1, 12 + draw(st.integers(0, 3))))
    calendars = tuple(
        replace(one, exceptions=(*one.exceptions, off)) if one.id == key else one for one in plan.calendars
    )
    rows = tuple(
        replace(one, calendar_id=draw(st.sampled_from([1, 2, 8])))
        if not one.started and not one.manual and draw(st.booleans())
        else one
        for one in plan.activities
    )
    return replace(plan, calendars=calendars, activities=rows)


@st.composite
def _settings(draw: st.DrawFn, plan: Plan) -> Plan:
    options = replace(plan.options, honour_constraints=draw(st.booleans()), split_in_progress=draw(st.booleans()))
    return replace(plan, options=options, start=START + timedelta(days=draw(st.sampled_from([0, 2]))))


_EDITS = {
    "progress": _progress,
    "new_work": _new_work,
    "duration": _duration,
    "logic": _logic,
    "constraint": _constraint,
    "calendar": _calendar,
    "settings": _settings,
}
