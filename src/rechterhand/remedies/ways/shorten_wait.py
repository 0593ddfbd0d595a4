"""Shorten the waiting time in a link: ask whether what is waited for can be there sooner.

Effect: of the waiting time that is left a quarter or half goes; the link stays. What it waits for, no plan says: time
to harden or dry, a reaction of somebody, a term. So it is a question to whoever knows, and what it costs is unknown. A
wait beside work whose name speaks of a term set by law (objections, public inspection, standstill) isn't shortened,
nor is a lead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import numpy as np

from rechterhand.engine.network.arrays import PLAIN
from rechterhand.engine.network.kernel import arrays_of, work_before
from rechterhand.engine.network.project_time import minutes_in_project
from rechterhand.engine.schedule.result import to_minute
from rechterhand.findings.purposes import waits_on_law
from rechterhand.findings.wording import lag_amount
from rechterhand.record.activity import Activity
from rechterhand.record.link import LagUnit, Link, LinkType
from rechterhand.remedies.case import Case
from rechterhand.remedies.remedy import Remedy, Way
from rechterhand.remedies.sight import Sight
from rechterhand.text import Message

SHARES = (0.5, 0.25)
"""Of the waiting time that is left."""
LEAST = 1.0
"""Working days left to wait below which nobody need be asked."""
_SHARE = frozenset({LagUnit.PERCENT, LagUnit.ELAPSED_PERCENT})
_BY_FINISH = frozenset({LinkType.FS, LinkType.FF})
_INTO_START = frozenset({LinkType.FS, LinkType.SS})


def _propose(sight: Sight) -> Iterator[Way]:
    for place, (link, holds) in enumerate(sight.links()):
        if holds == 0 or not (link.lag_minutes > 0 or (link.lag_percent or 0) > 0):
            continue
        before, after = (sight.by_id[key] for key in (link.predecessor_id, link.successor_id))
        if after.finished or (after.started and link.type in _INTO_START):
            continue
        if waits_on_law(before.name) or waits_on_law(after.name):
            continue
        left, days = _left(sight, place, link, before)
        if days < LEAST:
            continue
        for share in SHARES:
            yield _way(sight, link, (share, share * left), days * share * holds)


def _left(sight: Sight, place: int, link: Link, before: Activity) -> tuple[float, float]:
    """What is left of a wait: as a share of it, and as working days of the project by how much time both calendars
    have.
    """
    net = sight.network.arrays
    at = int(np.flatnonzero(sight.network.link == place)[0])
    row = int(net.lag_calendar[at])
    row = int(net.calendar[net.to[at]]) if row == PLAIN else row
    whole = link.lag_minutes
    if link.lag_unit in _SHARE:
        whole = round((link.lag_percent or 0) / 100 * (before.duration_minutes or 0))
    since, passed = (before.actual_finish if link.type in _BY_FINISH else before.actual_start), 0
    if since is not None:
        clock = arrays_of(sight.network.clock)
        passed = work_before(clock, row, to_minute(sight.now)) - work_before(clock, row, to_minute(since))
    left = max(0, whole - max(0, passed))
    return left / max(1, whole), sight.days(left * minutes_in_project(sight.network, row))


def _way(sight: Sight, link: Link, less: tuple[float, float], weight: float) -> Way:
    """``less`` is what goes: of what is left, and of the whole."""
    before, after = sight.by_id[link.predecessor_id], sight.by_id[link.successor_id]
    day, shorter = sight.plan.options.minutes_per_day, _shorter(link, less[1])
    name = f"{before.id}-{after.id}-{link.type.value}"
    return Way(
        target=("wait", name),
        degree=f"{less[0]:.0%}",
        title=Message.of("remedies.shorten_wait.title", before=before.name, after=after.name),
        effect=Message.of("remedies.shorten_wait.effect", now=lag_amount(link, day), then=lag_amount(shorter, day)),
        side=Message.of("remedies.shorten_wait.side"),
        kind="link",
        about=frozenset({before.id, after.id}),
        touches=frozenset({("wait", name)}),
        apply=partial(_apply, link, shorter),
        cost=None,
        weight=weight,
    )


def _shorter(link: Link, less: float) -> Link:
    percent = None if link.lag_percent is None else link.lag_percent * (1 - less)
    return replace(link, lag_minutes=round(link.lag_minutes * (1 - less)), lag_percent=percent)


def _apply(link: Link, shorter: Link, case: Case) -> Case:
    return case.with_links([link], [shorter])


remedy = Remedy(("link",), "brown_paper", _propose)
