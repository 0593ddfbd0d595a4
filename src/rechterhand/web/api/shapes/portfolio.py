"""The portfolio as a whole: counts, what lists can be filtered by, and views that are kept."""

from __future__ import annotations

from collections.abc import Mapping

from rechterhand.web.api.shapes.base import Answer, Body, figure, name_field, text_field
from rechterhand.web.api.shapes.projects import OURS
from rechterhand.web.look.health import State
from rechterhand.web.queries.choices import Choices, KeptView
from rechterhand.web.queries.portfolio import Portfolio
from rechterhand.web.queries.totals import Totals


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


class PartAnswer(Answer):
    """How many projects are of one kind: '' for none or unknown, 'rest' for kinds of too few projects together."""

    kind: str
    projects: int


class TotalsAnswer(Answer):
    """Of projects that one may count and not see, whatever is filtered by. ``left_out`` are in no total: too few to be
    told of. ``lateness`` is by working days of P80 after the promised date, ``late_days`` sums what is late.
    """

    projects: int
    left_out: int
    states: StatesAnswer
    phases: list[PartAnswer]
    methods: list[PartAnswer]
    lateness: list[PartAnswer]
    late_days: int | None


class PortfolioAnswer(Answer):
    """The whole of it; the projects themselves are at /projects, by the same filters."""

    total: int
    states: StatesAnswer
    choices: ChoicesAnswer
    totals: TotalsAnswer | None


class ViewAnswer(Answer):
    """A view of the portfolio: its address is that of the list with this query."""

    id: int
    name: str
    query: str


class NewView(Body):
    """A view to keep; one of the same name is replaced."""

    name: str = name_field(120)
    query: str = text_field(2000)


def portfolio(found: Portfolio, known: Choices, counted: Totals | None) -> PortfolioAnswer:
    """Counts and choices."""
    return PortfolioAnswer(
        totals=None if counted is None else _totals(counted),
        total=found.total,
        states=_states(found.states),
        choices=ChoicesAnswer(
            programmes=[ProgrammeName(slug=slug, name=name) for slug, name in known.programmes],
            methods=list(known.methods),
            phases=list(known.phases),
            units=list(known.units),
            tags=list(known.tags),
        ),
    )


def _totals(found: Totals) -> TotalsAnswer:
    late = figure(found.late_days)
    return TotalsAnswer(
        projects=found.projects,
        left_out=found.left_out,
        states=_states(found.states),
        phases=_parts(found.phases),
        methods=_parts(found.methods),
        lateness=_parts(found.bands),
        late_days=None if late is None else int(late),
    )


def _states(counts: Mapping[State, int]) -> StatesAnswer:
    return StatesAnswer(**{OURS[state]: count for state, count in counts.items()})


def _parts(counted: tuple[tuple[str, int], ...]) -> list[PartAnswer]:
    return [PartAnswer(kind=kind, projects=count) for kind, count in counted]


def view(one: KeptView) -> ViewAnswer:
    """A view."""
    return ViewAnswer(id=one.pk, name=one.name, query=one.query)
