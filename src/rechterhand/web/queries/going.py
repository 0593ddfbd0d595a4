"""What taking back the newest version of a plan would do, for whoever is about to."""

from __future__ import annotations

from dataclasses import dataclass

from rechterhand.intake.discreet import discreet
from rechterhand.record.plan import Plan
from rechterhand.web.bridge import canonical, ends, storage
from rechterhand.web.bridge.uncertain import left_out, of_row
from rechterhand.web.data.models import (
    Job,
    JobKind,
    LatestActivity,
    Person,
    PlanVersion,
    Project,
    ProjectLink,
    UncertaintyTable,
)
from rechterhand.web.data.models.job import OPEN
from rechterhand.web.queries.meant import Named
from rechterhand.web.queries.project_links import LinkLine, links_of_project


@dataclass(frozen=True, slots=True)
class Going:
    """``before`` is the version that is the newest then; None when there is no other.

    ``links`` with other projects and ``activities`` with an estimate or risk hang on work that it doesn't have: they
    stay and don't count. ``uploads`` are files that are read at this moment, and come after it.
    """

    before: PlanVersion | None
    links: tuple[LinkLine, ...]
    activities: tuple[Named, ...]
    uploads: int


def going(person: Person, version: PlanVersion) -> Going:
    """Of the newest version. Eleven statements at most, and the plan before from storage."""
    project = version.project
    counting = PlanVersion.objects.counting().filter(project=project, number__lt=version.number)
    before = counting.defer("curve", "dearest").first()
    plan = None if before is None else discreet(canonical.unpacked(storage.load(before.plan))).plan
    file_format = "" if before is None else before.file_format
    uploads = Job.objects.filter(project=project, kind=JobKind.IMPORT, state__in=OPEN).count()
    return Going(before, _links(person, project, plan, file_format), _activities(project, plan), uploads)


def _links(person: Person, project: Project, plan: Plan | None, file_format: str) -> tuple[LinkLine, ...]:
    """Those whose end in this project is there now and goes."""
    lines = links_of_project(person, project)
    rows = ProjectLink.objects.select_related("predecessor", "successor").in_bulk([one.pk for one in lines])
    known = [] if plan is None else ends.in_plan(plan, summaries=False)

    def goes(line: LinkLine) -> bool:
        row, is_first = rows[line.pk], rows[line.pk].predecessor_id == project.pk
        now, chosen = (line.before, ends.predecessor(row)) if is_first else (line.after, ends.successor(row))
        return not now.is_gone and ends.found_again(chosen, known, file_format) is None

    return tuple(one for one in lines if one.pk in rows and goes(one))


def _activities(project: Project, plan: Plan | None) -> tuple[Named, ...]:
    """Those of the table of uncertainty that go."""
    table = of_row(UncertaintyTable.objects.filter(project=project).first())
    stay = frozenset(() if plan is None else (one.id for one in plan.activities if not one.type.is_summary))
    gone = left_out(table, stay)
    rows = LatestActivity.objects.filter(project=project, activity_id__in=gone, is_summary=False) if gone else ()
    return tuple(Named(one.activity_id, one.code, one.name) for one in rows)
