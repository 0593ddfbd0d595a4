"""Versions in the order of their status dates."""

from __future__ import annotations

from collections.abc import Sequence

from rechterhand.errors import BadInput
from rechterhand.record.plan import Plan
from rechterhand.text import Message


def refuse_later(plans: Sequence[Plan]) -> None:
    """Raise BadInput when a version knows of more days than one that was given after it.

    Versions without a status date are passed over.
    """
    last: Plan | None = None
    for one in plans:
        if one.status_date is None:
            continue
        if last is not None and last.status_date is not None and last.status_date > one.status_date:
            raise BadInput(
                Message.of("compare.later", before=last.status_date.date(), after=one.status_date.date()),
                where={"file": f"{last.source.file}, {one.source.file}"},
                hint=Message.of("compare.later_hint"),
            )
        last = one
