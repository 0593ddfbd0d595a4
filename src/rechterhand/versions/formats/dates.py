"""A date to finish by: Microsoft Project has deadlines for it, Primavera constraints that move nothing either.

A date that must be met is mandatory in Primavera. A table without a column for constraints holds what waits for nothing
to its own start.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

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
    """Starts that only a table holds are as in the old version.

    Deadlines become constraints where the old version is Primavera's, such constraints deadlines where it isn't.
    """
    if formats.with_table:
        formats = formats.having(formats.each(partial(_held_by_table, formats)))
    if not formats.two_tools:
        return formats.new
    names, by = (_MANDATORY, _as_constraint) if formats.from_primavera else (_MUST, _as_deadline)
    return formats.each(lambda old, new: by(old, replace(new, constraint=names.get(new.constraint, new.constraint))))


def _held_by_table(formats: Formats, old: Activity, new: Activity) -> Activity:
    """No constraint where only a table without constraints has one, at the start that the other version plans."""
    table, other = (old, new) if formats.new.source.columns is None else (new, old)
    columns = formats.old.source.columns if table is old else formats.new.source.columns
    if {"constraint", "constraint_date"} & (columns or frozenset()):
        return new
    date = table.constraint_date
    held = table.constraint is ConstraintType.START_NO_EARLIER_THAN and other.constraint is _FREE
    if not held or date is None or (other.start is not None and date.date() != other.start.date()):
        return new
    return replace(new, constraint=old.constraint, constraint_date=old.constraint_date)


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
