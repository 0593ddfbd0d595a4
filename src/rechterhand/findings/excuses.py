"""Holds excuses against what the checks found in a plan: which rows are excused, and what came of each excuse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import PurePath

from rechterhand.findings.check import CheckResult, Evidence, Excused
from rechterhand.findings.profile import Excuse, Outcome, State
from rechterhand.findings.recount import recount
from rechterhand.record.activity import Activity
from rechterhand.record.plan import Plan
from rechterhand.text import Message
from rechterhand.text.message import Value


class Excuses:
    """The excuses that are about this plan, held against a day: the status date, else the day of judgement."""

    def __init__(self, plan: Plan, excuses: Iterable[Excuse], day: date) -> None:
        self._day = day
        self._excuses = [one for one in excuses if _is_about(one, plan)]
        self._rows = _Rows(plan)
        self._used: dict[int, bool] = {}
        self._by_check: dict[str, list[tuple[Excuse, int, int | None]]] = {}
        for one in self._excuses:
            found = self._placed(one)
            if found is not None and one.expires >= day:
                for key in one.checks:
                    self._by_check.setdefault(key, []).append((one, *found))

    def applied(self, result: CheckResult) -> CheckResult:
        """The result with excused rows set apart, counted anew where that is exact."""
        held = self._by_check.get(result.id)
        if not held or not result.finding.evidence:
            return result
        excused = [Excused(row, excuse) for row in result.finding.evidence if (excuse := _holding(row, held))]
        if not excused:
            return result
        finding, counted = recount(result.check, result.finding, tuple(one.evidence for one in excused))
        for one in excused:
            self._used[id(one.excuse)] = self._used.get(id(one.excuse), True) and counted
        return replace(result, finding=finding, excused=tuple(excused), recounted=counted)

    def outcomes(self, ran: frozenset[str]) -> tuple[Outcome, ...]:
        """What came of each excuse, in the order in which they were written; ``ran`` has the checks that ran."""
        return tuple(self._outcome(one, ran) for one in self._excuses)

    def _outcome(self, one: Excuse, ran: frozenset[str]) -> Outcome:
        row = self._rows.of(one.activity)
        key = None if row is None else row.id
        checks: tuple[Value, ...] = tuple(Message.of(f"checks.{name}.title") for name in one.checks)
        values: dict[str, Value] = {"activity": str(one.activity), "checks": checks}
        if row is None:
            return Outcome(one, State.UNMATCHED, key, Message.of("excuses.no_activity", **values))
        if one.name is not None and not _same(one.name, row.name):
            told = Message.of("excuses.renamed", **values, name=one.name, now=row.name)
            return Outcome(one, State.UNMATCHED, key, told)
        values["activity"] = f"{one.activity} {row.name}".rstrip()
        if one.expires < self._day:
            told = Message.of("excuses.expired", **values, date=one.expires, day=self._day)
            return Outcome(one, State.EXPIRED, key, told)
        if id(one) in self._used:
            state = State.USED if self._used[id(one)] else State.NOT_COUNTED
            told = Message.of(f"excuses.{state.value}", **values, date=one.expires)
            return Outcome(one, state, key, told)
        if not any(name in ran for name in one.checks):
            return Outcome(one, State.UNMATCHED, key, Message.of("excuses.not_run", **values))
        return Outcome(one, State.UNMATCHED, key, Message.of("excuses.nothing", **values))

    def _placed(self, one: Excuse) -> tuple[int, int | None] | None:
        """The ids of its activity and of the other end; None when there is no such activity."""
        row = self._rows.of(one.activity)
        if row is None or (one.name is not None and not _same(one.name, row.name)):
            return None
        if one.other is None:
            return row.id, None
        other = self._rows.of(one.other)
        return None if other is None else (row.id, other.id)


class _Rows:
    """Finds activities by id or by code; a code that several carry finds none."""

    def __init__(self, plan: Plan) -> None:
        self._ids = {one.id: one for one in plan.activities}
        self._codes: dict[str, Activity | None] = {}
        for one in plan.activities:
            if one.code:
                self._codes[one.code] = None if one.code in self._codes else one

    def of(self, told: int | str) -> Activity | None:
        """The activity; a number is an id, else a code that looks like a number."""
        found = self._ids.get(told) if isinstance(told, int) else None
        return found or self._codes.get(str(told))


def _holding(row: Evidence, held: list[tuple[Excuse, int, int | None]]) -> Excuse | None:
    return next(
        (one for one, key, other in held if row.activity_id == key and other in {None, row.other_id}),
        None,
    )


def _is_about(one: Excuse, plan: Plan) -> bool:
    if one.plan is None:
        return True
    file = PurePath(plan.source.file).name
    names = (file, PurePath(file).stem, plan.key, plan.name)
    return any(fnmatchcase(name.casefold(), one.plan.casefold()) for name in names)


def _same(first: str, second: str) -> bool:
    return " ".join(first.split()).casefold() == " ".join(second.split()).casefold()
