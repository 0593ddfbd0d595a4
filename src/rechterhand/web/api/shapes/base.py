"""What all forms share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Generic, TypeVar

from ninja import Path, Query
from pydantic import BaseModel, ConfigDict, Field

from rechterhand.web.data.unseen import UNSEEN
from rechterhand.web.look.explained import Explained
from rechterhand.web.look.say import told
from rechterhand.web.queries.paging import MOST

Item = TypeVar("Item")
TEXT = r"^[^\x00]*$"
NAMED = rf"^[^\x00]*[^{UNSEEN}][^\x00]*$"
LARGEST = 2**31 - 1
ABSENT: Any = None
"""Of a field that needn't be sent and is never null: what isn't sent stays as it is."""

Slug = Annotated[str, Path(pattern=r"^[-a-zA-Z0-9_]+$", max_length=60)]
Number = Annotated[int, Path(ge=1, le=LARGEST)]
Key = Annotated[int, Path(ge=1, le=2**63 - 1)]
Limit = Annotated[int, Query(ge=1, le=MOST)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]
Looked = Annotated[str, Query(max_length=200, pattern=TEXT)]
"""What somebody looks for."""


class Answer(BaseModel):
    """What is answered."""

    model_config = ConfigDict(frozen=True)


class Body(BaseModel):
    """What is sent: names that aren't known are refused, so that a typing error isn't lost."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class Page(Answer, Generic[Item]):
    """A part of a list; ``next`` is where it goes on."""

    items: list[Item]
    total: int
    limit: int
    offset: int
    next: str | None


def name_field(longest: int) -> Any:
    """A text that says something."""
    return Field(min_length=1, max_length=longest, pattern=NAMED)


def text_field(longest: int, default: str | None = "") -> Any:
    """A text that may be empty."""
    return Field(default, max_length=longest, pattern=TEXT)


def known(word: str) -> Any:
    """A word of a closed list, which the form that takes it checks."""
    return word


def day(one: Explained | None) -> date | None:
    """A figure that is a day."""
    value = None if one is None else one.value
    return value if isinstance(value, date) else None


def figure(one: Explained | None) -> float | None:
    """A figure that is a number."""
    value = None if one is None else one.value
    return float(value) if isinstance(value, (int, float, Decimal)) else None


def error(one: Explained | None) -> float | None:
    """The sampling error of a figure."""
    return None if one is None else one.error


def moment(one: datetime | None) -> str | None:
    """A moment of a plan: local wall clock without a zone, as its file has it."""
    return None if one is None else one.isoformat(timespec="seconds")


def words(many: Iterable[Any]) -> list[str]:
    """Sentences in the language of the request."""
    return [told(one) for one in many]


def integers(many: Sequence[int]) -> list[int]:
    """Numbers of activities, as their file has them."""
    return [int(one) for one in many]
