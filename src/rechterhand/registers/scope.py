"""Which activities a row of a register is about: by mark, code or id, branch, activity code value or name, or all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import IntEnum

from rechterhand.intake.tables.words import plain
from rechterhand.record.activity import Activity
from rechterhand.record.mark import mark
from rechterhand.record.plan import Plan
from rechterhand.registers.problems import MOST
from rechterhand.registers.sheet import Register
from rechterhand.registers.words import Form, meaning
from rechterhand.text import Message

KEYS: Mapping[Form, tuple[str, ...]] = {
    "uncertainty": ("id", "activities", "code", "wbs"),
    "risks": ("activities", "code", "wbs"),
}
"""Columns that choose activities; what several of them choose together is what all choose."""

_LINES = re.compile(r"[;\n\r|]+")
_PREFIX = re.compile(r"wbs[\s:]+(?=\S)", re.I)


class Level(IntEnum):
    """How closely a row is about an activity."""

    EVERY = 0
    BRANCH = 1
    CODE = 2
    ACTIVITY = 3


@dataclass(frozen=True, slots=True)
class Scope:
    """The activities of a row, each with how closely the row is about it: its level, and the depth of its branch."""

    closeness: Mapping[int, tuple[int, int]]

    @property
    def ids(self) -> frozenset[int]:
        """Their ids."""
        return frozenset(self.closeness)

    def __and__(self, other: Scope) -> Scope:
        both = self.closeness.keys() & other.closeness.keys()
        return Scope({key: max(self.closeness[key], other.closeness[key]) for key in both})

    def __or__(self, other: Scope) -> Scope:
        return Scope(
            {
                key: max(one.closeness.get(key, (-1, 0)) for one in (self, other))
                for key in self.closeness.keys() | other.closeness.keys()
            }
        )


class Unclear(Exception):
    """A text that means no activities, or several things at once; ``what`` is the problem's name."""

    def __init__(self, what: str, told: str) -> None:
        super().__init__(what)
        self.what, self.told = what, told


@dataclass
class Places:
    """A plan's activities by everything that people call them by."""

    plan: Plan
    ids: frozenset[int] = frozenset()
    rows: Mapping[int, Activity] = field(default_factory=dict)
    _beneath: Mapping[int, set[int]] = field(default_factory=dict)
    _marks: list[dict[str, list[Activity]]] = field(default_factory=list)
    _branches: dict[str, Scope] = field(default_factory=dict)
    _codes: dict[str, Scope] = field(default_factory=dict)
    _names: dict[str, list[Activity]] = field(default_factory=dict)
    _known: dict[tuple[str, str], Scope] = field(default_factory=dict)

    @classmethod
    def of(cls, plan: Plan) -> Places:
        """Look a plan over once."""
        rows = [one for one in plan.activities if one.active and not one.external]
        work = [one for one in rows if not one.type.is_summary]
        found = cls(plan, frozenset(one.id for one in work), {one.id: one for one in rows}, _beneath(rows))
        found._marks = [
            _by(rows, lambda one: mark(one, plan.dialect)),
            _by(rows, lambda one: one.code or ""),
            _by(rows, lambda one: str(one.id)),
        ]
        found._names = _by(rows, lambda one: plain(one.name))
        for one in rows:
            if one.type.is_summary:
                for name in {_call(one.wbs or ""), _call(one.code or "")} - {""}:
                    found._branches[name] = found._branches.get(name, Scope({})) | found._of_row(one)
        found._coded(work)
        found._numbered(work)
        return found

    def _coded(self, work: Iterable[Activity]) -> None:
        """Activity code values, by the value alone and with the code's name before it."""
        made: dict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
        for one in work:
            for name, value in one.codes.items():
                for called in {_call(value), _call(f"{name}={value}"), _call(f"{name}: {value}"), plain(value)} - {""}:
                    made[called][one.id] = (Level.CODE, 0)
        self._codes = {called: Scope(closeness) for called, closeness in made.items()}

    def _numbered(self, work: Iterable[Activity]) -> None:
        """Branches of a plan without rows for them, from the WBS numbers of its activities: '1.2' of '1.2.3'."""
        made: dict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
        for one in work:
            parts = _call(one.wbs or "").split(".")
            for depth in range(1, len(parts)):
                made[".".join(parts[:depth])][one.id] = (Level.BRANCH, depth)
            made[".".join(parts)][one.id] = (Level.ACTIVITY, 0)
        for name, closeness in made.items():
            if name:
                self._branches.setdefault(name, Scope(closeness))

    def of_text(self, text: str, key: str) -> Scope:
        """What a cell chooses, one or several behind ; or , or lines. Raises Unclear."""
        if (text, key) not in self._known:
            self._known[text, key] = self._chosen(text, key)
        return self._known[text, key]

    def _chosen(self, text: str, key: str) -> Scope:
        whole = self._one(text, key)
        if whole is not None:
            return whole
        found = Scope({})
        for line in _LINES.split(text):
            if line.strip():
                one = self._one(line, key)
                found |= one if one is not None else self._several(line, key)
        return found

    def _several(self, line: str, key: str) -> Scope:
        found = Scope({})
        for piece in line.split(","):
            if piece.strip():
                one = self._one(piece, key)
                if one is None:
                    raise Unclear("no_activity", piece.strip())
                found |= one
        return found

    def _one(self, text: str, key: str) -> Scope | None:
        """What one text chooses; None when nothing is called so."""
        if meaning("every", text):
            return Scope(dict.fromkeys(self.ids, (Level.EVERY, 0)))
        if _PREFIX.match(text):
            text, key = _PREFIX.sub("", text, count=1), "wbs"
        if key == "wbs":
            return self._branches.get(_call(text)) or self._named(text, summaries=True)
        if key == "code":
            return self._codes.get(_call(text)) or self._codes.get(plain(text))
        marked = self._marked(text)
        if marked is not None or key == "id":
            return marked
        others = (
            self._branches.get(_call(text)),
            self._codes.get(_call(text)),
            self._named(text, summaries=True),
            self._named(text, summaries=False),
        )
        known = [one for one in others if one is not None]
        if len({one.ids for one in known}) > 1:
            raise Unclear("two_meanings", text.strip())
        return max(known, key=lambda one: max(one.closeness.values(), default=(0, 0)), default=None)

    def _marked(self, text: str) -> Scope | None:
        """By the mark that reports show, else by code, else by the number in the file."""
        for marks in self._marks:
            rows = marks.get(_call(text), [])
            if len(rows) > 1 and len({one.type.is_summary for one in rows}) > 1:
                rows = [one for one in rows if not one.type.is_summary]
            if len(rows) > 1:
                continue
            if rows:
                return self._of_row(rows[0])
        return None

    def _of_row(self, row: Activity) -> Scope:
        if not row.type.is_summary:
            return Scope({row.id: (Level.ACTIVITY, 0)})
        depth = row.outline_level
        return Scope(dict.fromkeys(self._beneath[row.id] & self.ids, (Level.BRANCH, depth)))

    def _named(self, text: str, *, summaries: bool) -> Scope | None:
        rows = [one for one in self._names.get(plain(text), []) if one.type.is_summary is summaries and plain(text)]
        found = None
        for row in rows:
            found = self._of_row(row) if found is None else found | self._of_row(row)
        return found

    def near(self, text: str) -> str:
        """A code or number that is nearly the same; never a name, which may be a person's."""
        known = {_call(name): name for marks in self._marks[:2] for name in marks}
        known |= {name: name for name in self._branches}
        near = get_close_matches(_call(text), [one for one in known if len(one) > 2], n=1, cutoff=0.75)
        return near[0].upper() if near else ""


