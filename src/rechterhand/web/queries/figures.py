"""Figures of versions, each with the answer to 'How do you know?'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from rechterhand.text import Message
from rechterhand.text.ending import ending_day
from rechterhand.web.data.models import PlanVersion
from rechterhand.web.look.explained import Explained, Figure, Kind, Unit
from rechterhand.web.look.say import Words

BY_CALENDAR = Message.of("records.assumption.calendar")


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a version's figures come from, and what was taken for granted."""

    source: Message
    as_of: date
    assumptions: tuple[Words, ...] = ()

    @classmethod
    def of(cls, version: PlanVersion, assumptions: Sequence[Words] = ()) -> Basis:
        """The verdict of this version."""
        source = Message.of("records.source.version", number=version.number, file=version.file_name)
        as_of = timezone.localdate(version.reviewed_at or version.created_at)
        return cls(source, as_of, tuple(assumptions))

    @classmethod
    def between(cls, old: PlanVersion, new: PlanVersion, assumptions: Sequence[Words] = ()) -> Basis:
        """Two versions held side by side."""
        source = Message.of("records.source.versions", old=old.number, new=new.number, file=new.file_name)
        return cls(source, timezone.localdate(new.created_at), tuple(assumptions))

    def figure(
        self,
        value: Figure,
        unit: Unit,
        formula: Words,
        *,
        digits: int = 0,
        error: float | None = None,
        kind: Kind = "plain",
        signed: bool = False,
        assumed: tuple[Words, ...] = (),
    ) -> Explained:
        """A figure of it."""
        return Explained(
            value,
            unit,
            digits,
            error,
            source=self.source,
            as_of=self.as_of,
            formula=formula,
            assumptions=(*assumed, *self.assumptions),
            kind=kind,
            signed=signed,
        )

    def day(self, value: date | None, key: str) -> Explained:
        """A date; ``key`` names its formula."""
        return self.figure(value, "date", Message.of(f"records.formula.{key}"))

    def price(self, days: float, error: float | None, key: str = "price", kind: Kind = "costs") -> Explained:
        """A price tag: working days with their sampling error."""
        formula = Message.of(f"records.formula.{key}")
        return self.figure(days, "working_days", formula, digits=1, error=error, kind=kind)


def last_day(moment: datetime | None, *, is_milestone: bool) -> date | None:
    """The day of a finish: midnight ends the day before, but a milestone stands on its own day."""
    if moment is None:
        return None
    return moment.date() if is_milestone else ending_day(moment)


def nothing(why: str) -> Explained:
    """No figure, and why: ``records.none.<why>``."""
    return Explained(
        None,
        source=Message.of("records.source.none"),
        as_of=timezone.localdate(),
        formula=Message.of(f"records.none.{why}"),
    )
