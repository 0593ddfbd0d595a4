"""Projects of a programme looked at together: each by itself and with the others, and what holds up which of them.

What one may not see isn't shown, nor what would tell of it: the end of the programme only to who may count all its
projects, the title of a bottleneck only to who sees its project.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from rechterhand.text import Language, Message
from rechterhand.text.ending import ending_day
from rechterhand.web.access.roles import projects_where
from rechterhand.web.bridge import verdicts
from rechterhand.web.data.models import Job, JobKind, JointReview, Person, PlanVersion, Programme, Project
from rechterhand.web.look.explained import Explained
from rechterhand.web.look.health import State
from rechterhand.web.queries.figures import Basis, nothing
from rechterhand.web.queries.project_links import LinkLine, links_of_programme, links_of_project
from rechterhand.web.queries.versions import JobLine, job_line
from rechterhand.web.queries.visible import is_enough, projects_of

SHOWN = 12
"""Bottlenecks that a page shows."""
WORTH, SURE = 0.5, 2.0
"""Working days, and standard errors, from which a project is said to end elsewhere together."""

NAMING = frozenset({"end", "steps", "same_key"})
"""Assumptions that name projects."""


@dataclass(frozen=True, slots=True)
class Both:
    """A project by itself and together."""

    slug: str
    name: str
    alone: Explained
    together: Explained
    later: Explained
    committed: Explained
    chance: Explained
    waits_for: tuple[str, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A link with what it costs the project that waits (None where nothing is known), and what is to be said of it."""

    link: LinkLine
    costs: Explained | None
    late: Explained | None
    note: str


@dataclass(frozen=True, slots=True)
class Held:
    """A bottleneck with its price for each project in order, '' as title where its project may not be seen."""

    title: str
    relief: str
    slug: str
    project: str
    prices: tuple[Explained | None, ...]
    end: Explained | None
    inside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """All that the page shows. ``made_at`` is None as long as nothing was seen.

    ``job`` is the work on it that runs or came to nothing; ``tells`` whether its problem may be told.
    """

    links: tuple[Waiting, ...]
    lines: tuple[Both, ...]
    end: Explained | None
    end_alone: Explained | None
    held: tuple[Held, ...]
    made_at: datetime | None
    is_old: bool
    job: JobLine | None
    tells: bool


def together(person: Person, programme: Programme, language: Language) -> Together:
    """What came of looking at them together. Eleven statements, and one document."""
    found = JointReview.objects.filter(programme=programme).first()
    members = list(Project.objects.filter(programme=programme, archived_at=None).only("pk", "slug", "name"))
    seen = {one.pk: one for one in projects_of(person).filter(pk__in=[each.pk for each in members])}
    counted = projects_where(person, "project.aggregate").filter(pk__in=[one.pk for one in members]).count()
    links = links_of_programme(person, programme)
    job = _job(programme, language)
    tells = len(seen) == len(members)
    if found is None:
        rows = tuple(_unseen(one) for one in links)
        return Together(rows, (), None, None, (), None, is_old=False, job=job, tells=tells)
    document = verdicts.load(found.document_nl if language == "nl" else found.document_en)
    basis = _basis(programme, found, document, names=tells)
    hidden = counted - len(seen)
    whole = counted == len(members) and (not hidden or is_enough(hidden))
    shown = [one for one in document["projects"] if int(one["key"]) in seen]
    return Together(
        tuple(_waiting(one, found, document, basis) for one in links),
        tuple(_both(one, seen, basis) for one in shown),
        basis.day(_day(document["finish"]["p80"]), "p80_programme") if whole else None,
        basis.day(_day(document["finish_alone"]["p80"]), "p80_programme_alone") if whole else None,
        tuple(_held(one, [each["key"] for each in shown], seen, (basis, whole)) for one in _reaching(document, shown)),
        found.made_at,
        _is_old(found, members),
        job,
        tells,
    )


@dataclass(frozen=True, slots=True)
class Tied:
    """A project among others: links into it and out of it, and its P80 by itself and together."""

    into: tuple[Waiting, ...]
    out: tuple[Waiting, ...]
    alone: Explained | None = None
    together: Explained | None = None
    later: Explained | None = None


def tied(person: Person, project: Project, language: Language) -> Tied | None:
    """None when no link leads into the project or out of it. Five statements, and one document."""
    links = links_of_project(person, project)
    if not links:
        return None
    found = JointReview.objects.filter(programme=project.programme_id).select_related("programme").first()
    if found is None:
        rows = [_unseen(one) for one in links]
        return Tied(*_sides(rows, project))
    document = verdicts.load(found.document_nl if language == "nl" else found.document_en)
    basis = _basis(found.programme, found, document, names=False)
    rows = [_waiting(one, found, document, basis) for one in links]
    own = next((one for one in document["projects"] if one["key"] == str(project.pk)), None)
    if own is None:
        return Tied(*_sides(rows, project))
    both = _both(own, {project.pk: project}, basis)
    return Tied(*_sides(rows, project), both.alone, both.together, both.later)


@dataclass(frozen=True, slots=True)
class Apart:
    """That a project ends elsewhere together with the others. ``state`` is how it stands then, where that is another
    colour than by itself; ``day`` is its P80 together.
    """

    together: Explained
    later: Explained
    day: date
    state: State | None = None


def apart(projects: Sequence[Project]) -> Mapping[int, Apart]:
    """Of these projects those that end elsewhere together. One statement."""
    keys = {one.programme_id for one in projects if one.programme_id is not None}
    rows = JointReview.objects.filter(programme__in=keys).select_related("programme") if keys else ()
    known = {found.programme_id: found for found in rows}
    told = {}
    for one in projects:
        found = known.get(one.programme_id or 0)
        form = None if found is None else found.projects.get(str(one.pk))
        if found is None or form is None or not _differs(form):
            continue
        basis = _basis(found.programme, found, {"assumptions": []}, names=False)
        later = basis.price(form["later_days"], form["later_error"], "later_together")
        day = date.fromisoformat(form["p80"])
        told[one.pk] = Apart(basis.day(day, "p80_together"), later, day)
    return told


