"""What search finds within projects besides their activities: promises, risks, scenarios, versions and people.

There are few of each in a project, so that they are stemmed as they are asked for, without an index.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.models import CharField, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, NullIf

from rechterhand.web.access.roles import projects_where
from rechterhand.web.data.models import CommittedDate, Membership, Person, PlanVersion, Scenario
from rechterhand.web.data.searchable import LANGUAGES, asked, searched
from rechterhand.web.queries.visible import projects_of

Row = tuple[str, str, str, str, int]
"""Kind, name, slug and name of the project, and which one of its kind (number of a version, key of a scenario)."""

_TITLE = " || ".join(f"to_tsvector('{one}', risk ->> 'title')" for one in LANGUAGES)
_ASKED = " || ".join(f"websearch_to_tsquery('{one}', %(text)s)" for one in LANGUAGES)
RISKS = f"""
SELECT 'risk', risk ->> 'title', project.slug, project.name, 0
FROM rechterhand_uncertaintytable AS kept
JOIN rechterhand_project AS project ON project.id = kept.project_id
CROSS JOIN LATERAL jsonb_array_elements(kept.risks) AS risk
WHERE kept.project_id = ANY(%(projects)s) AND ({_TITLE}) @@ ({_ASKED})
ORDER BY project.name, risk ->> 'title'
LIMIT %(most)s
"""  # noqa: S608 - of our own constants
"""Risks stand as a list in one row a project."""


def besides(person: Person, text: str, most: int) -> Iterator[Row]:
    """At most so many of each kind and one more, in the order of projects. Three statements."""
    seen = projects_of(person)
    found = _told("promise", CommittedDate.objects.filter(project__in=seen), "what", text, most)
    scenarios = Scenario.objects.filter(project__in=projects_where(person, "plan.scenario"))
    yield from found.union(
        _told("scenario", scenarios, "name", text, most, which="pk"),
        _lines("version", PlanVersion.objects.filter(project__in=seen), "file_name", text, most, which="number"),
        _people(person, text, most),
        all=True,
    ).order_by("project_named", "named")
    with connection.cursor() as cursor:
        at_risk = projects_where(person, "plan.uncertainty").order_by()
        projects = list(at_risk.values_list("pk", flat=True))
        cursor.execute(RISKS, {"projects": projects, "text": text, "most": most + 1})
        yield from cursor.fetchall()


def _told(kind: str, rows: QuerySet[Any], column: str, text: str, most: int, *, which: str = "") -> QuerySet[Any]:
    """Rows whose words are looked for, in any form of these."""
    stemmed = rows.annotate(stemmed=searched(column)).filter(stemmed=asked(text))
    return _columns(kind, stemmed, F(column), most, which=which)


def _lines(kind: str, rows: QuerySet[Any], column: str, text: str, most: int, *, which: str = "") -> QuerySet[Any]:
    """Rows in which the text stands as it is."""
    return _columns(kind, rows.filter(**{f"{column}__icontains": text}), F(column), most, which=which)


def _people(person: Person, text: str, most: int) -> QuerySet[Any]:
    """Who has a role in a project that one sees, or in its programme."""
    called = Coalesce(NullIf("person__name", Value("")), "person__username")
    there = Membership.objects.filter(project__in=projects_of(person), person__is_active=True, person__is_guest=False)
    wanted = there.filter(Q(person__name__icontains=text) | Q(person__name="", person__username__icontains=text))
    return _columns("person", wanted, called, most, which="person")


def _columns(kind: str, rows: QuerySet[Any], name: Any, most: int, *, which: str) -> QuerySet[Any]:
    told: QuerySet[Any] = (
        rows.order_by("project__name", "pk")
        .annotate(
            kind=Value(kind, CharField()),
            named=Cast(name, TextField()),
            project_slug=F("project__slug"),
            project_named=F("project__name"),
            which=F(which) if which else Value(0),
        )
        .values_list("kind", "named", "project_slug", "project_named", "which")
    )
    return told[: most + 1]
