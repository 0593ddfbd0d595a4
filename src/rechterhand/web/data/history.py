"""History of records by database triggers: who changed what, when. Its tables refuse to be altered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pghistory
import pgtrigger

ERASURE_ROLE = "rechterhand_erasure"
"""The database role that alone may alter history: it replaces an erased person's name by a pseudonym."""

TOLD = "told"
"""The label of what happened about a record without changing what history keeps of it."""

CAME, LEFT, GONE = "came", "left", "gone"
"""Labels of what happened to a programme when a project came in, went out, or was removed."""

NOT_ERASURE = f"current_user <> '{ERASURE_ROLE}'"
"""Holds for whoever isn't that role."""
UNALTERABLE = pgtrigger.Protect(
    name="history_stands",
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Condition(NOT_ERASURE),
)

UNEMPTIED = pgtrigger.Trigger(
    name="history_stays",
    level=pgtrigger.Statement,
    when=pgtrigger.Before,
    operation=pgtrigger.Truncate,
    func=f"""
    IF {NOT_ERASURE} THEN
        RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;
    END IF;
    RETURN NULL;
    """,
)


def with_history(*, without: Sequence[str] = (), told: Sequence[str] = ()) -> Callable[[type[Any]], type[Any]]:
    """Keep every state of a model's rows, but for the fields named; ``told`` are labels of what else happens to it."""
    track: Callable[[type[Any]], type[Any]] = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        *(pghistory.ManualEvent(one) for one in (TOLD, *told)),  # type: ignore[no-untyped-call] # its parent has no types
        exclude=list(without),
        context_field=pghistory.ContextJSONField(),
        append_only=False,
        meta={"triggers": [UNALTERABLE, UNEMPTIED]},
    )
    return track
