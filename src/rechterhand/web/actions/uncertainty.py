"""The table of uncertainty and risks of a project's plan."""

from __future__ import annotations

from rechterhand.web.actions.acting import acting, changed, conflict, found
from rechterhand.web.actions.errors import Conflict
from rechterhand.web.actions.working import judge_again
from rechterhand.web.bridge.uncertain import Table, columns
from rechterhand.web.data.models import Person, Project, UncertaintyTable


def keep_uncertainty(person: Person | None, project_id: int, revision: int, table: Table) -> UncertaintyTable:
    """Replace the table, and have the latest version reviewed by it. ``revision`` is 0 where there was none.

    Raises
    ------
    NotThere, Conflict
        The project is gone; somebody else changed the table since.
    BadInput
        No futures can be drawn by it; every problem is named.
    """
    values = columns(table)
    with acting(person, "uncertainty.keep"):
        project = found(Project, pk=project_id)
        row = UncertaintyTable.objects.filter(project=project).first()
        current = 0 if row is None else row.revision
        if current != revision:
            raise Conflict(values, {}, current) if row is None else conflict(row, values, current)
        if row is None:
            row = UncertaintyTable(project=project)
            row.revision = 0
        changed(row, values)
        judge_again(person, project)
        return row
