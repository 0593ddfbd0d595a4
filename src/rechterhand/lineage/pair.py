"""What matching two versions gives: pairs with what they were matched by, splits, and what came and went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from rechterhand.record.plan import Plan


class Basis(StrEnum):
    """What two rows were matched by, the strongest first."""

    GUID = "guid"
    ID = "id"
    CODE = "code"
    NAME = "name"
    SIMILAR = "similar"


class Certainty(StrEnum):
    """How sure a match is.

    ``certain``: a number that is never given twice, or a number and the name agree. ``likely``: one of them agrees
    and nothing speaks against it. ``possible``: only names that look alike, or the place in the logic.
    """

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Pair:
    """One row in both versions, by its id in each."""

    old_id: int
    new_id: int
    by: Basis
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Split:
    """Work of ``whole_id`` that the other version has in several rows; a part may carry on under the whole's own id."""

    whole_id: int
    part_ids: tuple[int, ...]
    certainty: Certainty


@dataclass(frozen=True)
class Lineage:
    """Two versions of a plan, row by row.

    ``splits`` have their whole in the old version and their parts in the new one, ``merges`` the other way round.
    ``resources`` and ``calendars`` map old ids to new ones. ``same_ids`` says whether both versions number their
    rows alike, so that another number means something.
    """

    old: Plan
    new: Plan
    pairs: tuple[Pair, ...]
    splits: tuple[Split, ...] = ()
    merges: tuple[Split, ...] = ()
    resources: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    calendars: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    same_ids: bool = True

    @cached_property
    def new_of(self) -> Mapping[int, int]:
        """Old id to new id."""
        return MappingProxyType({one.old_id: one.new_id for one in self.pairs})

    @cached_property
    def old_of(self) -> Mapping[int, int]:
        """New id to old id."""
        return MappingProxyType({one.new_id: one.old_id for one in self.pairs})

    @cached_property
    def deleted(self) -> tuple[int, ...]:
        """Ids of old rows that the new version doesn't have."""
        return tuple(one.id for one in self.old.activities if one.id not in self.new_of)

    @cached_property
    def added(self) -> tuple[int, ...]:
        """Ids of new rows that the old version doesn't have."""
        return tuple(one.id for one in self.new.activities if one.id not in self.old_of)

    @cached_property
    def share(self) -> float:
        """How many activities of the smaller version were found in the other, as a share; summaries don't count.

        Two versions without activities are the same.
        """
        work = {one.id for one in self.old.activities if not one.type.is_summary}
        other = sum(not one.type.is_summary for one in self.new.activities)
        smaller = min(len(work), other)
        found = sum(one.old_id in work for one in self.pairs)
        return min(1.0, found / smaller) if smaller else float(len(work) == other)
