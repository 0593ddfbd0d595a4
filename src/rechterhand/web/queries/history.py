"""The history of a place: who changed what, when, as differences that people can read, and which states lead back.

The latest events of each kind are found in one statement, by their keys; a part of them is read when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, overload

from django.db.models import BooleanField, Case, CharField, Exists, F, Func, OuterRef, QuerySet, Subquery, Value, When

from rechterhand.web.access.powers import Powers
from rechterhand.web.access.record import Place, Record, Seen, records
from rechterhand.web.data.history import TOLD
from rechterhand.web.data.models import Person, PlanVersion, Programme, Project
from rechterhand.web.queries.history_events import Names, changes, columns_of, is_loud
from rechterhand.web.queries.history_lines import Change

MOST = 100
"""Changes of records of one kind that a history tells: the latest."""
LOOKED = 2 * MOST
"""Events of a kind among which these are looked for: an event may change nothing that people know."""
VERSION = "version"
"""Versions of the plan stand in a history too, though they don't change once they are there."""


@dataclass(frozen=True, slots=True)
class Event:
    """One change of one record. ``action`` is the verb (``project.health``), ``label`` insert, update or delete.

    ``about`` says which record of its kind: what is promised, whose role, the scenario's name, what is tied. ``is_now``
    is the state that holds. ``back`` says whether the person may go back to this one, and ``revision`` is what they
    then say that they saw.
    """

    pk: int
    kind: str
    label: str
    at: datetime
    by: str
    action: str
    changes: tuple[Change, ...]
    about: str = ""
    is_now: bool = False
    back: bool = False
    revision: int = 0


@dataclass(frozen=True, slots=True)
class _Key:
    """An event: its number, that of the record, and that of the event before."""

    kind: str
    pk: int
    at: datetime
    label: str
    of: int
    earlier: int | None


class History(Sequence[Event]):
    """Newest first. However long it is, a part of it takes one statement for all kinds, one or two for each kind that
    the person is told of, and one for each kind of record that these refer to.
    """

    def __init__(self, person: Person, place: Place) -> None:
        self._person, self._place, self._powers = person, place, Powers(person, place)
        self.kinds: Mapping[str, Record] = {kind: one for kind, one in records().items() if self._powers.sees(one)}

    def __iter__(self) -> Iterator[Event]:
        return iter(self[:])

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, which: int) -> Event: ...
    @overload
    def __getitem__(self, which: slice) -> Sequence[Event]: ...
    def __getitem__(self, which: int | slice) -> Event | Sequence[Event]:
        """Some of it."""
        if isinstance(which, slice):
            return self._told(self._entries[which])
        return self._told([self._entries[which]])[0]

    @property
    def is_cut(self) -> bool:
        """Whether older changes of some kind were left out, or may have been."""
        return self._found[1]

    @cached_property
    def _entries(self) -> list[_Key | Event]:
        """Of what happened at one moment the latest of each kind comes first."""
        kinds: list[Sequence[_Key | Event]] = [*self._found[0].values()]
        if isinstance(self._place, Project):
            kinds.append(self._versions)
        ranked = [(one, -rank) for each in kinds for rank, one in enumerate(each)]
        return [one for one, _ in sorted(ranked, key=lambda one: (one[0].at, one[1]), reverse=True)]

    @cached_property
    def _found(self) -> tuple[dict[str, list[_Key]], bool]:
        """The newest keys of each kind, and whether there were more. One statement."""
        parts = [_keys(kind, one, self._rows(one)) for kind, one in self.kinds.items()]
        if not parts:
            return {}, False
        found: dict[str, list[_Key]] = {kind: [] for kind in self.kinds}
        looked = dict.fromkeys(self.kinds, 0)
        for *told, is_quiet in parts[0].union(*parts[1:], all=True).order_by("-pgh_id"):
            key = _Key(*told)
            looked[key.kind] += 1
            if not is_quiet:
                found[key.kind].append(key)
        is_cut = any(len(found[kind]) >= MOST or looked[kind] >= LOOKED for kind in found)
        return {kind: each[:MOST] for kind, each in found.items()}, is_cut

    @cached_property
    def _versions(self) -> list[Event]:
        events = list(_of_versions(self._place.pk))
        return events[:MOST]

    def _rows(self, record: Record) -> QuerySet[Any]:
        told = record.told_in(self._place)
        rows: QuerySet[Any] = record.events.exclude(pgh_label=TOLD)
        return rows.none() if told is None else rows.filter(told.where(self._person, self._place))

    @cached_property
    def _newest(self) -> Mapping[tuple[str, int], _Key]:
        """The last event of each record."""
        return {(one.kind, one.of): one for each in self._found[0].values() for one in reversed(each)}

    def _told(self, entries: Sequence[_Key | Event]) -> list[Event]:
        keys = [one for one in entries if isinstance(one, _Key)]
        rows, revisions = dict[tuple[str, int], Any](), dict[tuple[str, int], int]()
        for kind, record in self.kinds.items():
            own = [one for one in keys if one.kind == kind]
            if own:
                numbers = {one.pk for one in own} | {one.earlier for one in own if one.earlier}
                numbers |= {self._newest[kind, one.of].pk for one in own}
                rows |= {(kind, one.pgh_id): one for one in record.events.filter(pgh_id__in=numbers)}
                revisions |= {(kind, of): seen for of, seen in self._revisions(kind, record, own)}
        project = self._place if isinstance(self._place, Project) else None
        names = Names(rows.values(), project)
        return [one if isinstance(one, Event) else self._event(one, rows, revisions, names) for one in entries]

    def _revisions(self, kind: str, record: Record, keys: Sequence[_Key]) -> Iterator[tuple[int, int]]:
        """By record what somebody who reads this has seen of it."""
        numbers = {one.of for one in keys}
        if record.seen is Seen.EVENT:
            yield from ((one, self._newest[kind, one].pk) for one in numbers)
        elif record.seen is Seen.PLACE or isinstance(self._place, record.model):
            yield from ((one, self._place.revision) for one in numbers)
        else:
            kept = record.model._default_manager.filter(pk__in=numbers).values_list("pk", "revision")
            yield from (dict.fromkeys(numbers, 0) | dict(kept)).items()

    def _event(self, key: _Key, rows: Mapping[Any, Any], revisions: Mapping[Any, int], names: Names) -> Event:
        record, one, newest = self.kinds[key.kind], rows[key.kind, key.pk], self._newest[key.kind, key.of]
        before, context = rows.get((key.kind, key.earlier)), one.pgh_context or {}
        is_last, is_gone = newest is key, newest.label == "delete"
        leads = is_last if key.label == "delete" else not is_last and not is_gone
        now = {} if is_gone else record.state(rows[key.kind, newest.pk])
        then = record.state(one)
        return Event(
            key.pk,
            key.kind,
            key.label,
            key.at,
            names.person(context.get("person")),
            str(context.get("action", "")),
            tuple(changes(record, before, one, names)),
            names.about(record, one) or str(context.get("about", "")),
            is_now=is_last and not is_gone,
            back=leads and self._powers.sets(record, then, now) and self._powers.gives(record, then, now),
            revision=revisions[key.kind, key.of],
        )


