"""Rows of evidence that are built when somebody looks: a check says which there are, and how each is told.

Most findings are counted, ordered and summed up without a look at their rows; the sentences of a plan with ten thousand
activities would take many times as long as the checks themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any, TypeVar, overload

import numpy as np

from rechterhand.findings.check import Evidence
from rechterhand.findings.populations import Populations, Rows

T = TypeVar("T")


class Evidences(Sequence[Evidence]):
    """What a check found, worst first: each row is built once, at the first look at it.

    Parameters
    ----------
    found
        What there is a row for, in the order of the rows.
    make
        Tells one of these; it always tells it the same.
    touched
        The rows of the plan that they are about, where that is known without telling them: for each the activity and
        the other one, in any order, -1 for none.
    """

    def __init__(self, found: Iterable[T], make: Callable[[T], Evidence], touched: Iterable[int] | None = None) -> None:
        self._found: Sequence[Any] = found.tolist() if isinstance(found, np.ndarray) else list(found)
        self._make: Callable[[Any], Evidence] = make
        self._built: list[Evidence | None] = [None] * len(self._found)
        self.touched = None if touched is None else _array(touched)

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, at: int) -> Evidence: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Evidence, ...]: ...

    def __getitem__(self, at: int | slice) -> Evidence | tuple[Evidence, ...]:
        if isinstance(at, slice):
            return tuple(self[one] for one in range(*at.indices(len(self))))
        kept = self._built[at]
        if kept is None:
            kept = self._built[at] = self._make(self._found[at])
        return kept

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(_same, self, other))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"<{len(self)} rows of evidence>"


def of_rows(found: Iterable[int], make: Callable[[int], Evidence]) -> Evidences:
    """Evidence about rows of the plan, each about one activity alone."""
    rows = _array(found)
    return Evidences(rows, make, rows)


def of_links(rows: Populations, found: Iterable[int], make: Callable[[int], Evidence]) -> Evidences:
    """Evidence about links of the plan, each about the activities at both ends."""
    links = _array(found)
    return Evidences(links, make, np.concatenate((rows.predecessor[links], rows.successor[links])))


def near_critical(rows: Populations, evidence: Sequence[Evidence]) -> frozenset[int]:
    """Ids of the activities in this evidence that decide the finish, or nearly."""
    touched = evidence.touched if isinstance(evidence, Evidences) else None
    if touched is None:
        ids = chain.from_iterable((one.activity_id, one.other_id) for one in evidence)
        touched = _array(rows.position.get(one, -1) for one in set(ids) if one is not None)
    found = np.zeros(len(rows.near_critical), np.bool_)
    found[touched[touched >= 0]] = True
    return frozenset(rows.ids[found & rows.near_critical].tolist())


def _array(found: Iterable[int]) -> Rows:
    return found if isinstance(found, np.ndarray) else np.fromiter(found, np.int64)


def _same(one: object, other: object) -> bool:
    return one == other
