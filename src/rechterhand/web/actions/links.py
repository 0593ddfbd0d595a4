"""Links between activities of two projects of a programme."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from rechterhand.text import Message
from rechterhand.web.access.permissions import allowed
from rechterhand.web.actions.acting import acting, changed, found, held
from rechterhand.web.actions.errors import NotThere, Unfit
from rechterhand.web.actions.loops import refuse_loop
from rechterhand.web.actions.working import queue_joint
from rechterhand.web.bridge import storage, together
from rechterhand.web.data.models import Job, JointReview, LatestActivity, Person, Programme, Project, ProjectLink

LINK = "project.link"
"""What somebody must be allowed to do in both projects."""


@dataclass(frozen=True, slots=True)
class Ends:
    """Between which activities, by their numbers in the newest versions of the projects."""

    predecessor: int
    predecessor_activity: int
    successor: int
    successor_activity: int


@dataclass(frozen=True, slots=True)
class Hold:
    """How the one holds the other: type, and working days of the successor's calendar."""

    type: str = "FS"
    lag_days: float = 0.0

    def values(self) -> dict[str, Any]:
        """As columns."""
        return {"type": self.type, "lag_days": self.lag_days}


def add_link(person: Person | None, programme_id: int, ends: Ends, hold: Hold) -> ProjectLink:
    """Tie two projects of a programme. Nobody means the installation itself, which may do so.

    Raises
    ------
    NotThere, PermissionDenied
        A project isn't in the programme; the person may not change both.
    Unfit, Taken
        An activity can't be linked; the link is there already.
    """
    with acting(person, "link.add"):
        programme = found(Programme, pk=programme_id)
        projects = [found(Project, pk=one, programme=programme) for one in (ends.predecessor, ends.successor)]
        _permit(person, projects)
        if projects[0] == projects[1]:
            raise Unfit({"successor": [Message.of("records.link.within")]})
        row = ProjectLink(predecessor=projects[0], successor=projects[1], created_by=person)
        row.revision = 0
        values = hold.values()
        for side, project in zip(("predecessor", "successor"), projects, strict=True):
            values |= _known(side, project, getattr(ends, f"{side}_activity"))
        _named(row, values)
        refuse_loop(person, row, links_of(programme))
        made = changed(row, values)
        look_again(person, programme)
        return made


def change_link(person: Person, pk: int, revision: int, hold: Hold) -> ProjectLink:
    """Another type or lag; other ends are another link. Raises NotThere, PermissionDenied, Conflict, Unfit, Taken."""
    with acting(person, "link.change"):
        row = _permitted(person, pk)
        made = changed(held(ProjectLink, pk, revision, hold.values()), hold.values())
        look_again(person, row.successor.programme)
        return made


def remove_link(person: Person, pk: int, revision: int) -> None:
    """Raises NotThere, PermissionDenied, Conflict."""
    with acting(person, "link.remove"):
        row = _permitted(person, pk)
        held(ProjectLink, pk, revision, {}).delete()
        look_again(person, row.successor.programme)


def look_together(person: Person, programme_id: int) -> Job:
    """Look at the projects together now. Raises NotThere, Unfit when nothing ties them."""
    with acting(person, "programme.review"):
        programme = found(Programme, pk=programme_id)
        if not has_links(programme):
            raise Unfit({"links": [Message.of("records.link.none")]})
        return queue_joint(person, programme, at_once=True)


def look_again(person: Person | None, programme: Programme | None) -> None:
    """Something about the projects of a programme changed; call it in a transaction.

    Without any link left there is nothing to look at together, and what was seen goes.
    """
    if programme is None:
        return
    if has_links(programme):
        queue_joint(person, programme)
    else:
        forget(programme)


def has_links(programme: Programme) -> bool:
    """Whether any two of its projects are tied. One statement."""
    return bool(links_of(programme).exists())


def links_of(programme: Programme) -> Any:
    """The links between its projects that aren't put away."""
    return ProjectLink.objects.filter(
        successor__programme=programme,
        predecessor__programme=F("successor__programme"),
        successor__archived_at=None,
        predecessor__archived_at=None,
    )


def forget(programme: Programme) -> None:
    """What was seen of its projects together goes, with its files."""
    for one in JointReview.objects.filter(programme=programme):
        transaction.on_commit(partial(storage.remove, one.upload), robust=True)
        one.delete()


def keep_joint(programme_id: int, made: Any, versions: dict[str, int], left_out: dict[str, str]) -> None:
    """Keep what came of looking at projects together, in the place of what was seen before. Raises NotThere."""
    fresh = JointReview()
    try:
        names = together.keep(fresh.upload, made)
        with acting(None, "programme.joint"):
            programme = found(Programme, pk=programme_id)
            forget(programme)
            fresh.programme, fresh.made_at, fresh.iterations = programme, timezone.now(), made.iterations
            fresh.document_nl, fresh.document_en = names["nl"], names["en"]
            fresh.projects, fresh.left_out = together.in_lists(made, versions), left_out
            fresh.save()
    except BaseException:
        storage.remove(fresh.upload)
        raise


def _named(row: ProjectLink, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _permit(person: Person | None, projects: list[Project]) -> None:
    """Who may change both; somebody who may not even see one of them isn't told that it is there."""
    if person is None:
        return
    if not all(allowed(person, "project.see", one) for one in projects):
        raise NotThere
    if not all(allowed(person, LINK, one) for one in projects):
        raise PermissionDenied


def _permitted(person: Person, pk: int) -> ProjectLink:
    row = ProjectLink.objects.select_related("predecessor", "successor__programme").filter(pk=pk).first()
    if row is None:
        raise NotThere
    _permit(person, [row.predecessor, row.successor])
    return row


def _known(side: str, project: Project, number: int) -> dict[str, Any]:
    """What a link keeps of an activity of the newest version. Raises Unfit."""
    row = LatestActivity.objects.filter(project=project, activity_id=number).first()
    if row is None:
        raise Unfit({f"{side}_activity": [Message.of("records.link.no_activity")]})
    if row.is_summary:
        raise Unfit({f"{side}_activity": [Message.of("records.link.summary")]})
    return {f"{side}_number": number, f"{side}_code": row.code, f"{side}_name": row.name}
