"""Removing a project wholly: its rows, its jobs and its files. History keeps that it was there, and who removed it.

Of the demonstration history goes too: it is no record of anything.
"""

from __future__ import annotations

from functools import partial

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Q

from rechterhand.text import Message
from rechterhand.web.actions.acting import acting, changed, held
from rechterhand.web.actions.errors import InUse, Unfit
from rechterhand.web.actions.links import forget, look_again
from rechterhand.web.actions.moving import told_removal
from rechterhand.web.actions.traces import Traces, remove_traces
from rechterhand.web.bridge import storage
from rechterhand.web.data.erasure_role import make_role
from rechterhand.web.data.models import Job, Membership, Person, PlanVersion, Programme, Project, ProjectLink


def remove_project(person: Person | None, pk: int, revision: int) -> None:
    """Files go once the rows are gone for good. Raises NotThere, Conflict."""
    with acting(person, "project.throw_away"):
        _remove(held(Project, pk, revision, {}))


def remove_archived(person: Person, pk: int, revision: int, confirmation: str) -> None:
    """Remove a project that was put away before; the name given again is the confirmation. There is no way back.

    Raises NotThere, Conflict; InUse for one that isn't archived; Unfit for another name.
    """
    with acting(person, "project.remove"):
        row = held(Project, pk, revision, {})
        if row.archived_at is None:
            raise InUse(Message.of("records.not_archived"), hint=Message.of("records.not_archived.hint"))
        refuse_other_name(row.name, confirmation)
        told_removal(row)
        _remove(row)


def refuse_other_name(name: str, confirmation: str) -> None:
    """Raises Unfit for a confirmation that isn't the name."""
    if confirmation.strip() != name:
        raise Unfit({"confirmation": [Message.of("records.other_name")]})


def remove_demonstration(person: Person | None) -> int:
    """Remove the demonstration wholly: what it brought, what its people made, and the history of all that.

    Any other project stays, and one that was in its programme is then in none. Gives how many projects went.
    """
    make_role(connection)
    with acting(person, "demonstration.remove"):
        people = set(Person.objects.filter(is_demonstration=True).values_list("pk", flat=True))
        programmes = Programme.objects.select_for_update().filter(is_demonstration=True)
        places = set(programmes.values_list("pk", flat=True))
        gone, stay = _split(people, places)
        of_these = Job.objects.filter(Q(project__in=gone) | Q(programme__in=places))
        queued = of_these.values_list("queued_id", flat=True)
        found = Traces(
            frozenset(people),
            frozenset(one.pk for one in gone),
            frozenset(places),
            frozenset(one for one in queued if one is not None),
        )
        for one in stay:
            changed(one, {"programme": None})
        for row in programmes:
            forget(row)
        ProjectLink.objects.filter(Q(predecessor__in=gone) | Q(successor__in=gone)).delete()
        for one in gone:
            _remove(one)
        programmes.delete()
        Person.objects.filter(pk__in=people).delete()
        remove_traces(found)
        return len(gone)


def _split(people: set[int], programmes: set[int]) -> tuple[list[Project], list[Project]]:
    """Projects that go with the demonstration, and those in its programme that stay.

    Besides its own only what one of its people made goes, as long as nobody else is in it, by its programme either.
    """
    theirs = Project.objects.filter(
        Q(is_demonstration=True) | Q(programme__in=programmes) | Q(memberships__person__in=people)
    )
    rows = list(Project.objects.select_for_update().filter(pk__in=theirs.values("pk")).order_by("pk"))
    others = Membership.objects.exclude(person__in=people).filter(
        Q(project__in=rows) | Q(programme__in={one.programme_id for one in rows})
    )
    shared, managed = (set(others.values_list(name, flat=True)) for name in ("project", "programme"))
    made = _made_by(people)

    def goes(one: Project) -> bool:
        if one.is_demonstration:
            return True
        by_programme = one.programme_id not in programmes and one.programme_id in managed - {None}
        return one.pk in made and one.pk not in shared and not by_programme

    gone = [one for one in rows if goes(one)]
    return gone, [one for one in rows if one not in gone and one.programme_id in programmes]


def _made_by(people: set[int]) -> set[int]:
    """Projects that some people began, as history tells it."""
    begun = apps.get_model("rechterhand", "ProjectEvent")._default_manager.filter(pgh_label="insert")
    told = begun.filter(pgh_context__person__in=sorted(people))
    return set(told.values_list("pgh_obj_id", flat=True))


def _remove(project: Project) -> None:
    """What was seen of it together with others goes too, and those are looked at again."""
    programme = project.programme
    if programme is not None:
        forget(programme)
    uploads = set(PlanVersion.objects.filter(project=project).values_list("upload", flat=True))
    for work in Job.objects.filter(project=project).values_list("work", flat=True):
        uploads |= storage.uploads_in(work)
    project.delete()
    look_again(None, programme)
    for one in uploads:
        transaction.on_commit(partial(storage.remove, one), robust=True)
