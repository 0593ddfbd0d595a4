"""Links of MPXJ's JSON: they stand with the successor's predecessors."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from rechterhand.intake.mpxj.columns import Columns, assembled
from rechterhand.record.activity import Activity
from rechterhand.record.link import LagUnit, Link, LinkType, OutsideLink

_UNITS = {
    **dict.fromkeys(("em", "eh", "ed", "ew", "emo", "ey"), LagUnit.ELAPSED),
    "%": LagUnit.PERCENT,
    "e%": LagUnit.ELAPSED_PERCENT,
}
_SHARES = frozenset({LagUnit.PERCENT, LagUnit.ELAPSED_PERCENT})


def links(relations: Columns, kept: Container[int]) -> tuple[Link, ...]:
    """All links between tasks that are kept, in file order of their successors."""
    lags = relations.of("lag", otherwise=0)
    units = relations.of("lag_units", lambda told: _UNITS.get(told, LagUnit.WORKING))
    shares = [unit in _SHARES for unit in units]
    made = assembled(
        Link,
        len(relations),
        {
            "predecessor_id": relations.of("predecessor_task_unique_id", otherwise=0),
            "successor_id": relations.of("successor_task_unique_id", otherwise=0),
            "type": relations.of("type", LinkType, otherwise="FS"),
            "lag_minutes": [0 if share else round(lag / 60) for lag, share in zip(lags, shares, strict=True)],
            "lag_unit": units,
            # the JSON takes a percentage for minutes and gives seconds
            "lag_percent": [lag / 60 if share else None for lag, share in zip(lags, shares, strict=True)],
            "id": relations.of("unique_id"),
        },
    )
    return tuple(one for one in made if one.predecessor_id in kept and one.successor_id in kept)


def with_repeated(found: Sequence[Link], groups: Iterable[Sequence[int]]) -> tuple[Link, ...]:
    """Links with those that an XER says once more, which MPXJ drops; each behind the one that it repeats.

    Parameters
    ----------
    found
        The links that MPXJ gives.
    groups
        Numbers of links that say the same.
    """
    known = {one.id for one in found}
    missing = {
        kept: [number for number in group if number not in known]
        for group in groups
        for kept in [next((number for number in group if number in known), None)]
        if kept is not None
    }
    return tuple(
        each for one in found for each in (one, *(replace(one, id=number) for number in missing.get(one.id or 0, ())))
    )


def outside_links(crossing: Iterable[Sequence[Any]], number_of: Callable[[int], int | None]) -> Iterator[OutsideLink]:
    """Links of which one end is in the plan, from those that lead out of a project ('PR_FS' is P6's FS).

    ``number_of`` gives the number in the plan of an activity that is in it.
    """
    for before, after, told, in_file in crossing:
        kind = LinkType(told[-2:]) if told[-2:] in LinkType.__members__ else LinkType.FS
        ends = number_of(before), number_of(after)
        if ends[0] is None and ends[1] is not None:
            yield OutsideLink(ends[1], before, kind, incoming=True, in_file=bool(in_file))
        elif ends[0] is not None and ends[1] is None:
            yield OutsideLink(ends[0], after, kind, incoming=False, in_file=bool(in_file))


def numbers_in(
    rows: Iterable[Activity], codes: Sequence[Sequence[Any]] | None, project: object
) -> Callable[[int], int | None]:
    """The number in the plan of an activity by that in the file.

    Parameters
    ----------
    rows
        Of the plan.
    codes
        Number in the file, project and code of the activities at the ends of links; None where numbers stay as they
        are.
    project
        The number of the plan's project.
    """
    kept = {one.id for one in rows}
    if codes is None:
        return lambda number: number if number in kept else None
    by_code = {one.code: one.id for one in rows if one.code and not one.type.is_summary}
    own = {number: by_code.get(code) for number, told, code in codes if str(told) == str(project)}
    return own.get
