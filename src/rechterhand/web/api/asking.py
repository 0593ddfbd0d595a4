"""What is asked for by parameters, as queries take it."""

from __future__ import annotations

from rechterhand.web.api.shapes.projects import Asked
from rechterhand.web.data.models import Health
from rechterhand.web.queries.portfolio import Filters
from rechterhand.web.queries.standing import STATES


def filters(asked: Asked, *, limit: int, offset: int) -> Filters:
    """Which projects."""
    return Filters(
        text=asked.q.strip(),
        health=tuple(STATES[Health(one)] for one in asked.health),
        programme=asked.programme,
        method=asked.method or "",
        phase=asked.phase or "",
        unit=asked.unit,
        tag=asked.tag,
        archived=asked.archived,
        sort=asked.sort,
        descending=asked.descending,
        size=limit,
        skip=offset,
    )
