"""Move a date that holds work, or take it away.

Effect: the date lies 5, 10 or 20 working days (one, two or four weeks) earlier, or goes; links stay. Only whoever set
the date can move it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from rechterhand.record.activity import Activity, ConstraintType
from rechterhand.remedies.case import Case
from rechterhand.remedies.remedy import Remedy, Way
from rechterhand.remedies.sight import Sight
from rechterhand.text import Message

_EARLIEST = frozenset(
    {
        ConstraintType.START_NO_EARLIER_THAN,
        ConstraintType.FINISH_NO_EARLIER_THAN,
        ConstraintType.START_ON,
        ConstraintType.FINISH_ON,
        ConstraintType.MUST_START_ON,
        ConstraintType.MUST_FINISH_ON,
        ConstraintType.MANDATORY_START,
        ConstraintType.MANDATORY_FINISH,
    }
)
WEEKS = (None, 4, 2, 1)
"""Weeks that the date moves; None where it goes."""


def _propose(sight: Sight) -> Iterator[Way]:
    for one in sight.plan.activities:
        node = int(sight.network.node[sight.rows[one.id]])
        if one.finished or one.external or (node < 0 and not one.type.is_summary) or not one.active:
            continue
        if one.constraint is ConstraintType.AS_LATE_AS_POSSIBLE and not one.started:
            yield _way(sight, one, None, None)
        if one.constraint not in _EARLIEST or one.constraint_date is None or (one.started and _of_start(one)):
            continue
        for weeks in WEEKS:
            other = None if weeks is None else one.constraint_date - timedelta(weeks=weeks)
            if other is None or other > sight.now:
                yield _way(sight, one, weeks, other)


def _of_start(one: Activity) -> bool:
    return "start" in one.constraint.name.lower()


def _way(sight: Sight, one: Activity, weeks: int | None, other: datetime | None) -> Way:
    late = one.constraint is ConstraintType.AS_LATE_AS_POSSIBLE
    form = "soon" if late else "gone" if other is None else "earlier"
    below = [each.id for each in sight.plan.activities if each.parent_id == one.id] or [one.id]
    return Way(
        target=("date", one.id),
        degree=form if weeks is None else f"{weeks} w",
        title=Message.of(f"remedies.move_date.{form}", name=one.name, now=one.constraint_date, date=other),
        effect=Message.of(f"remedies.move_date.effect_{form}"),
        side=Message.of(f"remedies.move_date.side_{'soon' if late else 'date'}"),
        kind="constraint",
        about=frozenset({one.id}),
        touches=frozenset({("date", one.id)}),
        apply=partial(_apply, one.id, other),
        cost=None,
        weight=max((sight.share(key) for key in below if key in sight.rows), default=0.0) * (5.0 * (weeks or 8)),
    )


def _apply(key: int, other: datetime | None, case: Case) -> Case:
    if other is not None:
        return case.with_activity(key, lambda one: replace(one, constraint_date=other))
    kind = ConstraintType.AS_SOON_AS_POSSIBLE
    return case.with_activity(key, lambda one: replace(one, constraint=kind, constraint_date=None))


remedy = Remedy(("constraint",), "milestone_pull", _propose)
