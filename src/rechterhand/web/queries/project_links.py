"""Links between projects as somebody may see them: of what one may not see only that it is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from rechterhand.text import Message
from rechterhand.web.access.roles import projects_where
from rechterhand.web.bridge import ends
from rechterhand.web.bridge.ends import Known
from rechterhand.web.data.models import LatestActivity, Person, PlanVersion, Programme, Project, ProjectLink
from rechterhand.web.queries.asked import whole
from rechterhand.web.queries.visible import projects_of


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """An activity of a project. One that may not be seen has neither slug nor names.

    ``is_gone`` when the newest version of its plan no longer has it.
    """

    slug: str
    project: str
    number: int | None
    code: str
    name: str
    is_visible: bool
    is_gone: bool

    @property
    def mark(self) -> str:
        """How people find it again."""
        return self.code or ("" if self.number is None else str(self.number))


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link. ``may_change`` when both projects may be changed by who asks."""

    pk: int
    revision: int
    before: LinkEnd
    after: LinkEnd
    type: str
    lag_days: float
    may_change: bool

    @property
    def is_gone(self) -> bool:
        """Whether an activity of it has vanished."""
        return self.before.is_gone or self.after.is_gone


def links_of_programme(person: Person, programme: Programme) -> tuple[LinkLine, ...]:
    """Those between its projects. Four statements."""
    rows = _between(ProjectLink.objects.filter(successor__programme=programme))
    return _lines(person, rows)


def links_of_project(person: Person, project: Project) -> tuple[LinkLine, ...]:
    """Those into a project and out of it. Four statements."""
    rows = _between(ProjectLink.objects.filter(Q(predecessor=project) | Q(successor=project)))
    return _lines(person, rows)


def link_seen(person: Person, programme: Programme, pk: int) -> LinkLine | None:
    """One link of a programme. Four statements."""
    found = _lines(person, _between(ProjectLink.objects.filter(successor__programme=programme, pk=pk)))
    return found[0] if found else None


def link_line(person: Person, programme: Programme, pk: int) -> LinkLine | None:
    """One link of a programme that the person may change; None when there is none. Four statements."""
    found = link_seen(person, programme, pk)
    return found if found is not None and found.may_change else None


def projects_to_link(person: Person, programme: Programme) -> QuerySet[Project]:
    """Projects of a programme whose activities the person may tie to others."""
    found = projects_where(person, "project.link").filter(programme=programme, archived_at=None)
    return found.only("pk", "slug", "name").order_by("name", "pk")


def activities_like(project: Project, text: str, most: int = 20) -> tuple[tuple[str, str], ...]:
    """Activities of the newest version by a part of their name or the begin of their code: mark and name.

    One statement.
    """
    asked = text.strip()
    rows = LatestActivity.objects.filter(project=project, is_summary=False)
    if asked:
        near = Q(name__icontains=asked) | Q(code__istartswith=asked)
        rows = rows.filter(near | Q(activity_id=whole(asked, -1)) if asked.isdecimal() else near)
    rows = rows.order_by("position")
    return tuple(
        (code or str(number), name) for number, code, name in rows.values_list("activity_id", "code", "name")[:most]
    )


def activity_meant(project: Project, text: str) -> int | Message:
    """The activity that somebody wrote, as 'mark · name', its code, its number or its whole name; or what is wrong.

    One statement.
    """
    asked = text.strip()
    mark, _, name = (one.strip() for one in asked.partition(" · "))
    rows = LatestActivity.objects.filter(project=project, is_summary=False)
    some = Q(code__iexact=mark) | Q(name__iexact=asked) | Q(name__iexact=name or asked)
    if mark.isdecimal():
        some |= Q(activity_id=whole(mark, -1))
    found = list(rows.filter(some).values_list("activity_id", "code", "name"))
    by_mark = [one for one in found if (one[1] or str(one[0])).casefold() == mark.casefold() and name in ("", one[2])]
    by_number = [one for one in found if str(one[0]) == mark and not name]
    by_name = [one for one in found if one[2].casefold() == asked.casefold()]
    for meant in (by_mark, by_number, by_name):
        if len(meant) == 1:
            return int(meant[0][0])
        if meant:
            return Message.of("records.link.several", told=asked)
    return Message.of("records.link.unknown", told=asked)


def _between(rows: QuerySet[ProjectLink]) -> QuerySet[ProjectLink]:
    """Those between projects of one programme that aren't put away."""
    within = rows.filter(predecessor__programme=F("successor__programme"))
    return within.filter(predecessor__archived_at=None, successor__archived_at=None).select_related(
        "predecessor", "successor"
    )


def _lines(person: Person, rows: Iterable[ProjectLink]) -> tuple[LinkLine, ...]:
    rows = list(rows)
    keys = {one.predecessor_id for one in rows} | {one.successor_id for one in rows}
    seen = set(projects_of(person).filter(pk__in=keys).values_list("pk", flat=True)) if rows else set()
    own = projects_where(person, "project.link").filter(pk__in=keys)
    mine = set(own.values_list("pk", flat=True)) if seen else set()
    wanted = [end for one in rows for end in (ends.predecessor(one), ends.successor(one))]
    known = ends.in_latest(sorted(seen), wanted) if seen else {}
    counting = PlanVersion.objects.counting().filter(project__in=seen)
    newest = counting.order_by("project_id", "-number").distinct("project_id")
    formats = dict(newest.values_list("project_id", "file_format")) if seen else {}

    def end(project: Project, chosen: Known) -> LinkEnd:
        if project.pk not in seen:
            return LinkEnd("", "", None, "", "", is_visible=False, is_gone=False)
        candidates = [one for one, is_summary in known.get(project.pk, ()) if not is_summary]
        now = ends.found_again(chosen, candidates, formats.get(project.pk, ""))
        shown = now or chosen
        number = None if now is None else now.number
        return LinkEnd(project.slug, project.name, number, shown.code, shown.name, is_visible=True, is_gone=now is None)

    return tuple(
        LinkLine(
            one.pk,
            one.revision,
            end(one.predecessor, ends.predecessor(one)),
            end(one.successor, ends.successor(one)),
            one.type,
            one.lag_days,
            {one.predecessor_id, one.successor_id} <= mine,
        )
        for one in rows
    )


def by_key(found: Iterable[LinkLine]) -> Mapping[str, LinkLine]:
    """Links by their key in documents."""
    return {str(one.pk): one for one in found}
