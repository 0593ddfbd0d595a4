"""Rows of evidence that are built when somebody looks: a check says which there are, and how each is told.

Most findings are counted, ordered and summed up without a look at their rows; the sentences of a plan with ten thousand
activities would take many times as long as the checks themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar, overload

import numpy as np

from rechterhand.findings.check import Evidence
from rechterhand.findings.populations import Populations, Rows
from rechterhand.text.notebook import counted

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
        The rows of the plan that each is about, where that is known without telling them: one each, or two for what is
        about a link; -1 for none. Another activity that a sentence merely names is no part of it.
    """

    def __init__(
        self, found: Iterable[T], make: Callable[[T], Evidence], touched: Sequence[Any] | Rows | None = None
    ) -> None:
        self._found: Sequence[Any] = found.tolist() if isinstance(found, np.ndarray) else list(found)
        self._make: Callable[[Any], Evidence] = make
        self._built: list[Evidence | None] = [None] * len(self._found)
        self.touched = None if touched is None else _each(np.asarray(touched, np.int64))

    def only(self, places: Sequence[int]) -> Evidences:
        """The rows at these places, as they are."""
        left = Evidences(
            [self._found[at] for at in places], self._make, None if self.touched is None else self.touched[list(places)]
        )
        left._built = [self._built[at] for at in places]
        return left

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
        return f"<{counted(len(self), 'row')} of evidence>"


def of_rows(found: Iterable[int], make: Callable[[int], Evidence]) -> Evidences:
    """Evidence about rows of the plan, each about one activity alone."""
    rows = _array(found)
    return Evidences(rows, make, rows)


def of_links(rows: Populations, found: Iterable[int], make: Callable[[int], Evidence]) -> Evidences:
    """Evidence about links of the plan, each about the activities at both ends."""
    links = _array(found)
    return Evidences(links, make, np.column_stack((rows.predecessor[links], rows.successor[links])))


def near_critical(rows: Populations, evidence: Sequence[Evidence]) -> tuple[frozenset[int], frozenset[int]]:
    """What of this evidence is about work that decides the finish, or nearly.

    Returns
    -------
    frozenset[int]
        Ids of these activities; both ends count of what is about a link.
    frozenset[int]
        The places of the rows that are about one of them.
    """
    touched = evidence.touched if isinstance(evidence, Evidences) else None
    if touched is None:
        touched = np.array([[rows.position.get(one.activity_id, -1)] for one in evidence], np.int64).reshape(-1, 1)
    near = np.zeros(touched.shape, np.bool_)
    near[touched >= 0] = rows.near_critical[touched[touched >= 0]]
    ids = rows.ids[np.unique(touched[near])]
    return frozenset(ids.tolist()), frozenset(np.flatnonzero(near.any(axis=1)).tolist())


def _each(touched: Rows) -> Rows:
    """One line for each row, whether it is about one activity or about two."""
    return touched if touched.ndim > 1 else touched.reshape(-1, 1)


def _array(found: Iterable[int]) -> Rows:
    return found if isinstance(found, np.ndarray) else np.fromiter(found, np.int64)


def _same(one: object, other: object) -> bool:
    return one == other
