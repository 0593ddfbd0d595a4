"""MPXJ's own schedulers, in a Java machine of this process."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks.dates import Dates
from rechterhand.intake.mpxj.values import moment
from rechterhand.sandbox import java


class Refused(Exception):
    """The scheduler gave no dates for the plan."""


def scheduled_by_mpxj(path: Path, *, primavera: bool) -> dict[int, Dates]:
    """Dates of every task by its id, as MPXJ's scheduler of the file's dialect computes them.

    Raises Refused with what the scheduler told.
    """
    java.start()
    from java.io import File
    from java.lang import Throwable
    from org.mpxj.cpm import MicrosoftScheduler, PrimaveraScheduler
    from org.mpxj.reader import UniversalProjectReader

    try:
        project = UniversalProjectReader().read(File(str(path)))
        if project is None:
            raise Refused("not read")
        properties = project.getProjectProperties()
        scheduler = PrimaveraScheduler() if primavera else MicrosoftScheduler()
        start = properties.getPlannedStart() if primavera else None
        scheduler.schedule(project, start or properties.getStartDate())
        return {int(task.getUniqueID()): _dates(task, properties) for task in project.getTasks() if not task.getNull()}
    except Throwable as error:
        raise Refused(f"{error.getClass().getSimpleName()}: {error.getMessage()}") from None


def _dates(task: Any, properties: Any) -> Dates:
    from org.mpxj import TimeUnit

    total = task.getTotalSlack()
    minutes = None if total is None else total.convertUnits(TimeUnit.MINUTES, properties).getDuration()
    return Dates(
        _moment(task.getEarlyStart()),
        _moment(task.getEarlyFinish()),
        _moment(task.getLateStart()),
        _moment(task.getLateFinish()),
        None if minutes is None else round(float(minutes)),
    )


def _moment(told: Any) -> datetime | None:
    return None if told is None else moment(str(told))
