"""What the Gantt island is told: rows of a plan as short JSON, times as minutes since 1970 like the engine's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rechterhand.web.look.basis import basis
from rechterhand.web.look.explained import Explained
from rechterhand.web.look.say import Words, language, told


@dataclass(slots=True)
class GanttRow:
    """One activity or summary, in the order of the outline.

    ``level`` is its depth from 0; minutes are local wall clock since 1970. ``price`` is what it costs, in working days,
    with its sampling ``error``; ``findings`` are the titles of the checks that name it.
    """

    id: int
    wbs: str
    name: str
    level: int
    start: int
    finish: int
    summary: bool = False
    milestone: bool = False
    critical: bool = False
    done: float = 0.0
    baseline: tuple[int, int] | None = None
    spread: tuple[int, int] | None = None
    price: float | None = None
    error: float | None = None
    findings: tuple[Words, ...] = ()
    url: str = ""


@dataclass(slots=True)
class GanttLink:
    """A link between two rows by their ids; kind FS, SS, FF or SF."""

    before: int
    after: int
    kind: str = "FS"
    critical: bool = False


@dataclass(frozen=True)
class Gantt:
    """Everything that the island draws; ``today``, ``status`` and ``committed`` are minutes where there is one.

    ``price`` explains all prices of the rows; its value is that of none.
    """

    rows: Sequence[GanttRow]
    links: Sequence[GanttLink] = ()
    today: int | None = None
    status: int | None = None
    committed: int | None = None
    title: Words = ""
    price: Explained | None = None

    def as_json(self) -> dict[str, Any]:
        """For ``{% island "gantt" … data=… %}`` or an address that answers JSON; what is empty is left out."""
        # A plain text: JSON isn't written of one that is marked as safe HTML.
        how = {} if self.price is None else {"how": str.__str__(basis(self.price, language()))}
        return how | {
            "title": told(self.title),
            "today": self.today,
            "status": self.status,
            "committed": self.committed,
            "rows": [_short(one) for one in self.rows],
            "links": [[one.before, one.after, one.kind, int(one.critical)] for one in self.links],
        }


def _short(one: GanttRow) -> dict[str, Any]:
    """What isn't so, or isn't there, is left out; written for thousands of rows."""
    found: dict[str, Any] = {
        "id": one.id,
        "wbs": one.wbs,
        "name": one.name,
        "level": one.level,
        "start": one.start,
        "finish": one.finish,
    }
    for name in _MARKS:
        if getattr(one, name):
            found[name] = True
    for name in _OPTIONAL:
        value = getattr(one, name)
        if value is not None and value != "":
            found[name] = value
    if one.done:
        found["done"] = one.done
    if one.findings:
        found["findings"] = [told(each) for each in one.findings]
    return found


_MARKS = ("summary", "milestone", "critical")
_OPTIONAL = ("baseline", "spread", "price", "error", "url")
