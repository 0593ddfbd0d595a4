"""Looks at the projects of a programme together: the newest version of each that has a verdict, and the links."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from procrastinate.contrib.django import app

from rechterhand.engine.simulate.run import Run
from rechterhand.intake.discreet import discreet
from rechterhand.programme.link import Member, ProjectLink, unfit
from rechterhand.programme.review import review_programme
from rechterhand.record.link import LinkType
from rechterhand.registers.discreet import without_people
from rechterhand.web.actions.links import keep_joint, links_of
from rechterhand.web.bridge import canonical, ends, storage
from rechterhand.web.bridge.uncertain import of_row, uncertainty
from rechterhand.web.data.models import Job, PlanVersion, Project, UncertaintyTable
from rechterhand.web.data.models import ProjectLink as Row
from rechterhand.web.jobs.progress import JOINT, Progress
from rechterhand.web.jobs.reviewing import ITERATIONS, threads
from rechterhand.web.jobs.running import AGAIN, run
from rechterhand.web.queries.promise import promised_here

Versions = dict[int, PlanVersion]


@app.task(name="rechterhand.review_programme", retry=AGAIN)
def review_programme_of(job_id: str) -> None:
    """Look at a programme's projects together and keep what came of it."""
    run(job_id, JOINT, _work)


def _work(job: Job, progress: Progress) -> dict[str, Any]:
    progress.step("read")
    projects = list(Project.objects.filter(programme=job.programme_id, archived_at=None).order_by("pk"))
    versions = _reviewed(projects)
    members = [_member(one, versions[one.pk]) for one in projects if one.pk in versions]
    links, left_out = _links(job, versions, {one.key: one for one in members})
    made = review_programme(
        members,
        links,
        run=Run(iterations=ITERATIONS, threads=threads(), progress=progress.share),
        step=progress.step,
    )
    progress.step("keep")
    keep_joint(job.programme_id or 0, made, {str(key): one.number for key, one in versions.items()}, left_out)
    return {"projects": len(members), "links": len(links)}


def _reviewed(projects: list[Project]) -> Versions:
    """The newest version with a verdict, by project."""
    rows = PlanVersion.objects.counting().filter(project__in=projects, reviewed_at__isnull=False)
    return {one.project_id: one for one in rows.order_by("project_id", "-number").distinct("project_id")}


def _member(project: Project, version: PlanVersion) -> Member:
    """A project as its own verdict saw it, but for what was promised here since."""
    reading = canonical.unpacked(storage.load(version.plan))
    table = of_row(UncertaintyTable.objects.filter(project=project).first())
    drawn_by = without_people(uncertainty(table, reading.plan), reading.plan)
    day = promised_here(project.pk) or version.committed
    return Member(str(project.pk), discreet(reading).plan, drawn_by, None if day is None else _end_of(day))


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.min) + timedelta(days=1)


def _links(job: Job, versions: Versions, members: dict[str, Member]) -> tuple[list[ProjectLink], dict[str, str]]:
    """The links that can count, and why others can't: 'no_plan', 'gone', 'unfit'."""
    found, left_out = list[ProjectLink](), dict[str, str]()
    known = {key: ends.in_plan(one.plan) for key, one in members.items()}
    for row in () if job.programme is None else links_of(job.programme):
        places = str(row.predecessor_id), str(row.successor_id)
        if not all(one in members for one in places):
            left_out[str(row.pk)] = "no_plan"
            continue
        sides = zip(places, (ends.predecessor(row), ends.successor(row)), strict=True)
        again = [ends.found_again(one, known[key], versions[int(key)].file_format) for key, one in sides]
        numbers = [None if one is None else one.number for one in again]
        if None in numbers:
            left_out[str(row.pk)] = "gone"
        elif any(unfit(members[key].plan, number or 0) for key, number in zip(places, numbers, strict=True)):
            left_out[str(row.pk)] = "unfit"
        else:
            found.append(_link(row, places, (numbers[0] or 0, numbers[1] or 0)))
    doubled = [one for at, one in enumerate(found) if one in found[:at]]
    left_out |= {one.key: "double" for one in doubled}
    return [one for one in found if not any(one is each for each in doubled)], left_out


def _link(row: Row, places: tuple[str, str], numbers: tuple[int, int]) -> ProjectLink:
    before, after = places
    return ProjectLink(before, numbers[0], after, numbers[1], LinkType(row.type), row.lag_days, key=str(row.pk))
