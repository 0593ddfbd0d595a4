"""Programmes."""

from __future__ import annotations

from pydantic import Field

from rechterhand.web.api.shapes.base import ABSENT, NAMED, Answer, Body, name_field, text_field
from rechterhand.web.api.shapes.portfolio import StatesAnswer
from rechterhand.web.api.shapes.projects import OURS, ProjectInList, in_list
from rechterhand.web.queries.programmes import ProgrammeLine, ProgrammePage


class ProgrammeInList(Answer):
    """A programme; ``projects`` counts those that one may see."""

    slug: str
    number: str
    name: str
    unit: str
    projects: int


class ProgrammeAnswer(Answer):
    """A programme on its own. ``states`` counts all its projects, ``projects`` are those that one may see."""

    slug: str
    number: str
    name: str
    unit: str
    archived: bool
    revision: int
    states: StatesAnswer
    projects: list[ProjectInList]


class NewProgramme(Body):
    """A programme to begin, and who is PMO'er of it."""

    name: str = name_field(200)
    number: str = text_field(40)
    unit: str = text_field(120)
    pmo_id: int = Field(ge=1, le=2**63 - 1)


class BegunProgramme(Answer):
    """A programme that was begun: whoever began it may see no more of it."""

    slug: str
    number: str
    name: str
    unit: str
    pmo_id: int


class ChangedProgramme(Body):
    """What is to be changed; what isn't named stays as it is."""

    name: str = Field(ABSENT, min_length=1, max_length=200, pattern=NAMED)
    number: str = text_field(40, ABSENT)
    unit: str = text_field(120, ABSENT)


def in_programmes(one: ProgrammeLine) -> ProgrammeInList:
    """A programme in a list."""
    return ProgrammeInList(slug=one.slug, number=one.number, name=one.name, unit=one.unit, projects=one.projects)


def programme(one: ProgrammePage) -> ProgrammeAnswer:
    """A programme on its own."""
    return ProgrammeAnswer(
        slug=one.slug,
        number=one.number,
        name=one.name,
        unit=one.unit,
        archived=one.is_archived,
        revision=one.revision,
        states=StatesAnswer(**{OURS[state]: count for state, count in one.states.items()}),
        projects=[in_list(each) for each in one.lines],
    )
