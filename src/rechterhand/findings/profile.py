"""Which checks run with which limits, and which activities are excused from which check."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from rechterhand.findings.check import Severity
from rechterhand.record.persons import reads_like_a_person
from rechterhand.text import Language, Message


@dataclass(frozen=True, slots=True)
class Excuse:
    """One activity that needn't satisfy some checks, until a day, for a reason that stays visible.

    ``activity`` is its id in the file (a whole number) or its code (a text); ``name`` must fit when it is given, so
    that a reused number excuses nothing; ``other`` narrows it to one link; ``plan`` is a pattern for the plan it is
    about. It holds up to and including ``expires``. ``owner`` is None where the name of a person was left out.
    """

    checks: tuple[str, ...]
    activity: int | str
    reason: str
    owner: str | None
    expires: date
    other: int | str | None = None
    name: str | None = None
    plan: str | None = None


class State(StrEnum):
    """What came of an excuse in a plan."""

    USED = "used"
    NOT_COUNTED = "not_counted"
    EXPIRED = "expired"
    UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True)
class Outcome:
    """An excuse with what came of it, and a sentence that says so. ``activity_id`` is None when there is none such."""

    excuse: Excuse
    state: State
    activity_id: int | None
    text: Message


@dataclass(frozen=True, slots=True)
class Profile:
    """A way of judging plans: the ids of the checks that run, other limits and choices, other severities, excuses.

    ``titles`` has the profile's name in each language that it is written in; ``lineage`` the profiles it builds on,
    itself first.
    """

    key: str
    titles: Mapping[Language, str]
    checks: frozenset[str]
    limits: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    severities: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))
    excuses: tuple[Excuse, ...] = ()
    lineage: tuple[str, ...] = ()

    def title(self, language: Language) -> str:
        """Its name for people, in this language where it has one."""
        return self.titles.get(language) or next(iter(self.titles.values()), self.key)


def without_people(profile: Profile) -> Profile:
    """The profile without owners who read like a person, in their field and in the reasons."""
    return replace(profile, excuses=tuple(map(_without_person, profile.excuses)))


def _without_person(one: Excuse) -> Excuse:
    if one.owner is None or not reads_like_a_person(one.owner):
        return one
    hidden = re.sub(rf"(?<!\w){re.escape(one.owner)}(?!\w)", "…", one.reason, flags=re.IGNORECASE)
    return replace(one, owner=None, reason=hidden)
