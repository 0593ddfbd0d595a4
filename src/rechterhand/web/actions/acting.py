"""What all actions share: one transaction, the name of who acts in history, and rows that nobody changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

import pghistory
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from rechterhand.text import Message
from rechterhand.web.actions.errors import Conflict, NotThere, Taken, Unfit
from rechterhand.web.data.history import TOLD
from rechterhand.web.data.models import Person
from rechterhand.web.data.unseen import says_something

Row = TypeVar("Row", bound=models.Model)
BLANK = Message.of("records.field.blank")


@contextmanager
def acting(person: Person | None, action: str) -> Iterator[None]:
    """One transaction of one person, as history will tell it. Nobody means the installation itself."""
    with pghistory.context(person=None if person is None else person.pk, action=action), transaction.atomic():
        yield


def noted(row: models.Model) -> None:
    """Keep in history that the action was about this row, where it changes nothing that history keeps."""
    pghistory.create_event(row, label=TOLD)


def there(model: type[Row], **by: Any) -> Row:
    """The row as it is, which others may change meanwhile. Raises NotThere."""
    row = model._default_manager.filter(**by).first()
    if row is None:
        raise NotThere
    return row


def found(model: type[Row], **by: Any) -> Row:
    """The row, held until the transaction ends. Raises NotThere.

    Others may still refer to it. ``data/turns.py`` tells in which order rows are held.
    """
    row = model._default_manager.select_for_update(of=("self",), no_key=True).filter(**by).first()
    if row is None:
        raise NotThere
    return row


def hold_all(model: type[Row], *keys: int | None) -> None:
    """Hold those of these rows that there are, until the transaction ends."""
    rows = model._default_manager.select_for_update(of=("self",), no_key=True)
    list(rows.filter(pk__in=[one for one in keys if one is not None]).order_by("pk").values_list("pk"))


def held(model: type[Row], pk: int, revision: int, yours: Mapping[str, object]) -> Row:
    """The row as somebody saw it, held until the transaction ends.

    Raises
    ------
    NotThere, Conflict
        It is gone; somebody else changed it since ``revision``.
    """
    row = found(model, pk=pk)
    current: int = getattr(row, "revision")  # noqa: B009 - a model's field that this type can't tell of
    if current != revision:
        raise conflict(row, yours, current)
    return row


def conflict(row: Any, yours: Mapping[str, object], current: int) -> Conflict:
    """What somebody is told who saw an older state of a row than it has now; with who changed it last, and when."""
    theirs = {name: getattr(row, name) for name in yours}
    last = row.events.order_by("-pgh_id").first()
    if last is None:
        return Conflict(yours, theirs, current)
    key: Any = (last.pgh_context or {}).get("person")
    by = Person.objects.filter(pk=key).first()
    return Conflict(yours, theirs, current, by=str(by or ""), at=last.pgh_created_at)


def changed(row: Row, values: Mapping[str, object]) -> Row:
    """Give a row other values, check them and keep it; its revision goes up by one. Raises Unfit, Taken."""
    for name, value in values.items():
        setattr(row, name, _clean(value))
    if hasattr(row, "revision"):
        row.revision += 1
    return kept(row)


def kept(row: Row) -> Row:
    """Check a row and keep it. Raises Unfit for a value that doesn't fit, Taken for one that must be unique."""
    wrong = {one.name: [BLANK] for one in row._meta.concrete_fields if _must_say_something(one) and not _says(row, one)}
    try:
        row.full_clean(validate_constraints=False, validate_unique=False)
    except ValidationError as error:
        wrong |= {name: [_told(one) for one in each] for name, each in error.error_dict.items()}
    if wrong:
        raise Unfit(wrong)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise _refused(error) from None
    return row


def _must_say_something(one: Any) -> bool:
    """Texts that people type and that can't be left out."""
    return isinstance(one, (models.CharField, models.TextField)) and not one.blank and one.editable and not one.choices


def _says(row: models.Model, one: Any) -> bool:
    value = getattr(row, one.attname)
    return not isinstance(value, str) or says_something(value)


def _told(error: ValidationError) -> Message:
    """What is wrong with a value, in our own words."""
    code = {"null": "blank", "item_invalid": "max_length"}.get(error.code or "", error.code)
    known = code if code in ("blank", "max_length", "invalid_choice") else "invalid"
    limit = (error.params or {}).get("limit_value")
    values = {"most": int(limit)} if known == "max_length" and isinstance(limit, int) else {}
    return Message.of(
        f"records.field.{known}" if values or known != "max_length" else "records.field.invalid", **values
    )


def _refused(error: IntegrityError) -> Exception:
    """Unique constraints are what people can do something about; others are a fault of ours."""
    if getattr(error.__cause__, "sqlstate", "") == "23505":
        return Taken(Message.of("records.taken"))
    return error


def _clean(value: object) -> object:
    """Texts as the database takes them."""
    return value.replace("\0", "").strip() if isinstance(value, str) else value
