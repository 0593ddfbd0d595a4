"""Kinds of records that history tells and that can be set back: one file each in ``records/``, named as addresses do.

A file declares all there is to know of its kind: what it is, in whose history it stands, who is told of it there, who
sets it back, which revision counts then, what has to hold, and what follows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeAlias

from django.apps import apps
from django.db import models
from django.db.models import Q

from rechterhand.registry import members
from rechterhand.web.data.models import Person, Programme, Project

Place: TypeAlias = Project | Programme | Person
"""Whose history it is."""
State: TypeAlias = Mapping[str, Any]
"""Values by column; empty of a record that isn't there."""
OWN = frozenset({"id", "revision", "search", "slug", "created_at", "since", "is_demonstration"})
"""What a record keeps whatever its state."""


class Rule(Enum):
    """What has to hold for a state to come back, besides the right to set it."""

    ROLES = "a role that one may give"
    ONE_WHOLE = "one date at most is that of the whole project"
    ENDS = "activities that the newest versions have, of projects in one programme"


class Follow(Enum):
    """What follows from another state."""

    REVIEW = "the newest version of the plan is judged by it"
    TOGETHER = "the projects of the programme are looked at together by it"


class Seen(Enum):
    """Which number tells the state that somebody saw."""

    REVISION = "the record's own revision, 0 when it is gone"
    PLACE = "the revision of the project that it is part of"
    EVENT = "the number of the last event of the record"


@dataclass(frozen=True, slots=True)
class Told:
    """A kind in the history of a place: which events, and the actions that show them and set them back; nothing sets
    them back where that is an action of its own.
    """

    where: Callable[[Person, Any], Q]
    see: str
    restore: str = ""


def nothing(before: State, after: State) -> frozenset[Follow]:
    """Nothing follows."""
    return frozenset()


@dataclass(frozen=True, slots=True)
class Record:
    """``about`` is the column that says which of its kind it is, ``columns`` those that ask for another action than the
    others; ``moves`` is the column by which it goes to another programme; ``untold`` columns tell people nothing.
    """

    model: type[models.Model]
    told: Mapping[type[Place], Told]
    about: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    moves: str = ""
    untold: frozenset[str] = frozenset()
    seen: Seen = Seen.REVISION
    rules: frozenset[Rule] = frozenset()
    follows: Callable[[State, State], frozenset[Follow]] = nothing

    @property
    def events(self) -> Any:
        """The history of all of them."""
        return apps.get_model("rechterhand", f"{self.model.__name__}Event")._default_manager

    def told_in(self, place: Place) -> Told | None:
        """How it stands in the history of a place; None where it doesn't."""
        return self.told.get(place.__class__)  # not its type: the person of a request is a proxy

    def state(self, row: Any) -> dict[str, Any]:
        """The columns that a state consists of, of a record or of an event."""
        return {
            one.attname: getattr(row, one.attname) for one in self.model._meta.concrete_fields if one.name not in OWN
        }


def records() -> Mapping[str, Record]:
    """All kinds by name."""
    return members("rechterhand.web.access.records", "record", Record)


def kinds_in(place: type[Place]) -> tuple[str, ...]:
    """The kinds that the history of a sort of place sets back."""
    return tuple(kind for kind, one in records().items() if place in one.told and one.told[place].restore)
