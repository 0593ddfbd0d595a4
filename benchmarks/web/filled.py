"""Fills an installation with the whole portfolio: ``python -m benchmarks.web.filled FOLDER…`` (those of its plans).

Projects, people, roles, dates, views and scenarios come about by the actions of the product; versions as rows that
share the files of a few plans that were really reviewed.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.web.made import Made, load
from benchmarks.web.reviewed import keys
from benchmarks.web.sizes import (
    ACTIVITIES,
    LARGEST_PROGRAMME,
    LOOSE,
    PROGRAMMES,
    PROJECTS,
    SEED,
    VERSIONS,
)
from rechterhand.web.project.environment import data_folder
from rechterhand.web.project.installation import installation

UNITS = ("Ruimte", "Bouw", "Dienstverlening", "ICT", "Sociaal domein", "Vastgoed", "Beheer")
TAGS = tuple(f"{one} {number}" for one in ("spoor", "fonds", "wijk") for number in range(1, 9))
NAMES = ("Vernieuwing", "Herinrichting", "Migration", "Aanbesteding", "Renovatie", "Portal", "Verhuizing", "Nieuwbouw")
VIEWS = (("Te laat", "health=late"), ("Bouw", "sort=p80&unit=Bouw"), ("Tijdlijn", "show=timeline"))
OF = ("kade", "archief", "stadskantoor", "loket", "haven", "warmtenet", "school", "netwerk", "customer records", "brug")


def main(folders: list[Path]) -> None:
    """Fill it."""
    for folder in folders:
        shutil.copytree(folder / "files", data_folder() / "files", dirs_exist_ok=True)
    with installation():
        from rechterhand.web.project.migrating import migrated

        migrated()
        _filled([load(folder) for folder in folders])


def _filled(plans: list[list[Made]]) -> None:
    from benchmarks.web.staff import at_work, everybody
    from rechterhand.web.data.models import LatestActivity, Programme, Project

    random = Random(SEED)
    people = everybody()
    programmes = list(_programmes())
    projects = list(_projects(programmes, random))
    at_work(people, programmes, projects, random)
    for project, versions in zip(projects, _spread(plans), strict=True):
        _bring(project, versions, people, random)
    _lived_in(people, projects, random)
    _tidy()
    found = LatestActivity.objects.filter(is_summary=False).count()
    print(f"{Project.objects.count()} projects in {Programme.objects.count()} programmes, {found:,} activities")
    if found < ACTIVITIES:
        raise ValueError(f"{found} activities are fewer than the {ACTIVITIES} that are promised")


def _programmes() -> Iterator[Any]:
    from rechterhand.web.actions.programmes import ProgrammeForm, create_programme

    for number in range(PROGRAMMES):
        unit = UNITS[number % len(UNITS)]
        yield create_programme(
            None, ProgrammeForm(f"Programma {unit} {number + 1}", f"PG{number + 1:03}", unit), pmo=None
        )


def _projects(programmes: list[Any], random: Random) -> Iterator[Any]:
    from rechterhand.web.actions.projects import ProjectForm, Promised, create_project, set_committed_dates
    from rechterhand.web.data.models import Method, Phase

    for number in range(PROJECTS):
        programme = None if number >= PROJECTS - LOOSE else programmes[_place(number)]
        name = f"{NAMES[number % len(NAMES)]} {OF[number // len(NAMES) % len(OF)]} {number + 1}"
        form = ProjectForm(
            name,
            f"P{number + 1:04}",
            None if programme is None else programme.pk,
            random.choice(Method.values),
            random.choice(Phase.values),
            random.choice(UNITS),
            tuple(random.sample(TAGS, 3)),
        )
        row = create_project(None, form)
        dates = [Promised(f"Besluit {one + 1}", date(2026, 6, 1) + timedelta(days=90 * one)) for one in range(3)]
        yield set_committed_dates(None, row.pk, row.revision, dates)


def _place(number: int) -> int:
    """In which programme a project is: the first holds many."""
    return 0 if number < LARGEST_PROGRAMME else 1 + (number - LARGEST_PROGRAMME) % (PROGRAMMES - 1)


def _spread(plans: list[list[Made]]) -> list[list[Made]]:
    """The plan of each project, the large ones in the first programme."""
    shares = dict(zip(keys(), plans, strict=True))
    found = [versions for key, versions in shares.items() for _ in range(keys()[key])]
    rest = [versions for key, versions in shares.items() if not keys()[key]]
    return found + [rest[number % len(rest)] for number in range(PROJECTS - len(found))]


def _bring(project: Any, versions: list[Made], people: dict[str, list[Any]], random: Random) -> None:
    """Its versions, oldest first; those before the ones that were made tell of other dates by the same documents."""
    from rechterhand.web.actions.plans import AT_ONCE
    from rechterhand.web.actions.projects import Promised, set_committed_dates, set_tolerances
    from rechterhand.web.data.models import LatestActivity, LatestLink, PlanVersion

    count = max(len(versions), random.randint(*VERSIONS))
    latest = versions[-1]
    rows = []
    for number in range(1, count + 1):
        back = count - number
        made = versions[max(0, len(versions) - 1 - back)]
        rows.append(PlanVersion(project=project, number=number, **_dated(made.fields, back, random, people)))
    PlanVersion.objects.bulk_create(rows)
    newest = rows[-1]
    for model, columns in ((LatestActivity, latest.activities), (LatestLink, latest.links)):
        found = [model(project=project, version=newest, **one) for one in columns]
        model.objects.bulk_create(found, batch_size=AT_ONCE)
    _work(project, rows, latest, people)
    if latest.p80 is not None:
        dates = [Promised(one.what, one.date) for one in project.committed_dates.all()]
        dates.append(Promised("Oplevering", latest.p80 + timedelta(days=random.randint(-90, 60)), is_whole=True))
        project = set_committed_dates(None, project.pk, project.revision, dates)
    set_tolerances(None, project.pk, project.revision, days=random.choice((None, 5, 10, 20)), cost=None)


def _dated(fields: dict[str, Any], back: int, random: Random, people: dict[str, list[Any]]) -> dict[str, Any]:
    from django.utils import timezone

    then = timezone.now() - timedelta(days=30 * back + 1)
    drift = timedelta(days=random.randint(3, 25) * back)
    moved = {name: fields[name] - drift for name in ("p50", "p80", "planned_finish") if fields[name] is not None}
    by = {"created_at": then, "reviewed_at": then, "created_by": random.choice(people["pmo"])}
    return fields | (moved if back else {}) | by


def _work(project: Any, rows: list[Any], latest: Made, people: dict[str, list[Any]]) -> None:
    """What was done to get there, and a file, a comparison and a trial that one can open."""
    from rechterhand.web.data.models import Job, JobKind, JobState

    owner = people["overseer"][0]
    done = {"state": JobState.DONE, "share": 1.0, "project": project, "owner": owner}
    jobs = [Job(kind=kind, version=one, **done) for one in rows for kind in (JobKind.IMPORT, JobKind.REVIEW)]
    newest = rows[-1]
    file = {"file": newest.original, "name": newest.file_name, "left_out": []}
    jobs.append(Job(kind=JobKind.EXPORT, version=newest, work={"suffix": ".xml"}, result=file, **done))
    if latest.compared and len(rows) > 1:
        work = {"old": rows[-2].pk}
        jobs.append(Job(kind=JobKind.COMPARE, version=newest, work=work, result=latest.compared, **done))
    if latest.tried:
        jobs.append(Job(kind=JobKind.TRY, version=newest, work=latest.asked, result=latest.tried, **done))
    Job.objects.bulk_create(jobs)


def _lived_in(people: dict[str, list[Any]], projects: list[Any], random: Random) -> None:
    """Views, scenarios, uncertainty, declared health and a long history of a few."""
    from rechterhand.web.actions.projects import set_health
    from rechterhand.web.actions.scenarios import ScenarioForm, keep_scenario
    from rechterhand.web.actions.views import keep_view
    from rechterhand.web.bridge.uncertain import Estimate, Table, columns
    from rechterhand.web.data.models import Health, Job, JobKind, LatestActivity, Project, UncertaintyTable

    for role in ("overseer", "pmo", "programme_manager", "project_leader"):
        for person in people[role]:
            for name, query in VIEWS:
                keep_view(person, "portfolio", name, query)
    trials = Job.objects.filter(kind=JobKind.TRY).select_related("version").order_by("project_id")
    for job in trials[: PROJECTS // 4]:
        for number in range(3):
            form = ScenarioForm(f"Scenario {number + 1}", tuple(job.work["ways"]), outcome=job.result)
            keep_scenario(people["overseer"][0], job.version_id, form)
    for project in projects[: PROJECTS // 5]:
        open_ones = LatestActivity.objects.filter(project=project, is_summary=False, duration_minutes__gt=0)[:40]
        days = [(one.activity_id, (one.duration_minutes or 0) / 480) for one in open_ones]
        table = Table(estimates=tuple(Estimate(key, 0.8 * each, each, 1.6 * each) for key, each in days))
        UncertaintyTable.objects.create(project=project, **columns(table))
    for number, project in enumerate(Project.objects.order_by("pk")):
        pmo, revision = people["overseer"][0], project.revision
        for _ in range(60 if number in (0, 100) else random.randint(0, 2)):
            health = random.choice((Health.LATE, Health.AT_RISK, Health.FINE))
            revision = set_health(pmo, project.pk, revision, health, "Zoals besproken in het overleg.").revision


def _tidy() -> None:
    """What a database that has been running for a night has done by itself."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    main([Path(one) for one in sys.argv[1:]])