def _differs(form: Mapping[str, Any]) -> bool:
    return bool(abs(form["later_days"]) >= max(WORTH, SURE * form["later_error"]))


def _basis(programme: Programme, found: JointReview, document: Mapping[str, Any], *, names: bool) -> Basis:
    """With ``names`` also what was assumed of projects by name: for who sees all of them."""
    source = Message.of("records.source.together", name=programme.name)
    told = tuple(one["text"] for one in document["assumptions"] if names or one["key"] not in NAMING)
    return Basis(source, timezone.localdate(found.made_at), told)


def _job(programme: Programme, language: Language) -> JobLine | None:
    """The newest work on it, unless that is done. One statement."""
    row = Job.objects.filter(programme=programme, kind=JobKind.JOINT).select_related("version").first()
    return None if row is None or row.state == "done" else job_line(row, language)


def _is_old(found: JointReview, members: Sequence[Project]) -> bool:
    """Whether a project has a newer verdict than the one that was looked at. One statement."""
    rows = PlanVersion.objects.counting().filter(project__in=members, reviewed_at__isnull=False)
    newest = rows.order_by("project_id", "-number").distinct("project_id").values_list("project_id", "number")
    return any(found.projects.get(str(key), {}).get("version") != number for key, number in newest)


def _day(told: str | None) -> date | None:
    return None if told is None else ending_day(datetime.fromisoformat(told))


def _both(one: Mapping[str, Any], seen: Mapping[int, Project], basis: Basis) -> Both:
    project = seen[int(one["key"])]
    waits = [seen[int(key)].name for key in one["waits_for"] if int(key) in seen]
    none = nothing("no_open_work")
    chance = Message.of("records.formula.chance")
    return Both(
        project.slug,
        project.name,
        basis.day(_day(one["alone"]["p80"]), "p80_alone") if one["has_open_work"] else none,
        basis.day(_day(one["together"]["p80"]), "p80_together") if one["has_open_work"] else none,
        _later(one, basis),
        nothing("no_promise") if one["committed"] is None else basis.day(_day(one["committed"]), "promised"),
        nothing("no_promise") if one["chance"] is None else basis.figure(one["chance"], "chance", chance),
        tuple(waits),
        len(one["waits_for"]) - len(waits),
    )


def _later(one: Mapping[str, Any], basis: Basis) -> Explained:
    """What waiting costs a project in all; no price tag for one that waits for nothing."""
    if one["later_days"]:
        return basis.price(one["later_days"], one["standard_error_days"], "later_together")
    return basis.figure(0.0, "working_days", Message.of("records.formula.later_together"), digits=1)


def _unseen(one: LinkLine) -> Waiting:
    """A link of which nothing is known yet."""
    return Waiting(one, None, None, "gone" if one.is_gone else "new")


def _waiting(one: LinkLine, found: JointReview, document: Mapping[str, Any], basis: Basis) -> Waiting:
    """A link with what it costs; only who sees the project that waits is told."""
    if one.is_gone:
        return Waiting(one, None, None, "gone")
    if str(one.pk) in found.left_out:
        return Waiting(one, None, None, found.left_out[str(one.pk)])
    form = next((each for each in document["links"] if each["key"] == str(one.pk)), None)
    same = form is not None and (form["type"], form["lag_days"]) == (one.type, round(one.lag_days, 3))
    if form is None or not same:
        return Waiting(one, None, None, "new")
    after = form["to"]["project"]
    waiting, late = (form[side]["projects"].get(after) for side in ("waiting", "late"))
    if not one.after.is_visible or waiting is None or late is None:
        return Waiting(one, None, None, form["idle"] or "")
    return Waiting(one, _price(waiting, "waiting", basis), _price(late, "delivered_late", basis), form["idle"] or "")


def _price(form: Mapping[str, Any], key: str, basis: Basis) -> Explained:
    return basis.price(form["days"], form["standard_error_days"], key)


def _sides(rows: Sequence[Waiting], project: Project) -> tuple[tuple[Waiting, ...], tuple[Waiting, ...]]:
    into = tuple(one for one in rows if one.link.after.slug == project.slug)
    return into, tuple(one for one in rows if one.link.before.slug == project.slug)


def _reaching(document: Mapping[str, Any], shown: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The dearest of those that cost a project which may be seen."""
    keys = {one["key"] for one in shown}

    def costs(one: Mapping[str, Any]) -> bool:
        prices = [price for key, price in one["prices"]["projects"].items() if key in keys]
        return any(each["days"] > max(WORTH / 10, SURE * each["standard_error_days"]) for each in prices)

    return [one for one in document["bottlenecks"] if costs(one)][:SHOWN]


def _held(one: Mapping[str, Any], keys: Sequence[str], seen: Mapping[int, Project], told: tuple[Basis, bool]) -> Held:
    basis, whole = told
    project = seen.get(int(one["project"]))
    prices, end = one["prices"]["projects"], one["prices"]["end"]
    return Held(
        one["title"] if project is not None else "",
        one["relief"] if project is not None else "",
        project.slug if project is not None else "",
        project.name if project is not None else "",
        tuple(_price(prices[key], "price_together", basis) if key in prices else None for key in keys),
        _price(end, "price_programme", basis) if whole and end is not None else None,
        tuple(one["inside"]) if project is not None else (),
    )
