"""The table of uncertainty of a project's plan, with the activities that it speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rechterhand.web.bridge import canonical, storage
from rechterhand.web.bridge.uncertain import Estimate, Table, left_out, of_row
from rechterhand.web.data.models import LatestActivity, PlanVersion, Project, UncertaintyTable
from rechterhand.web.queries.meant import Meant, Named


@dataclass(frozen=True, slots=True)
class Uncertain:
    """``meant`` are all activities, ``open`` those that aren't finished, ``left_out`` numbers that the table speaks of
    and the plan hasn't got, ``of_file`` the estimates that the file of ``version`` has of activities without one in the
    table.
    """

    table: Table
    revision: int
    meant: Meant
    open: tuple[Named, ...]
    left_out: tuple[int, ...]
    of_file: tuple[Estimate, ...] = ()
    version: PlanVersion | None = None

    @property
    def names(self) -> Mapping[int, str]:
        """Names by number."""
        return {key: one.name for key, one in self.meant.by_number.items()}


def uncertain(project: Project) -> Uncertain:
    """Two statements."""
    row = UncertaintyTable.objects.filter(project=project).first()
    rows = LatestActivity.objects.filter(project=project, is_summary=False).order_by("position")
    found = list(rows.values_list("activity_id", "code", "name", "actual_finish"))
    table = of_row(row)
    named = tuple(Named(*one[:3]) for one in found)
    unfinished = tuple(each for each, one in zip(named, found, strict=True) if one[3] is None)
    meant = Meant(named)
    gone = left_out(table, frozenset(meant.by_number))
    return Uncertain(table, 0 if row is None else row.revision, meant, unfinished, gone)


def with_estimates_of_file(found: Uncertain, project: Project) -> Uncertain:
    """The same with the estimates that the file of the newest version has of work that isn't finished, by which the
    futures are drawn where the table says nothing else. One statement, and the plan from storage.
    """
    version = PlanVersion.objects.counting().filter(project=project).defer("curve", "dearest").first()
    if version is None or not version.plan:
        return found
    own = {one.activity_id for one in found.table.estimates}
    open_ones = {one.number for one in found.open}
    told = canonical.three_points(storage.load(version.plan))
    kept = (Estimate(key, *days) for key, days in told.items() if key in open_ones and key not in own)
    return replace(found, of_file=tuple(kept), version=version)


def revision_of(project: Project) -> int:
    """Of its table; 0 where there is none. One statement."""
    return UncertaintyTable.objects.filter(project=project).values_list("revision", flat=True).first() or 0
