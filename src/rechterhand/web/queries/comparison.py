"""Two versions of a plan side by side, as their page shows it: read from the document of their comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from rechterhand.text import Language, Message
from rechterhand.text.ending import ending_day
from rechterhand.web.bridge import comparisons, verdicts
from rechterhand.web.data.models import Job, JobKind, JobState, PlanVersion, UncertaintyTable
from rechterhand.web.data.models.job import OPEN
from rechterhand.web.look.explained import Explained
from rechterhand.web.queries.figures import Basis
from rechterhand.web.queries.verdict import LOUD, Cause, Ref
from rechterhand.web.queries.versions import JobLine, job_line

MOST = 200
"""Changes of one kind that a page lists."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed; ``in_past`` when it is told otherwise of what had been reported."""

    text: str
    in_past: bool
    activity: Ref | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed of one kind: the first of ``count``."""

    title: str
    count: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A milestone in both versions."""

    activity: Ref
    old: Explained
    new: Explained
    days: Explained


@dataclass(frozen=True, slots=True)
class Comparison:
    """The page."""

    text: str
    days: Explained
    p80_days: Explained | None
    causes: tuple[Cause, ...]
    p80_causes: tuple[Cause, ...]
    milestones: tuple[Moved, ...]
    changes: tuple[Changes, ...]
    assumptions: tuple[str, ...]


def work_on(old: PlanVersion, new: PlanVersion, language: Language) -> JobLine | None:
    """The latest comparison of two versions by the newest table of uncertainty, however it stands. Two statements."""
    work = {"old": old.pk, "table": UncertaintyTable.revision_of(new.project_id)}
    rows = Job.objects.filter(kind=JobKind.COMPARE, version=new, work=work).select_related("version")
    known = rows.defer("version__curve", "version__dearest")
    found = known.filter(state__in=(*OPEN, JobState.DONE)).first() or known.first()
    return None if found is None else job_line(found, language)


def compared(old: PlanVersion, new: PlanVersion, work: JobLine | None, language: Language) -> str:
    """The name in storage of what came of comparing two versions: by the verdict of the newer one, else by ``work``;
    '' when they weren't compared yet.
    """
    done = work is not None and work.state == JobState.DONE
    return comparisons.of_verdict(old, new, language) or (work.result[language] if work is not None and done else "")


def comparison(old: PlanVersion, new: PlanVersion, name: str) -> Comparison:
    """Read the document of a comparison. One file."""
    told = verdicts.load(name)
    assumptions = tuple(one["text"] for one in told["assumptions"])
    page = _Page(told, Basis.between(old, new, assumptions[:LOUD]))
    p80 = told["p80"]
    return Comparison(
        told["text"],
        page.days(told["finish_movement_days"], None),
        None if p80 is None else page.days(p80["movement_days"], p80["standard_error_days"]),
        page.causes(told["causes"]),
        page.causes(p80["causes"]) if p80 else (),
        page.milestones(),
        page.changes(),
        assumptions,
    )


class _Page:
    def __init__(self, told: Mapping[str, Any], basis: Basis) -> None:
        self.told, self.basis = told, basis

    def days(self, value: float, error: float | None) -> Explained:
        formula = Message.of("records.formula.movement")
        return self.basis.figure(value, "working_days", formula, digits=1, error=error or None, signed=True)

    def causes(self, rows: list[dict[str, Any]]) -> tuple[Cause, ...]:
        return tuple(
            Cause(one["key"], _capital(one["title"]), self.days(one["days"], one["standard_error_days"]), _members(one))
            for one in rows
            if abs(one["days"]) >= 0.05
        )

    def milestones(self) -> tuple[Moved, ...]:
        return tuple(
            Moved(
                Ref(one["activity_id"], one["name"]),
                self._day(one["old"], "milestone_before"),
                self._day(one["new"], "milestone_now"),
                self.days(one["movement_days"], None),
            )
            for one in self.told["milestones"]
        )

    def _day(self, moment: str, key: str) -> Explained:
        return self.basis.day(ending_day(datetime.fromisoformat(moment)), key)

    def changes(self) -> tuple[Changes, ...]:
        found = []
        for what, rows in groupby(self.told["changes"], key=lambda one: one["what"]):
            group = list(rows)
            told = tuple(
                Change(
                    one["text"],
                    one["in_past"],
                    None if one["activity_id"] is None else Ref(one["activity_id"], one["name"]),
                )
                for one in group[:MOST]
            )
            found.append(Changes(_capital(self.told["kinds"][what]), len(group), told))
        return tuple(found)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _members(cause: Mapping[str, Any]) -> tuple[Ref, ...]:
    """The activities behind a cause by name, those that did most first, each once."""
    found: dict[int, str] = {}
    for one in cause.get("members", ()):
        for key, name in zip(one["activity_ids"], one["names"], strict=False):
            found.setdefault(key, name)
    return tuple(Ref(key, name) for key, name in found.items())
