"""A field in which one chooses an activity: its number, code or name, from a list that the browser shows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms

from rechterhand.text import Message
from rechterhand.web.look.say import say_later
from rechterhand.web.queries.meant import Meant, Named

LISTED = 2_000
"""Activities that the browser can suggest; of a larger plan the number or the name is typed."""
BETWEEN = re.compile(r"[;\n]")
COMMA = re.compile(r",")


def picked(label: str, **named: Any) -> forms.CharField:
    """The field; ``plans/offered.html`` has its list."""
    widget = forms.TextInput(attrs={"list": "activities", "autocomplete": "off"})
    return forms.CharField(label=say_later(label), required=False, max_length=300, widget=widget, **named)


def listed(rows: Iterable[Named]) -> tuple[Named, ...]:
    """What its list offers."""
    found = tuple(rows)
    return found if len(found) <= LISTED else ()


def several(told: str, meant: Meant) -> tuple[tuple[int, ...], tuple[Message, ...]]:
    """Activities with semicolons or commas between them, and what is wrong. A name may have commas of its own."""
    found: list[int] = []
    wrong: list[Message] = []
    for part in (one.strip() for one in BETWEEN.split(told)):
        whole = meant.find(part) if part else None
        if part and isinstance(whole, int) and not _lists(part):
            found.append(whole)
        elif part:
            each = [meant.find(one) for one in COMMA.split(part) if one.strip()]
            found += [one for one in each if isinstance(one, int)]
            wrong += [one for one in each if not isinstance(one, int)]
    return tuple(dict.fromkeys(found)), tuple(wrong)


def _lists(part: str) -> bool:
    """Whether it is several after all: after a comma comes a number that stands alone, or with its name."""
    return re.search(r",\s*\d+\s*(?:·|,|$)", part) is not None
