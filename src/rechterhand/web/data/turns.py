"""Turns: what only one may do at a time, on all machines together, by locks of the database.

Rows are held in one order, so that no two wait for each other: programme, project, version, then what belongs to them,
and jobs last. A turn is taken before any row.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from django.db import connection


class Turn(IntEnum):
    """The number of each lock; a job's own is made of its key, which is far larger."""

    SLUG = 7203
    PEOPLE = 7204
    ROLES = 7205
    MIGRATION = 7_203_115
    DEMONSTRATION = 7_203_116
    FILES = 7_203_117


def wait_for(turn: Turn, of: str = "") -> None:
    """Wait for a turn, and have it until the transaction ends; ``of`` tells which, where there are several."""
    with connection.cursor() as cursor:
        if of:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [turn.value, of])
        else:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [turn.value])


@contextmanager
def having(turn: Turn) -> Iterator[None]:
    """Wait for a turn, and have it within, in as many transactions as one likes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [turn.value])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [turn.value])


@contextmanager
def sharing(turn: Turn) -> Iterator[bool]:
    """Whether nobody has a turn; until one is done nobody gets it, though others may share it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock_shared(%s)", [turn.value])
        free = bool(cursor.fetchone()[0])
        try:
            yield free
        finally:
            if free:
                cursor.execute("SELECT pg_advisory_unlock_shared(%s)", [turn.value])
