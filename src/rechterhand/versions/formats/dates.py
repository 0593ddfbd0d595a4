"""A date to finish by: Microsoft Project has deadlines for it, Primavera constraints that move nothing either.

A date that must be met is mandatory in Primavera.
"""

from __future__ import annotations

from dataclasses import replace

from rechterhand.record.activity import Activity, ConstraintType
from rechterhand.record.plan import Plan
from rechterhand.versions.formats.pair import Formats

_BY = ConstraintType.FINISH_NO_LATER_THAN
_FREE = ConstraintType.AS_SOON_AS_POSSIBLE
_MANDATORY = {
    ConstraintType.MUST_START_ON: ConstraintType.MANDATORY_START,
    ConstraintType.MUST_FINISH_ON: ConstraintType.MANDATORY_FINISH,
}
_MUST = {mandatory: must for must, mandatory in _MANDATORY.items()}


def evened(formats: Formats) -> Plan:
    """Deadlines become constraints where the old version is Primavera's, such constraints deadlines where it isn't."""
    if not formats.two_tools:
        return formats.new
    names, by = (_MANDATORY, _as_constraint) if formats.from_primavera else (_MUST, _as_deadline)
    return formats.each(lambda old, new: by(old, replace(new, constraint=names.get(new.constraint, new.constraint))))


def _as_constraint(old: Activity, new: Activity) -> Activity:
    if new.deadline is None or old.deadline is not None:
        return new
    if new.constraint is _FREE:
        return replace(new, constraint=_BY, constraint_date=new.deadline, deadline=None)
    if new.second_constraint in {None, _FREE}:
        return replace(new, second_constraint=_BY, second_constraint_date=new.deadline, deadline=None)
    return new


def _as_deadline(old: Activity, new: Activity) -> Activity:
    if new.deadline is not None or _BY in {old.constraint, old.second_constraint}:
        return new
    if new.second_constraint is _BY:
        return replace(new, deadline=new.second_constraint_date, second_constraint=None, second_constraint_date=None)
    if new.constraint is _BY:
        return replace(
            new,
            deadline=new.constraint_date,
            constraint=new.second_constraint or _FREE,
            constraint_date=new.second_constraint_date,
            second_constraint=None,
            second_constraint_date=None,
        )
    return new