def history_of_project(person: Person, project: Project) -> History:
    """Of a project, its promised dates, people, uncertainty, scenarios, versions and links, as far as one sees them."""
    return History(person, project)


def history_of_programme(person: Person, programme: Programme) -> History:
    """Of a programme, its people, and the links between projects of it that the person may see."""
    return History(person, programme)


def history_of_views(person: Person) -> History:
    """Of the views that somebody keeps: their own alone."""
    return History(person, person)


def _keys(kind: str, record: Record, rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """The latest events, each with the one before, and whether it differs from that in nothing that people know."""
    latest = record.events.filter(pgh_id__in=rows.order_by("-pgh_id").values("pgh_id")[:LOOKED]).order_by()
    before = record.events.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id"))
    told = [one.attname for one in columns_of(record) if is_loud(record, one)]
    same = record.events.filter(pgh_id=OuterRef("before")).filter(*(_same(one) for one in told))
    found: QuerySet[Any] = latest.annotate(
        of_kind=Value(kind, CharField()),
        before=Subquery(before.order_by("-pgh_id").values("pgh_id")[:1]),
        is_quiet=Case(When(Exists(same), pgh_label="update", then=True), default=False, output_field=BooleanField()),
    )
    columns = ("of_kind", "pgh_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "before", "is_quiet")
    told_of: QuerySet[Any, Any] = found.values_list(*columns)
    return told_of


def _same(column: str) -> Func:
    """Whether a column is as it is in the event outside, nothing included."""
    both = (F(column), OuterRef(column))
    return Func(*both, template="(%(expressions)s)", arg_joiner=" IS NOT DISTINCT FROM ", output_field=BooleanField())


def _of_versions(project_id: int) -> Iterator[Event]:
    """Versions of the plan don't change once they are there: who brought each, and when it was last reviewed."""
    rows = PlanVersion.objects.filter(project_id=project_id).select_related("created_by")
    wanted = ("number", "file_name", "status_date", "created_at", "reviewed_at", "created_by")
    for one in rows.only(*wanted).order_by("-number")[:MOST]:
        about, told_of = f"{one.number} · {one.file_name}", ("number", "file_name", "status_date")
        said = tuple(Change(each, None, getattr(one, each)) for each in told_of if getattr(one, each) is not None)
        by = str(one.created_by or "")
        yield Event(one.pk, VERSION, "insert", one.created_at, by, "version.add", said, about)
        if one.reviewed_at is not None:
            seen = (Change("reviewed_at", None, one.reviewed_at),)
            yield Event(one.pk, VERSION, "update", one.reviewed_at, "", "version.verdict", seen, about)
