"""What the database's errors mean for who gets them."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import InterfaceError, OperationalError

DEADLOCK = "40P01"
"""What PostgreSQL calls that two waited for each other, and that it ended one of them."""
NO_MORE = frozenset({"53300", "28P01", "28000", "3D000"})
"""Too many connections, another password or name than the one it knows, no such database."""


def waited_for_each_other(error: BaseException) -> bool:
    """Whether a database ended this one of two that waited for each other; doing it again is all that it takes."""
    return getattr(error.__cause__, "sqlstate", "") == DEADLOCK


def is_away(error: BaseException | None) -> bool:
    """Whether an error says that there is no database to ask: it can't be reached, stops, or takes nobody more."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    code = getattr(error.__cause__, "sqlstate", None)
    return code is None or code.startswith(("08", "57P")) or code in NO_MORE


def will_pass(error: BaseException) -> bool:
    """Whether it, or what it came of, is of the moment: the same again may well succeed."""
    return any(waited_for_each_other(one) or is_away(one) for one in _chain(error))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
