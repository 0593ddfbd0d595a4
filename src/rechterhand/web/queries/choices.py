"""What lists can be filtered by, and the views of them that somebody keeps."""

from __future__ import annotations

from dataclasses import dataclass

from rechterhand.web.data.models import Person, SavedView
from rechterhand.web.queries.visible import projects_of


@dataclass(frozen=True, slots=True)
class Choices:
    """Values that occur in projects which the person may see; programmes by slug and name."""

    programmes: tuple[tuple[str, str], ...]
    methods: tuple[str, ...]
    phases: tuple[str, ...]
    units: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptView:
    """A view of a list: its address is that of the list with this query."""

    pk: int
    name: str
    query: str


def choices(person: Person) -> Choices:
    """One statement."""
    columns = ("programme__slug", "programme__name", "method", "phase", "unit", "tags")
    rows = list(projects_of(person).order_by().values_list(*columns).distinct())
    programmes = {slug: name for slug, name, *_ in rows if slug}
    return Choices(
        tuple(sorted(programmes.items(), key=lambda one: one[1].casefold())),
        tuple(sorted({row[2] for row in rows} - {""})),
        tuple(sorted({row[3] for row in rows} - {""})),
        tuple(sorted({row[4] for row in rows} - {""}, key=str.casefold)),
        tuple(sorted({tag for row in rows for tag in row[5]}, key=str.casefold)),
    )


def kept_views(person: Person, area: str) -> tuple[KeptView, ...]:
    """One statement."""
    rows = SavedView.objects.filter(person=person, area=area)
    return tuple(KeptView(one.pk, one.name, one.query) for one in rows)
