"""Small files of GanttProject: tasks, the links in them and the rest, as its version 3.2 writes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<project name="Move" company="" webLink="" view-date="2026-03-02" view-index="0" gantt-divider-location="300"
 resource-divider-location="300" version="3.2" locale="en">
<description/>
<calendars><day-types><day-type id="0"/><day-type id="1"/>
<default-week id="1" name="default" sun="1" mon="0" tue="0" wed="0" thu="0" fri="0" sat="1"/>
<only-show-weekends value="false"/><overriden-day-types/><days/></day-types>
<date year="2026" month="4" date="6" type="HOLIDAY"/></calendars>
"""
COLUMNS = '<taskproperties><taskproperty id="tpd0" name="type" type="default" valuetype="icon"/></taskproperties>'
TAIL = "<resources/><allocations/>{vacations}{previous}<roles roleset-name='Default'/></project>"


@dataclass(frozen=True)
class Task:
    """A task; ``links`` are (successor, type, lag in days), ``below`` the tasks under it, ``inside`` raw XML."""

    id: int
    name: str
    start: str
    days: int
    complete: int = 0
    links: tuple[tuple[object, object, object], ...] = ()
    below: tuple[Task, ...] = ()
    inside: str = ""
    more: str = ""

    def written(self) -> str:
        """As XML."""
        links = "".join(
            f'<depend id="{after}" type="{kind}" difference="{lag}" hardness="Strong"/>'
            for after, kind, lag in self.links
        )
        below = "".join(one.written() for one in self.below)
        head = f'id="{self.id}" name="{self.name}" meeting="{str(not self.days).lower()}" start="{self.start}"'
        return (
            f'<task {head} duration="{self.days}" complete="{self.complete}" expand="true" {self.more}>'
            f"{self.inside}{links}{below}</task>"
        )


def write(
    path: Path, tasks: Iterable[Task], *, columns: str = COLUMNS, vacations: str = "<vacations/>", previous: str = ""
) -> Path:
    """Write a file of these tasks."""
    rows = "".join(one.written() for one in tasks)
    end = TAIL.format(vacations=vacations, previous=f"<previous>{previous}</previous>")
    path.write_text(f'{HEAD}<tasks empty-milestones="true">{columns}{rows}</tasks>{end}', encoding="utf-8")
    return path


def phased(complete: int = 0, *, lag: object = 2, kind: object = 2, after: object = 3) -> tuple[Task, ...]:
    """Design and build below a summary, and a milestone two days after them: 15 April 2026 by its own dates."""
    design = Task(1, "Design", "2026-03-02", 10, complete, links=((2, 2, 0),))
    build = Task(2, "Build", "2026-03-16", 20, links=((after, kind, lag),))
    return (Task(0, "Phase", "2026-03-02", 31, below=(design, build)), Task(3, "Live", "2026-04-16", 0))
