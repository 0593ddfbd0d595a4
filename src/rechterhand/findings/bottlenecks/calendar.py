"""A calendar with less working time than the project's own, such as that of a decision body.

Relief: what lies on it is done in the project's default calendar; days off of its own stay, and durations stay the
agreed working minutes. A calendar with more working time is no obstacle, and round the clock would invent labour.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.clock import CalendarKey, Clock, Mixed, build_clock
from rechterhand.engine.network.compile import calendar_of, compile_plan
from rechterhand.engine.network.rule import EPOCH
from rechterhand.engine.price.change import Change
from rechterhand.findings.default_time import as_default
from rechterhand.findings.detector import Candidate, Detector, Relief, Scene
from rechterhand.record.calendar import Calendar
from rechterhand.record.plan import Plan
from rechterhand.text import Message


def _detect(scene: Scene) -> Iterator[Candidate]:
    plan, calendars = scene.plan, {one.id: one for one in scene.plan.calendars}
    if plan.default_calendar_id not in calendars:
        return
    default, period = calendars[plan.default_calendar_id], _period(scene)
    for key, rows in _users(scene).items():
        weight = max(float(scene.band[row]) for row in rows)
        if key == default.id or key not in calendars or weight == 0:
            continue
        changed = as_default(calendars[key], calendars, default, period)
        if changed is None or not _opens(scene, changed, period):
            continue
        yield Candidate(
            key=f"calendar:{key}",
            title=Message.of("bottlenecks.calendar.title", name=calendars[key].name),
            activity_ids=tuple(plan.activities[row].id for row in rows),
            weight=weight,
            relief=partial(_relief, scene, changed, (default.name, len(rows))),
        )


def _users(scene: Scene) -> dict[int, list[int]]:
    """Open rows with work by the calendars that count it; of a mixture by each of its calendars."""
    found: dict[int, list[int]] = {}
    for row, one in scene.open_activities():
        if scene.network.arrays.duration[scene.network.node[row]] > 0:
            for key in _parts(calendar_of(one, scene.setting)):
                found.setdefault(key, []).append(row)
    return found


def _parts(key: CalendarKey) -> set[int]:
    if isinstance(key, Mixed):
        return set(key.resources) | (set() if key.task is None else {key.task})
    return set() if key is None else {key}


def _period(scene: Scene) -> tuple[date, date]:
    """From where remaining work can lie to the last finish of the futures."""
    first = (EPOCH + timedelta(minutes=scene.setting.data_date)).date()
    last = (EPOCH + timedelta(minutes=int(scene.finishes.max(initial=scene.setting.data_date)))).date()
    return first, max(last, first + timedelta(days=28))


def _opens(scene: Scene, changed: Calendar, period: tuple[date, date]) -> bool:
    """Whether the calendar would have more working time in the period than it has."""
    clock = scene.network.clock
    first, last = ((EPOCH + timedelta(minutes=one)).date() for one in (clock.first, clock.last))
    other = build_clock(_with(scene.plan, changed).calendars, [changed.id], first, last - timedelta(days=1))
    days = [(one - first).days for one in period]

    def works(one: Clock) -> int:
        before = one.before[one.position[changed.id]]
        begin, end = (min(max(day, 0), len(before) - 1) for day in days)
        return int(before[end] - before[begin])

    return works(other) > works(clock)


def _with(plan: Plan, changed: Calendar) -> Plan:
    return replace(plan, calendars=tuple(changed if one.id == changed.id else one for one in plan.calendars))


def _relief(scene: Scene, changed: Calendar, told: tuple[str, int]) -> Relief:
    def anew() -> Network:
        return compile_plan(_with(scene.plan, changed), honest=scene.network.honest)

    return Relief(text=Message.of("bottlenecks.calendar.relief", name=told[0], count=told[1]), change=Change(anew=anew))


detector = Detector(_detect)
