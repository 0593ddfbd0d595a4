"""Search over everything that somebody may see, in Dutch and English at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, cast, get_args

from django.contrib.postgres.search import SearchRank
from django.db.models import F, Func, Q, QuerySet, TextField, Value

from rechterhand.web.data.models import LatestActivity, Person
from rechterhand.web.data.searchable import asked
from rechterhand.web.queries.found_besides import besides
from rechterhand.web.queries.visible import programmes_of, projects_of

Found: TypeAlias = Literal["programme", "project", "activity", "promise", "risk", "scenario", "version", "person"]
FOUND: tuple[Found, ...] = get_args(Found)
"""Kinds in the order in which they are shown."""
EACH = 20
"""Results of each kind; ``is_more`` says that there are further ones."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found. ``slug`` is that of the project, or of the programme itself; ``which`` the number of a
    version, or the key of a scenario or person.
    """

    what: Found
    name: str
    slug: str
    place: str
    activity_id: int | None = None
    code: str = ""
    which: int | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, best first within each kind."""

    hits: tuple[Hit, ...]
    is_more: bool


def search(person: Person, text: str, most: int = EACH) -> Hits:
    """Everything, by words in any form, and by a part of names and tags. Six statements, none for an empty text."""
    text = text.replace("\0", "").strip()[:200]
    if not text:
        return Hits((), is_more=False)
    programmes = _ranked(programmes_of(person), text, Q(name__icontains=text))[: most + 1]
    tags = Func(F("tags"), Value(" "), function="array_to_string", output_field=TextField())
    tagged = projects_of(person).annotate(tagged=tags)
    plain = Q(name__icontains=text) | Q(number__iexact=text) | Q(tagged__icontains=text)
    projects = _ranked(tagged, text, plain)[: most + 1]
    rows = LatestActivity.objects.filter(project__in=projects_of(person)).select_related("project")
    activities = _ranked(rows, text, None)[: most + 1]
    found = [
        [Hit("programme", one.name, one.slug, "") for one in programmes],
        [Hit("project", one.name, one.slug, one.number) for one in projects],
        [
            Hit("activity", one.name, one.project.slug, one.project.name, one.activity_id, one.code)
            for one in activities
        ],
    ]
    others: dict[str, list[Hit]] = {}
    for kind, name, slug, place, which in besides(person, text, most):
        others.setdefault(kind, []).append(Hit(cast(Found, kind), name, slug, place, which=which or None))
    found += [others.get(kind, []) for kind in FOUND[len(found) :]]
    hits = tuple(one for each in found for one in each[:most])
    return Hits(hits, is_more=any(len(each) > most for each in found))


def _ranked(rows: QuerySet[Any], text: str, exact: Q | None) -> QuerySet[Any]:
    """By the index alone where there are many rows; the texts as they stand besides where there are few."""
    query = asked(text)
    wanted = Q(search=query) if exact is None else Q(search=query) | exact
    ranked: QuerySet[Any] = rows.filter(wanted).annotate(rank=SearchRank(F("search"), query))
    return ranked.order_by("-rank", "pk")
