"""What longpath's DCMA assessment says of a plan, with ids instead of its rows.

Formats that longpath has converted by MPXJ's command are converted here by the same library in this process.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from longpath import analysis, checks, compare, cpm, loader, mspdi, xer
from longpath import model as theirs
from longpath.errors import ScheduleError

from benchmarks.peers import Refused
from rechterhand.sandbox import java

Item = tuple[int, ...]
"""An activity's id, or the ids of a link's ends with the place of its type in FS, SS, FF, SF."""

TYPES = ("FS", "SS", "FF", "SF")
_LINKS = ("2_leads", "3_lags", "4_relationship_types")
_TASKS = ("8_high_duration", "10_resources")
_DUE = ("11_missed_tasks", "14_bei")


@dataclass(frozen=True)
class Told:
    """One point: the result ('pass', 'fail', 'n/a'), the figure, whom it counted and whom it found."""

    result: str
    figure: float | None
    population: frozenset[Item]
    found: frozenset[Item]


NOTHING = Told("n/a", None, frozenset(), frozenset())


@dataclass(frozen=True)
class Assessed:
    """Points by longpath's keys, and the context they were made in."""

    points: dict[str, Told]
    context: checks.Ctx


class _Ids(checks.Ctx):
    """Rows hold ids only."""

    def row(self, a: Any, **extra: Any) -> dict[str, Any]:
        return {"item": (int(a.uid),), **extra}

    def rel_row(self, r: Any, **extra: Any) -> dict[str, Any]:
        return {"item": link_item(r), **extra}


def link_item(link: Any) -> Item:
    """The item of one of longpath's links."""
    return int(link.pred), int(link.succ), TYPES.index(link.type)


def opened(path: Path, kind: str) -> tuple[theirs.Schedule, theirs.Project]:
    """A plan as longpath reads it. ``kind`` is what MPXJ sees in the file.

    Raises Refused.
    """
    try:
        schedule = _read(path, kind)
        return schedule, loader.pick_project(schedule)
    except (ScheduleError, ValueError, KeyError) as error:
        raise Refused(f"{type(error).__name__}: {error}") from None


def _read(path: Path, kind: str) -> theirs.Schedule:
    if kind == "XER":
        return xer.load(str(path))
    if kind == "MSPDI":
        return mspdi.load(str(path))
    if kind == "PMXML":
        return xer.load(str(path), raw=_converted(path, "XER"), fmt="p6xml")
    return mspdi.load(str(path), raw=_converted(path, "MSPDI"), fmt="mpp" if kind in {"MPP", "MPX"} else "mpxj")


def _converted(path: Path, to: str) -> bytes:
    java.start()
    from java.io import ByteArrayOutputStream, File
    from java.lang import Throwable
    from org.mpxj.reader import UniversalProjectReader
    from org.mpxj.writer import FileFormat, UniversalProjectWriter

    try:
        project = UniversalProjectReader().read(File(str(path)))
        if project is None:
            raise Refused("MPXJ reads nothing")
        stream = ByteArrayOutputStream()
        UniversalProjectWriter(FileFormat.valueOf(to)).write(project, stream)
        return bytes(stream.toByteArray())
    except Throwable as error:
        raise Refused(f"{error.getClass().getSimpleName()}: {error.getMessage()}") from None


def context_of(
    schedule: theirs.Schedule, project: theirs.Project, kind: type[checks.Ctx] = checks.Ctx, *, dated: bool = True
) -> checks.Ctx:
    """What its checks share, dates computed unless told otherwise."""
    dates = analysis.get_cpm(schedule, project) if dated else None
    baseline, label = compare.baseline_map(schedule, project)
    return kind(schedule, project, dates, baseline, label)


def assessed(path: Path, kind: str) -> Assessed:
    """The fourteen points as longpath sees them; by stored floats where it finds a loop or can't count that far.

    Raises Refused.
    """
    try:
        context = context_of(*opened(path, kind), _Ids)
    except (cpm.LoopError, OverflowError):
        context = context_of(*opened(path, kind), _Ids, dated=False)
    try:
        results = checks.dcma(context, "computed" if context.res is not None else "stored")
    except (TypeError, ValueError, KeyError, ZeroDivisionError, OverflowError) as error:
        raise Refused(f"{type(error).__name__}: {error}") from None
    populations = _populations(context)
    return Assessed({one.key: _told(one, populations.get(one.key, [])) for one in results}, context)


def _told(one: checks.Check, population: list[Item]) -> Told:
    """A point in our form; where it says 'not applicable', nothing was counted."""
    if one.result not in {"pass", "fail"}:
        return NOTHING
    found = () if one.key == "12_critical_path_test" else (row["item"] for row in one.rows)
    return Told(one.result, one.metric, frozenset(population), frozenset(found))


def _populations(context: checks.Ctx) -> dict[str, list[Item]]:
    """Whom each point counts, as its code says."""
    unfinished = [(int(one.uid),) for one in context.incomplete]
    tasks = [(int(one.uid),) for one in context.incomplete if not one.is_milestone]
    links = [
        link_item(one)
        for one in context.proj.relationships
        if one.succ in context.net and one.pred in context.net and context.acts[one.succ].status != theirs.COMPLETE
    ]
    due = [
        (int(one.uid),)
        for one in context.net.values()
        if one.uid in context.baseline
        and context.baseline[one.uid][1]
        and context.dd
        and context.baseline[one.uid][1] <= context.dd
    ]
    found = dict.fromkeys(("1_logic", "5_hard_constraints", "6_high_float", "7_negative_float"), unfinished)
    found |= dict.fromkeys(_LINKS, links) | dict.fromkeys(_TASKS, tasks) | dict.fromkeys(_DUE, due)
    found["9_invalid_dates"] = [(int(uid),) for uid in context.net]
    return found
