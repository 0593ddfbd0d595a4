"""How long the texts of a plan may be: longer ones are cut where they come in, once for all, and told.

No planning tool writes such names; a file that was made by hand or by a broken export may, and a name of a hundred
thousand characters would stand in every list, price and report of the plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, TypeVar

from rechterhand.intake.reader import NotUnderstood, Reading
from rechterhand.record.plan import Plan
from rechterhand.text import Message
from rechterhand.text.message import Value

NAME, CODE, NOTES = 2_000, 255, 20_000
"""Longest name, code and note of a plan, in characters."""

_EXAMPLE = 80
_ACTIVITY = {"name": NAME, "code": CODE, "wbs": NAME, "external_project": NAME, "responsible": NAME, "notes": NOTES}
_RESOURCE = {"name": NAME, "code": CODE, "role": NAME, "group": NAME, "notes": NOTES}
_MAPPINGS = ("codes", "fields")
_Row = TypeVar("_Row")


@dataclass(slots=True)
class _Cut:
    """What was too long: how often, the first, and how long it may be, by field."""

    found: dict[str, tuple[int, str, int]] = field(default_factory=dict)

    def text(self, name: str, text: str, most: int) -> str:
        """The text, or its beginning with a sign that there was more."""
        if len(text) <= most:
            return text
        count, example, _ = self.found.get(name, (0, text[:_EXAMPLE], most))
        self.found[name] = (count + 1, example, most)
        return _shortened(text, most)

    def row(self, kind: str, row: _Row, bounds: Mapping[str, int]) -> _Row:
        """A row of the plan with its texts cut."""
        changed: dict[str, Any] = {}
        for name, most in bounds.items():
            text = getattr(row, name)
            if text is not None and len(text) > most:
                changed[name] = self.text(f"{kind}.{name}", text, most)
        for name in _MAPPINGS:
            texts: Mapping[str, object] = getattr(row, name, {})
            if any(_is_long(one) for pair in texts.items() for one in pair):
                changed[name] = self.texts(f"{kind}.{name}", texts)
        return replace(row, **changed) if changed else row  # type: ignore[type-var]  # the rows of a plan are dataclasses

    def texts(self, name: str, texts: Mapping[str, object]) -> Mapping[str, object]:
        """Fields by their names, both cut."""
        return MappingProxyType({self.text(name, key, NAME): self.value(name, one) for key, one in texts.items()})

    def value(self, name: str, value: object) -> object:
        """The value of a field, which may be a text."""
        return self.text(name, value, NAME) if isinstance(value, str) else value

    def told(self) -> tuple[NotUnderstood, ...]:
        """Each field that lost something."""
        return tuple(
            NotUnderstood(name, count, example, reason=Message.of("intake.too_long", most=most))
            for name, (count, example, most) in self.found.items()
        )


def bounded(reading: Reading) -> Reading:
    """The reading with every text of its plan within bounds; what was cut stands with what wasn't understood."""
    cut = _Cut()
    plan = _plan(reading.plan, cut)
    left = tuple(
        replace(one, field=_shortened(one.field, NAME), example=_shortened(one.example, NAME), reason=_told(one.reason))
        for one in reading.not_understood
    )
    assumptions = tuple(replace(one, text=_message(one.text)) for one in reading.assumptions)
    return replace(reading, plan=plan, assumptions=assumptions, not_understood=left + cut.told())


def _plan(plan: Plan, cut: _Cut) -> Plan:
    return replace(
        plan,
        name=cut.text("project.name", plan.name, NAME),
        key=_shortened(plan.key, NAME),
        activities=tuple(cut.row("task", one, _ACTIVITY) for one in plan.activities),
        calendars=tuple(
            replace(
                cut.row("calendar", one, {"name": NAME}),
                exceptions=tuple(cut.row("calendar.exception", day, {"name": NAME}) for day in one.exceptions),
                work_weeks=tuple(cut.row("calendar.work_week", week, {"name": NAME}) for week in one.work_weeks),
            )
            for one in plan.calendars
        ),
        resources=tuple(cut.row("resource", one, _RESOURCE) for one in plan.resources),
        assignments=tuple(cut.row("assignment", one, {"role": NAME}) for one in plan.assignments),
        unread_dates=tuple(
            replace(one, column=_shortened(one.column, NAME), text=_shortened(one.text, NAME))
            for one in plan.unread_dates
        ),
        properties=cut.texts("project.properties", plan.properties)
        if any(_is_long(one) for pair in plan.properties.items() for one in pair)
        else plan.properties,
    )


def _is_long(value: object) -> bool:
    return isinstance(value, str) and len(value) > NAME


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _told(message: Message | None) -> Message | None:
    return None if message is None else _message(message)


def _message(message: Message) -> Message:
    return Message(message.key, MappingProxyType({name: _value(one) for name, one in message.values.items()}))


def _value(value: Value) -> Value:
    if isinstance(value, str):
        return _shortened(value, NAME)
    if isinstance(value, Message):
        return _message(value)
    return tuple(_value(one) for one in value) if isinstance(value, tuple) else value
