"""The values that a check looked at, in the reader's words; the JSON has them under their keys."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from rechterhand.findings.check import Evidence
from rechterhand.findings.wording import constraint_name, lag_amount
from rechterhand.record.activity import ActivityType, ConstraintType
from rechterhand.record.link import Link, LinkType
from rechterhand.record.plan import Plan
from rechterhand.reports.saying import Sayer
from rechterhand.text.catalogue import texts

_IN_LAG = frozenset({"lag_minutes", "lag_percent", "lag_unit"})
_TYPES = {one.value: f"checks.link.{one.value.lower()}" for one in LinkType}
_TYPES |= {one.value: f"workbook.type.{one.value}" for one in ActivityType}


class Observed:
    """Tells the values of evidence about one plan."""

    def __init__(self, plan: Plan, say: Sayer) -> None:
        self._say = say
        self.position = {one.id: row for row, one in enumerate(plan.activities)}
        self._names = texts("evidence", say.language)
        self._links: dict[tuple[int, int, str], Link] = {}
        for one in plan.links:
            self._links.setdefault((one.predecessor_id, one.successor_id, one.type.value), one)
            self._links.setdefault((one.successor_id, one.predecessor_id, one.type.value), one)

    def told(self, item: Evidence, minutes_per_day: float) -> str:
        """Every value that there is, named: 'soort: begin na einde; vertragingstijd: 10 werkdagen'.

        Parameters
        ----------
        item
            The evidence.
        minutes_per_day
            Working minutes of a day of its activity, in which lags are told.
        """
        link = None if item.other_id is None else self._links.get(self._key(item))
        found = []
        for name, value in item.fields.items():
            if link is not None and name in _IN_LAG:
                if name == "lag_minutes" and (link.lag_minutes or link.lag_percent):
                    late = link.lag_minutes > 0 or (link.lag_percent or 0) > 0
                    amount = self._say.message(lag_amount(link, minutes_per_day))
                    found.append(self._named("lag" if late else "lead", amount))
            elif name == "lag_minutes" and "lag_days" in item.fields:
                continue  # the check's own figure says it
            elif value is not None and value not in ("", ()):
                found.append(self._field(name, value, minutes_per_day))
        return "; ".join(found)

    def _key(self, item: Evidence) -> tuple[int, int, str]:
        return item.activity_id, item.other_id or 0, str(item.fields.get("type"))

    def _field(self, name: str, value: object, minutes_per_day: float) -> str:
        if name.endswith("_minutes"):
            name, divisor = (
                (name[:-8] + "_days", minutes_per_day) if name == "lag_minutes" else (name[:-8] + "_hours", 60)
            )
            values = value if isinstance(value, tuple) else (value,)
            value = tuple(one / divisor for one in values if isinstance(one, int | float))
        return self._named(name, self._value(name, value))

    def _named(self, name: str, value: str) -> str:
        return self._say("evidence.is", name=self._say(f"evidence.{name}"), told=value)

    def _value(self, name: str, value: object) -> str:
        if isinstance(value, tuple | list):
            return ", ".join(self._value(name, one) for one in value if one is not None)
        if isinstance(value, bool):
            return self._say("workbook.yes" if value else "evidence.no")
        if isinstance(value, datetime):
            return self._say("evidence.moment_at", date=value)
        if isinstance(value, date):
            return self._say("evidence.date_at", date=value)
        if isinstance(value, float) or (isinstance(value, int) and not name.endswith(("id", "ids"))):
            return self._say("evidence.share" if name == "chance" else "evidence.number", value=value)
        return self._word(name, str(value))

    def _word(self, name: str, value: str) -> str:
        """What stands for one of a few choices; any other text as it is."""
        if name == "constraint" and value in {one.value for one in ConstraintType}:
            return self._say.message(constraint_name(ConstraintType(value)))
        if name in {"type", "types_in", "types_out"} and value in _TYPES:
            return self._say(_TYPES[value])
        group = {
            "lag_unit": "unit.",
            "lag_calendar": "counting.",
            "against": "counting.",
            "field": "",
            "change": "change.",
        }.get(name)
        key = f"evidence.{group}{value}"
        return self._say(key) if group is not None and key in self._names else value


def names_of(fields: Mapping[str, object]) -> set[str]:
    """Keys of the texts that fields need."""
    changed = {"lag_minutes": "lag_days"}
    return {"evidence." + changed.get(one, one[:-8] + "_hours" if one.endswith("_minutes") else one) for one in fields}
