"""What is wrong with a field of a form, in our own words: Django's would be a second voice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.forms import DateField, DecimalField, EmailField, Field, FloatField, IntegerField
from django.forms.utils import ErrorList

from rechterhand.text import Message
from rechterhand.text.writing import number
from rechterhand.web.look.say import language, say, told

BLANK = Message.of("records.field.blank")
NOT_A_CHOICE = Message.of("records.field.invalid_choice")
UNFIT = Message.of("records.field.invalid")
PLAINLY = {
    "required": BLANK,
    "invalid_choice": NOT_A_CHOICE,
    "invalid_pk_value": NOT_A_CHOICE,
    "invalid_list": NOT_A_CHOICE,
    "null_characters_not_allowed": UNFIT,
    "surrogate_characters_not_allowed": UNFIT,
    "missing_management_form": UNFIT,
    "invalid_date": Message.of("look.wrong.date"),
    "empty": Message.of("look.wrong.empty_file"),
    "missing": BLANK,
    "max_whole_digits": Message.of("look.wrong.digits"),
    "max_digits": Message.of("look.wrong.digits"),
}
"""What needs no more than its code."""
LIMITS = {
    "max_length": "records.field.max_length",
    "min_length": "look.wrong.min_length",
    "max_decimal_places": "look.wrong.decimals",
    "too_many_forms": "look.wrong.lines",
}
"""What tells a count."""
BOUNDS = {"max_value": "look.wrong.most", "min_value": "look.wrong.least"}
KINDS: tuple[tuple[type[Field], Message], ...] = (
    (FloatField, Message.of("look.wrong.number")),
    (DecimalField, Message.of("look.wrong.number")),
    (IntegerField, Message.of("look.wrong.whole")),
    (DateField, Message.of("look.wrong.date")),
    (EmailField, Message.of("look.wrong.address")),
)
"""What a field asks for; the first that fits counts, and a number with decimals is one of whole numbers to Django."""


def wrongs(errors: ErrorList, field: Field | None = None) -> Iterator[str]:
    """Each of the errors, of a field where they have one."""
    for one in errors.as_data():
        yield _said(one, field)


def _said(error: ValidationError, field: Field | None) -> str:
    code = error.code or ""
    params: Mapping[str, Any] = error.params or {}
    if code in BOUNDS:
        return say(BOUNDS[code], value=_limit(params.get("limit_value")))
    if code in LIMITS:
        limit = next((params[name] for name in ("limit_value", "max") if name in params), params.get("num"))
        return say(LIMITS[code], most=limit) if isinstance(limit, int) else told(UNFIT)
    if code == "invalid" and field is not None:
        words = next((words for kind, words in KINDS if isinstance(field, kind)), None)
        if words is not None or str(error.message) == str(RegexValidator.message):
            return told(words or UNFIT)
    if code in PLAINLY:
        return told(PLAINLY[code])
    return str(next(iter(error)))


def _limit(value: Any) -> str:
    whole = value == int(value)
    return number(float(value), language(), 0 if whole else 2)
