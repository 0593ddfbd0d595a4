"""Back to an older state of a record: who may change it, may, and what follows from a change follows."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from django.core.exceptions import PermissionDenied

from rechterhand.text import Message
from rechterhand.web.access.powers import Powers, roles_of
from rechterhand.web.access.record import Follow, Place, Record, Rule, State, records
from rechterhand.web.actions.acting import acting
from rechterhand.web.actions.errors import NotThere, Unfit
from rechterhand.web.actions.links import look_again
from rechterhand.web.actions.memberships import refuse_beyond, refuse_giving, stays_kept
from rechterhand.web.actions.moving import told_move
from rechterhand.web.actions.restoring import as_it_is, refuse_unseen, restored
from rechterhand.web.actions.working import judge_again
from rechterhand.web.bridge import ends
from rechterhand.web.data.history import TOLD
from rechterhand.web.data.models import CommittedDate, Person, Programme, Project, ProjectLink, Role


def go_back(person: Person, place: Place, kind: str, event_id: int, revision: int | None = None) -> None:
    """Give a record the state after an event in the history of a place; one that was removed comes back.

    ``revision`` is the number that the event was shown with (``queries/history.py``).

    Raises
    ------
    NotThere
        The history of the place has no such event for this person.
    PermissionDenied
        The person may not change what would be set back.
    BeyondRights
        A role has rights that the person hasn't got.
    Conflict, Unfit, Taken, InUse
        Changed meanwhile; what it refers to is gone; its name went to another; nobody would look after the place.
    """
    record, powers = records().get(kind), Powers(person, place)
    told = None if record is None else record.told_in(place)
    if record is None or told is None or not told.restore or not powers.sees(record):
        raise NotThere
    event = record.events.exclude(pgh_label=TOLD).filter(told.where(person, place), pgh_id=event_id).first()
    if event is None:
        raise NotThere
    then = record.state(event)
    with acting(person, f"{kind}.restore"):
        with nullcontext() if isinstance(place, Person) else stays_kept(place):
            before = _programmes(place)
            row = as_it_is(record, event)
            now: State = {} if row is None else record.state(row)
            if not powers.sets(record, then, now):
                raise PermissionDenied
            _refuse(record, person, place, then, row)
            if revision is not None:
                refuse_unseen(record, row, event, then, place=place, revision=revision)
            made = restored(record, row, event, place=place)
            if isinstance(made, Project):
                told_move(made, next(iter(before), None), made.programme)
        follows = record.follows(now, record.state(made))
        if Follow.TOGETHER in follows:
            for programme in before | _programmes(place):
                look_again(person, programme)
        if Follow.REVIEW in follows and isinstance(place, Project):
            judge_again(person, place)


def _programmes(place: Place) -> set[Programme]:
    """The programme whose projects stand together by it, as it is kept now."""
    if isinstance(place, Project):
        return set(Programme.objects.filter(projects=place))
    return {place} if isinstance(place, Programme) else set()


def _refuse(record: Record, person: Person, place: Place, then: State, row: Any) -> None:
    """What has to hold besides the right to set it. Raises BeyondRights, Unfit."""
    for rule in record.rules:
        if rule is Rule.ROLES and not isinstance(place, Person):
            now = {} if row is None else record.state(row)
            refuse_beyond(person, place, then["person_id"], *roles_of(then, now))
            refuse_giving(person, then["person_id"], Role(then["role"]))
        elif rule is Rule.ONE_WHOLE and then["is_whole"]:
            wholes = CommittedDate.objects.filter(project_id=then["project_id"], is_whole=True)
            if (wholes if row is None else wholes.exclude(pk=row.pk)).exists():
                raise Unfit({"dates": [Message.of("records.one_whole")]})
        elif rule is Rule.ENDS and row is None:
            _refuse_without_ends(ProjectLink(**then))


def _refuse_without_ends(link: ProjectLink) -> None:
    """A link that was removed comes back where it can count. Raises Unfit."""
    sides = {"predecessor": ends.predecessor(link), "successor": ends.successor(link)}
    keys = {side: getattr(link, f"{side}_id") for side in sides}
    projects = {one.pk: one for one in Project.objects.filter(pk__in=keys.values())}
    programmes = {one.programme_id for one in projects.values()}
    if len(programmes) != 1 or None in programmes or len(projects) != len(keys):
        raise Unfit({"successor": [Message.of("records.link.apart")]})
    rows = ends.in_latest(list(projects), list(sides.values()))
    for side, wanted in sides.items():
        project, there = projects[keys[side]], rows.get(keys[side], [])
        newest = project.versions.first()
        again = ends.found_again(wanted, [one for one, _ in there], newest.file_format if newest else "")
        if again is None:
            raise Unfit({f"{side}_activity": [Message.of("records.link.no_activity")]})
        if dict(there)[again]:
            raise Unfit({f"{side}_activity": [Message.of("records.link.summary")]})
