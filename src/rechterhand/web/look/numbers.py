"""How an ``Explained`` number stands in a page: a button that opens 'How do you know?'."""

from __future__ import annotations

from datetime import date

from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from rechterhand.text import Language, Message, render
from rechterhand.web.look.basis import basis
from rechterhand.web.look.explained import COUNTED, Explained
from rechterhand.web.look.say import language

UNITS = {
    "working_days": "look.unit.working_days",
    "calendar_days": "look.unit.calendar_days",
    "hours": "look.unit.hours",
    "weeks": "look.unit.weeks",
    "points": "look.unit.points",
    "times": "look.unit.times",
}
SHORT = {
    "working_days": "look.short.days",
    "calendar_days": "look.short.days",
    "hours": "look.short.hours",
    "weeks": "look.short.weeks",
}
KINDS = {"costs": "look.price.costs", "brings": "look.price.brings"}
SEEN = "bases_in_page"
"""Where a page remembers which explanations it carries already; ``context.look`` puts an empty set there."""


def number_in_page(context: Context, one: Explained, *, unit: str = "long", size: str = "") -> SafeString:
    """The button, and once in a page what explains it.

    ``unit``: 'long' ('working days'), 'short' ('d', where the column's head says which days) or 'none'.
    """
    if not isinstance(one, Explained):
        raise TypeError(f"{{% number %}} takes an Explained, not {type(one).__name__}")
    tongue = language()
    looks = "num" if one.kind == "plain" else "price brings" if one.kind == "brings" else "price"
    looks = " ".join(part for part in (looks, size, "absent" if one.value is None else "") if part)
    name = render(one.name, tongue) if isinstance(one.name, Message) else str(one.name)
    return format_html(
        '<button type="button" class="{}" data-how="{}" data-name="{}" data-unit="{}" aria-expanded="false">'
        "{}{}</button>{}",
        *(looks, one.basis, name, _unit_words(one, "long", tongue)),
        *(_said(one, tongue), figure(one, unit, tongue), _basis(context, one, tongue)),
    )


def figure(one: Explained, unit: str, tongue: Language) -> SafeString:
    """Value, error and unit."""
    error = one.error_written(tongue)
    words = "" if unit == "none" else _unit_words(one, unit, tongue)
    return format_html(
        "{}{}{}",
        one.written(tongue),
        format_html(" <small>{}</small>", error) if error else "",
        format_html(' <span class="unit">{}</span>', words) if words else "",
    )


def _unit_words(one: Explained, how: str, tongue: Language) -> str:
    if one.value is None or isinstance(one.value, date) or one.unit not in COUNTED:
        return ""
    key = SHORT.get(one.unit, UNITS[one.unit]) if how == "short" else UNITS[one.unit]
    return render(Message.of(key, count=round(float(one.value), one.digits)), tongue)


def _said(one: Explained, tongue: Language) -> SafeString:
    """What a tag's shape says, for who can't see it."""
    key = KINDS.get(one.kind, "look.number.none" if one.value is None else "")
    return format_html('<span class="unseen">{} </span>', render(Message(key), tongue)) if key else SafeString("")


def _basis(context: Context, one: Explained, tongue: Language) -> SafeString:
    seen = context.get(SEEN)
    if isinstance(seen, set):
        if one.basis in seen:
            return SafeString("")
        seen.add(one.basis)
    return basis(one, tongue)
