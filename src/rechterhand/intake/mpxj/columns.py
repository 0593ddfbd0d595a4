"""Rows of MPXJ's JSON column by column: what no row has costs nothing, and equal values are understood once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, Field, fields
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

from rechterhand.intake.mpxj.values import Row, moment

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Made = TypeVar("Made")
Column: TypeAlias = Iterable[Any]


class Columns:
    """Rows of one kind; ``present`` holds every name that some row has."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.present: frozenset[str] = frozenset().union(*rows)
        self._moments = _Understood(moment)

    def __len__(self) -> int:
        return len(self.rows)

    def where(self, kept: Callable[[Row], bool]) -> Columns:
        """The rows that are to be kept; itself when that is all."""
        rows = [row for row in self.rows if kept(row)]
        return self if len(rows) == len(self.rows) else Columns(rows)

    def has(self, *names: str) -> bool:
        """Whether some row has one of these."""
        return not self.present.isdisjoint(names)

    def same(self, value: object) -> list[Any]:
        """One value for all rows."""
        return [value] * len(self.rows)

    def of(self, name: str, make: Callable[[Any], Any] | None = None, *, otherwise: object = None) -> list[Any]:
        """A value for each row: the raw one, or what ``make`` makes of it.

        ``otherwise`` stands for a raw value that is absent. Raw values must be hashable where something is made.
        """
        if name not in self.present:
            return self.same(otherwise if make is None else make(otherwise))
        raw = [row.get(name, otherwise) for row in self.rows]
        return raw if make is None else list(map(_Understood(make).__getitem__, raw))

    def first(self, name: str, other: str) -> list[Any]:
        """The raw value of one name, else of another."""
        return [one or two for one, two in zip(self.of(name), self.of(other), strict=True)]

    def moments(self, name: str) -> list[Any]:
        """Dates and times; None where absent or not to be understood."""
        if name not in self.present:
            return self.same(None)
        return list(map(self._moments.__getitem__, [row.get(name) for row in self.rows]))


class _Understood(dict[Any, Any]):
    """What each raw value means, worked out when first asked."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, raw: Any) -> Any:
        made = self[raw] = self._make(raw)
        return made


def assembled(made: type[Made], count: int, columns: Mapping[str, Column]) -> list[Made]:
    """One instance of a dataclass for each row.

    Parameters
    ----------
    made
        The dataclass.
    count
        How many rows.
    columns
        A value for each row by field; a field that is left out takes its default.

    Raises
    ------
    KeyError
        For a field without default that is left out, and for a name that isn't a field's.
    """
    known = fields(cast("type[DataclassInstance]", made))
    strange = columns.keys() - {one.name for one in known}
    if strange:
        raise KeyError(*strange)
    ordered = [columns[one.name] if one.name in columns else _default(one, count) for one in known]
    return list(map(made, *ordered))


def _default(field: Field[Any], count: int) -> Column:
    if field.default is not MISSING:
        return repeat(field.default, count)
    if field.default_factory is not MISSING:
        return repeat(field.default_factory(), count)
    raise KeyError(field.name)
