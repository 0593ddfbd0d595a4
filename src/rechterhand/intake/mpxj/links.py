"""Links of MPXJ's JSON: they stand with the successor's predecessors."""

from __future__ import annotations

from collections.abc import Container

from rechterhand.intake.mpxj.columns import Columns, assembled
from rechterhand.record.link import LagUnit, Link, LinkType

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
