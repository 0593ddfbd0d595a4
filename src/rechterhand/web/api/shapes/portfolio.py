"""The portfolio as a whole: counts, what lists can be filtered by, and views that are kept."""

from __future__ import annotations

from rechterhand.web.api.shapes.base import Answer, Body, name_field, text_field
from rechterhand.web.api.shapes.projects import OURS
from rechterhand.web.queries.choices import Choices, KeptView
from rechterhand.web.queries.portfolio import Portfolio


class StatesAnswer(Answer):
    """How many projects have each colour; either counts, the computed or the declared."""

    late: int = 0
    at_risk: int = 0
    fine: int = 0
    unknown: int = 0


class ProgrammeName(Answer):
    """A programme by its slug."""

    slug: str
    name: str


class ChoicesAnswer(Answer):
    """Values that occur in the projects."""

    programmes: list[ProgrammeName]
    methods: list[str]
    phases: list[str]
    units: list[str]
    tags: list[str]


class PortfolioAnswer(Answer):
    """The whole of it; the projects themselves are at /projects, by the same filters."""

    total: int
    states: StatesAnswer
    choices: ChoicesAnswer


class ViewAnswer(Answer):
    """A view of the portfolio: its address is that of the list with this query."""

    id: int
    name: str
    query: str


class NewView(Body):
    """A view to keep; one of the same name is replaced."""

    name: str = name_field(120)
    query: str = text_field(2000)


def portfolio(found: Portfolio, known: Choices) -> PortfolioAnswer:
    """Counts and choices."""
    return PortfolioAnswer(
        total=found.total,
        states=StatesAnswer(**{OURS[state]: count for state, count in found.states.items()}),
        choices=ChoicesAnswer(
            programmes=[ProgrammeName(slug=slug, name=name) for slug, name in known.programmes],
            methods=list(known.methods),
            phases=list(known.phases),
            units=list(known.units),
            tags=list(known.tags),
        ),
    )


def view(one: KeptView) -> ViewAnswer:
    """A view."""
    return ViewAnswer(id=one.pk, name=one.name, query=one.query)