def scope_of(row: int, table: Register, places: Places) -> Scope | None:
    """The activities of a row; None when it has none, or one that is noted as a problem."""
    found: Scope | None = None
    first = ""
    for key in KEYS[table.form]:
        text = table.text(row, key)
        if not text:
            continue
        one = _of_cell(row, key, table, places)
        if one is None:
            return None
        found, first = (one, key) if found is None else (found & one, first)
        if not found.closeness:
            table.wrong(row, key, "not_together" if key != first else "empty_branch")
            return None
    if "name" in table.columns.places and table.text(row, "name"):
        found = _with_name(row, table, places, found)
    elif found is None:
        table.wrong(row, "activities", "no_scope")
    return found


def _of_cell(row: int, key: str, table: Register, places: Places) -> Scope | None:
    try:
        return places.of_text(table.text(row, key), key)
    except Unclear as error:
        # a search through all codes is only worth it for problems that are shown
        name = places.near(error.told) if len(table.problems.found) < MOST else ""
        near = Message.of("registers.meant", name=name) if name else Message.of("registers.not_meant")
        table.wrong(row, key, error.what, told=error.told, near=near)
        return None


def _with_name(row: int, table: Register, places: Places, found: Scope | None) -> Scope | None:
    """The name decides when nothing else does; beside an activity it must be that activity's own."""
    if found is None:
        return _of_cell(row, "name", table, places)
    levels = {level for level, _ in found.closeness.values()}
    if len(found.closeness) == 1 and levels == {Level.ACTIVITY}:
        (key,) = found.closeness
        if plain(places.rows[key].name) != plain(table.text(row, "name")):
            table.wrong(row, "name", "other_name", id=mark(places.rows[key], places.plan.dialect))
            return None
    return found


def _by(rows: Iterable[Activity], call: Callable[[Activity], str]) -> dict[str, list[Activity]]:
    found: dict[str, list[Activity]] = defaultdict(list)
    for one in rows:
        name = _call(call(one))
        if name:
            found[name].append(one)
    return dict(found)


def _call(text: str) -> str:
    """How codes are compared: without a look at case, spaces and a dot at the end."""
    return " ".join(text.split()).casefold().rstrip(".")


def _beneath(rows: Iterable[Activity]) -> dict[int, set[int]]:
    """Everything beneath each row, at any depth."""
    parents = {one.id: one.parent_id for one in rows}
    found: dict[int, set[int]] = {key: set() for key in parents}
    for key in parents:
        for above in _above(key, parents):
            if above in found:
                found[above].add(key)
    return found


def _above(key: int, parents: Mapping[int, int | None]) -> Iterator[int]:
    seen = {key}
    above = parents.get(key)
    while above is not None and above not in seen:
        seen.add(above)
        yield above
        above = parents.get(above)
