"""How an ``Explained`` number stands in a page: a button that opens 'How do you know?'."""

from __future__ import annotations

from datetime import date

from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from rechterhand.web.look.drawing import draw
from rechterhand.web.look.explained import COUNTED, Explained
from rechterhand.web.look.say import language, say, told

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
    looks = "num" if one.kind == "plain" else "price brings" if one.kind == "brings" else "price"
    looks = " ".join(part for part in (looks, size, "absent" if one.value is None else "") if part)
    start = format_html(
        '<button type="button" class="{}" data-how="{}" data-name="{}" data-unit="{}" aria-expanded="false">',
        *(looks, one.basis, told(one.name), _unit_words(one, "long")),
    )
    return format_html("{}{}{}</button>{}", start, _said(one), figure(one, unit), _basis(context, one))


def figure(one: Explained, unit: str) -> SafeString:
    """Value, error and unit."""
    tongue = language()
    error = one.error_written(tongue)
    return format_html(
        "{}{}{}",
        one.written(tongue),
        format_html(" <small>{}</small>", error) if error else "",
        _unit(one, unit),
    )


def _unit(one: Explained, how: str) -> SafeString:
    words = "" if how == "none" else _unit_words(one, how)
    return format_html(' <span class="unit">{}</span>', words) if words else SafeString("")


def _unit_words(one: Explained, how: str) -> str:
    if one.value is None or isinstance(one.value, date) or one.unit not in COUNTED:
        return ""
    key = SHORT.get(one.unit, UNITS[one.unit]) if how == "short" else UNITS[one.unit]
    shown = round(float(one.value), one.digits)
    return say(key, count=shown)


def _said(one: Explained) -> SafeString:
    """What a tag's shape says, for who can't see it."""
    key = KINDS.get(one.kind, "look.number.none" if one.value is None else "")
    words = say(key) if key else ""
    return format_html('<span class="unseen">{} </span>', words) if words else SafeString("")


def _basis(context: Context, one: Explained) -> SafeString:
    seen = context.get(SEEN)
    if isinstance(seen, set):
        if one.basis in seen:
            return SafeString("")
        seen.add(one.basis)
    return draw(context, "basis", one=one, key=one.basis)
