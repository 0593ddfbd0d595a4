"""What happened in the installation, from the history of accounts, access tokens and roles.

No word of any content: of projects and programmes only that one was removed, by its name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Literal, TypeAlias, get_args, overload

from django.apps import apps
from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery, Value

from rechterhand.web.data.models import Person

Source: TypeAlias = Literal["Person", "AccessToken", "Membership", "Project", "Programme"]
What: TypeAlias = Literal[
    "account_made", "account_changed", "account_removed", "administrator_made", "administrator_ended",
    "invited", "invited_again", "withdrawn", "arrived", "closed", "reopened", "erased", "let_in", "recovered",
    "claimed", "sign_in_failed",
    "token_made", "token_changed", "token_withdrawn", "token_removed",
    "role_given", "role_changed", "role_taken", "handed_over",
    "project_removed", "programme_removed",
]  # fmt: skip
BY_ACTION: Mapping[tuple[Source, str], What] = {
    ("Person", "person.invite"): "invited",
    ("Person", "person.renew"): "invited_again",
    ("Person", "person.withdraw"): "withdrawn",
    ("Person", "person.arrive"): "arrived",
    ("Person", "person.deactivate"): "closed",
    ("Person", "person.activate"): "reopened",
    ("Person", "person.erase"): "erased",
    ("Person", "person.recover"): "let_in",
    ("Person", "person.recovered"): "recovered",
    ("Person", "person.claim"): "claimed",
    ("Person", "person.sign_in_failed"): "sign_in_failed",
    ("Membership", "membership.hand_over"): "handed_over",
    ("Project", "project.remove"): "project_removed",
    ("Programme", "programme.remove"): "programme_removed",
}
BY_LABEL: Mapping[tuple[Source, str], What] = {
    ("Person", "insert"): "account_made",
    ("Person", "update"): "account_changed",
    ("Person", "delete"): "account_removed",
    ("AccessToken", "insert"): "token_made",
    ("AccessToken", "update"): "token_changed",
    ("AccessToken", "delete"): "token_removed",
    ("Membership", "insert"): "role_given",
    ("Membership", "update"): "role_changed",
    ("Membership", "delete"): "role_taken",
}


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that was done: ``what``, to ``whom`` (or what was removed), and ``by`` whom (nobody: the installation).

    ``role`` and the kind of ``place`` are of a role, ``token`` is the name of an access token,
    ``address`` that from which somebody tried to sign in.
    """

    at: datetime
    what: What
    whom: str
    by: str
    role: str
    place: Literal["", "project", "programme"]
    token: str
    address: str


class Happenings(Sequence[Happened]):
    """All of it, newest first; a part of it is read when it is asked for, in at most eight statements."""

    @cached_property
    def _rows(self) -> QuerySet[Any, Any]:
        # what making an invitation ready does to a row that was just inserted is no event of its own
        made_ready = Q(pgh_label="update", pgh_context__action="person.invite")
        people = _events("Person").filter(is_demonstration=False).exclude(made_ready)
        parts = [_keys("Person", people)]
        shown = Person.objects.filter(is_demonstration=True).values("pk")
        parts += [_keys(one, _events(one).exclude(person_id__in=shown)) for one in ("AccessToken", "Membership")]
        parts += [_keys(one, _removed(one)) for one in ("Project", "Programme")]
        found: QuerySet[Any, Any] = parts[0].union(*parts[1:], all=True).order_by("-pgh_created_at", "-pgh_id")
        return found

    def __len__(self) -> int:
        return self._rows.count()

    @overload
    def __getitem__(self, which: int) -> Happened: ...
    @overload
    def __getitem__(self, which: slice) -> Sequence[Happened]: ...
    def __getitem__(self, which: int | slice) -> Happened | Sequence[Happened]:
        """Some of it."""
        if isinstance(which, slice):
            return _told(list(self._rows[which]))
        return _told([self._rows[which]])[0]


def _events(source: Source) -> QuerySet[Any]:
    model = apps.get_model("rechterhand", f"{source}Event")
    found: QuerySet[Any] = model._default_manager.all()
    return found


def _removed(source: Source) -> QuerySet[Any]:
    """Places that somebody removed; the demonstration and what was thrown away at once leave nothing."""
    return _events(source).filter(pgh_label="delete", pgh_context__action=f"{source.lower()}.remove")


def _keys(source: Source, rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    named: QuerySet[Any] = rows.order_by().annotate(source=Value(source, output_field=CharField()))
    found: QuerySet[Any, Any] = named.values_list("pgh_created_at", "pgh_id", "source")
    return found


def _told(keys: Sequence[tuple[datetime, int, Source]]) -> Sequence[Happened]:
    events: dict[tuple[Source, int], Any] = {}
    for source in get_args(Source):
        wanted = [number for _, number, of in keys if of == source]
        if wanted:
            rows = _events(source).filter(pgh_id__in=wanted)
            rows = rows.annotate(was=_before("is_administrator")) if source == "Person" else rows
            events |= {(source, one.pgh_id): one for one in rows}
    names = _names(events)
    return [_line(source, events[source, number], names) for _, number, source in keys]


def _before(column: str) -> Subquery:
    """The value that a column had before an event."""
    earlier = _events("Person").filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id"))
    return Subquery(earlier.order_by("-pgh_id").values(column)[:1])


def _names(events: Mapping[tuple[Source, int], Any]) -> dict[int, str]:
    """What people are called now; of who is gone, what their history says."""
    keys = {_actor(one) for one in events.values()} | {_person(source, one) for (source, _), one in events.items()}
    found = {one.pk: str(one) for one in Person.objects.filter(pk__in=keys)}
    gone = keys - found.keys() - {0}
    if gone:
        last = _events("Person").filter(pgh_obj_id__in=gone).order_by("pgh_id")
        found |= {one.pgh_obj_id: one.name or one.username for one in last}
    return found


def _actor(one: Any) -> int:
    """Who did it; 0 for the installation."""
    return int((one.pgh_context or {}).get("person") or 0)


def _person(source: Source, one: Any) -> int:
    if source in {"Project", "Programme"}:
        return 0
    return int(one.pgh_obj_id if source == "Person" else one.person_id)


def _line(source: Source, one: Any, names: Mapping[int, str]) -> Happened:
    role = one.role if source == "Membership" else ""
    return Happened(
        one.pgh_created_at,
        _what(source, one, str((one.pgh_context or {}).get("action", ""))),
        one.name if source in {"Project", "Programme"} else names.get(_person(source, one), ""),
        names.get(_actor(one), ""),
        role,
        "" if not role else "project" if one.project_id is not None else "programme",
        one.name if source == "AccessToken" else "",
        str((one.pgh_context or {}).get("address", "")),
    )


def _what(source: Source, one: Any, action: str) -> What:
    if source == "Person" and one.is_administrator and not one.was:
        return "administrator_made"
    if source == "AccessToken" and one.pgh_label == "update" and one.withdrawn_at is not None:
        return "token_withdrawn"
    known = BY_ACTION.get((source, action))
    if known is not None:
        return known
    if source == "Person" and one.was and not one.is_administrator:
        return "administrator_ended"
    return BY_LABEL[source, one.pgh_label]
