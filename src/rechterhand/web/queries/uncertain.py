"""The table of uncertainty of a project's plan, with the activities that it speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rechterhand.web.bridge.uncertain import Table, left_out, of_row
from rechterhand.web.data.models import LatestActivity, Project, UncertaintyTable


@dataclass(frozen=True, slots=True)
class Uncertain:
    """``names`` of all activities by number, ``open`` those that aren't finished (number, name), ``left_out`` numbers
    that the table speaks of and the plan hasn't got.
    """

    table: Table
    revision: int
    names: Mapping[int, str]
    open: tuple[tuple[int, str], ...]
    left_out: tuple[int, ...]


def uncertain(project: Project) -> Uncertain:
    """Two statements."""
    row = UncertaintyTable.objects.filter(project=project).first()
    rows = LatestActivity.objects.filter(project=project, is_summary=False).order_by("position")
    found = list(rows.values_list("activity_id", "name", "actual_finish"))
    table = of_row(row)
    names = {key: name for key, name, _ in found}
    unfinished = tuple((key, name) for key, name, finished in found if finished is None)
    gone = left_out(table, frozenset(names))
    return Uncertain(table, 0 if row is None else row.revision, names, unfinished, gone)
