"""The demonstration: a programme with its projects, their plans on their way, and people that one may be in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.core.files.base import ContentFile
from django.utils import timezone

from rechterhand.demo.portfolio import DemoProject, Persona, Portfolio, file_name, plan_file, portfolio
from rechterhand.text import Language
from rechterhand.web.actions.acting import acting, changed
from rechterhand.web.actions.memberships import add_membership
from rechterhand.web.actions.people import choose_language
from rechterhand.web.actions.plans import Place, upload_plan
from rechterhand.web.actions.programmes import ProgrammeForm, create_programme
from rechterhand.web.actions.projects import (
    ProjectForm,
    Promised,
    create_project,
    set_committed_dates,
    set_tolerances,
)
from rechterhand.web.actions.working import LAST, LATER, URGENT, USUAL, Asked, queue
from rechterhand.web.data.models import Job, JobKind, Person, Programme, Project, ProjectLink, Role
from rechterhand.web.data.turns import Turn, wait_for
from rechterhand.web.queries.demonstration import USERNAME

AT_FIRST = 2
"""Versions that are read at once: the newest, and the one that it is compared with."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is made: so many projects, and of each so many of its latest versions."""

    projects: int
    versions: int


SIZES = {"whole": Size(6, 99), "small": Size(2, 3)}
"""By the setting RECHTERHAND_DEMONSTRATION."""


def make_demonstration(size: Size) -> None:
    """Make it, unless it is there already. Jobs make and read its plans, the newest of each project first."""
    with acting(None, "demonstration.make"):
        wait_for(Turn.DEMONSTRATION)
        if Person.objects.filter(is_demonstration=True).exists():
            return
        told = portfolio()
        people = {one.key: _person(one) for one in told.personas}
        form = ProgrammeForm(told.name, told.number, told.unit)
        programme = create_programme(None, form, pmo=None, demonstration=True)
        chosen = told.projects[: size.projects]
        made = {one.slug: _project(one, programme) for one in chosen}
        _roles(told, people, programme, made)
        _links(told, made)
        for later in (False, True):
            for one in chosen:
                _ask(people["pmo"], made[one.slug], one, min(size.versions, one.versions), later=later)


def bring_version(job: Job, version: int) -> None:
    """Make the file of one version, and have it read; one that was brought already isn't brought again."""
    project = portfolio().project(job.work["project"])
    number = version - job.work["before"]
    if Job.objects.filter(project=job.project, kind=JobKind.IMPORT, work__number=number).exists():
        return
    later = job.work["later"]
    day = timezone.make_aware(project.status_dates[version - 1])
    newest = version == project.versions
    place = Place(number, day, LATER if later else URGENT, USUAL if newest else LAST)
    content = ContentFile(plan_file(project, version))
    upload_plan(job.owner, job.project_id or 0, file_name(project, version), content, place=place)


def become(persona: Person, language: Language) -> Person:
    """Somebody is this persona from now on, and speaks the language that was spoken. Raises NotThere."""
    return persona if persona.language in ("", language) else choose_language(persona, language)


def _person(one: Persona) -> Person:
    return Person.objects.create_user(f"{USERNAME}{one.key}", name=one.name, is_demonstration=True)


def _project(one: DemoProject, programme: Programme) -> Project:
    form = ProjectForm(one.name, one.number, programme.pk, one.method, one.phase, one.unit, one.tags)
    row = create_project(None, form, demonstration=True)
    cost = None if one.cost_tolerance is None else Decimal(one.cost_tolerance)
    row = set_tolerances(None, row.pk, row.revision, days=one.time_tolerance_days, cost=cost)
    dates = [Promised(one.result, one.committed, is_whole=True)]
    dates += [Promised(each.what, each.date) for each in one.promises]
    return set_committed_dates(None, row.pk, row.revision, dates)


def _roles(told: Portfolio, people: Mapping[str, Person], programme: Programme, made: Mapping[str, Project]) -> None:
    """Each persona's role: in the programme, or in those of its projects that were made; the first when none was."""
    for one in told.personas:
        places = [made[slug] for slug in one.of if slug in made] or [next(iter(made.values()))]
        for place in places if one.of else [programme]:
            add_membership(None, place, people[one.key], Role(one.role))


def _links(told: Portfolio, made: Mapping[str, Project]) -> None:
    """Tie the projects that were made before their plans are read: by the codes of their tasks.

    What has no number yet has one of our own, below nought.
    """
    for place, one in enumerate(told.links, 1):
        if one.before[0] not in made or one.after[0] not in made:
            continue
        values: dict[str, object] = {"lag_days": one.lag_days}
        for side, (slug, code) in (("predecessor", one.before), ("successor", one.after)):
            name = told.task(slug, code).name
            values |= {f"{side}_number": -place, f"{side}_code": code, f"{side}_name": name}
        row = ProjectLink(predecessor=made[one.before[0]], successor=made[one.after[0]])
        row.revision = 0
        changed(row, values)


def _ask(owner: Person, row: Project, project: DemoProject, count: int, *, later: bool) -> None:
    """The work of bringing versions, the newest first."""
    versions = range(project.versions, project.versions - count, -1)
    asked = versions[AT_FIRST:] if later else versions[:AT_FIRST][::-1]
    if asked:
        work = {
            "project": project.slug,
            "versions": list(asked),
            "before": project.versions - count,
            "number": count,
            "later": later,
        }
        queue(owner, Asked(JobKind.DEMONSTRATION, row, work=work, priority=LATER if later else URGENT))
