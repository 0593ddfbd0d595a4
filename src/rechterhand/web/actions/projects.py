"""Projects: create, change, tolerances, dates that were promised, health, archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from rechterhand.text import Message
from rechterhand.web.actions.acting import acting, changed, held, hold_all, kept, there
from rechterhand.web.actions.errors import Unfit
from rechterhand.web.actions.links import look_again
from rechterhand.web.actions.memberships import stays_kept
from rechterhand.web.actions.moving import refuse_move, told_move
from rechterhand.web.actions.slugs import free_slug
from rechterhand.web.actions.working import judge_again
from rechterhand.web.data.models import CommittedDate, Health, Membership, Person, Programme, Project, Role

EARLIEST, LATEST = date(1950, 1, 1), date(2150, 12, 31)
"""Dates that can be promised."""


@dataclass(frozen=True, slots=True)
class ProjectForm:
    """What a person fills in."""

    name: str
    number: str = ""
    programme_id: int | None = None
    method: str = ""
    phase: str = ""
    unit: str = ""
    tags: tuple[str, ...] = field(default=())

    def values(self) -> dict[str, Any]:
        """As columns."""
        tags = sorted({one.strip() for one in self.tags if one.strip()}, key=str.casefold)
        return asdict(self) | {"tags": tags}


@dataclass(frozen=True, slots=True)
class Promised:
    """A date that was promised; ``is_whole`` marks the one for the end of the project."""

    what: str
    date: date
    is_whole: bool = False


def create_project(
    person: Person | None, form: ProjectForm, *, role: Role | None = Role.PMO, demonstration: bool = False
) -> Project:
    """Make a project; whoever makes it has a role in it. Raises Unfit."""
    with acting(person, "project.create"):
        row = Project(slug=free_slug(Project, form.name), is_demonstration=demonstration)
        row.revision = 0
        changed(row, form.values())
        told_move(row, None, row.programme)
        if person is not None and role is not None:
            kept(Membership(person=person, project=row, role=role))
        return row


def change_project(person: Person, pk: int, revision: int, form: ProjectForm) -> Project:
    """Change what it is.

    Raises NotThere; Conflict; Unfit; BeyondRights for a programme in which one may begin none, to bring it in or take
    it out; InUse where it would leave a programme and then have nobody look after it.
    """
    with acting(person, "project.change"):
        before = there(Project, pk=pk).programme
        hold_all(Programme, form.programme_id, None if before is None else before.pk)
        row = held(Project, pk, revision, form.values())
        refuse_move(person, before, Programme.objects.filter(pk=form.programme_id or 0).first())
        with stays_kept(row):
            made = changed(row, form.values())
        told_move(made, before, made.programme)
        if made.programme_id != (None if before is None else before.pk):
            look_again(person, before)
            look_again(person, made.programme)
        return made


def set_tolerances(person: Person | None, pk: int, revision: int, *, days: int | None, cost: Decimal | None) -> Project:
    """What its leader may use without asking: working days, money. Raises NotThere, Conflict, Unfit."""
    values = {"time_tolerance_days": days, "cost_tolerance": cost}
    with acting(person, "project.tolerances"):
        return changed(held(Project, pk, revision, values), values)


def set_committed_dates(person: Person | None, pk: int, revision: int, dates: Sequence[Promised]) -> Project:
    """Replace the dates that were promised; the latest version is reviewed anew when that for the whole changed.

    Raises NotThere, Conflict, Unfit.
    """
    if any(not EARLIEST <= one.date <= LATEST for one in dates):
        reach = {"first": str(EARLIEST.year), "last": str(LATEST.year)}
        raise Unfit({"dates": [Message.of("records.date_out_of_reach", **reach)]})
    if sum(one.is_whole for one in dates) > 1:
        raise Unfit({"dates": [Message.of("records.one_whole")]})
    with acting(person, "project.committed_dates"):
        row = held(Project, pk, revision, {})
        kept_ones = {(one.what, one.date, one.is_whole): one for one in row.committed_dates.all()}
        wanted = {(one.what.strip(), one.date, one.is_whole) for one in dates}
        for key, one in kept_ones.items():
            if key not in wanted:
                one.delete()
        for what, day, is_whole in sorted(wanted - kept_ones.keys(), key=lambda one: (one[1], one[0])):
            kept(CommittedDate(project=row, what=what, date=day, is_whole=is_whole))
        look_again(person, row.programme)
        if {key for key in kept_ones if key[2]} != {key for key in wanted if key[2]}:
            judge_again(person, row)
        return changed(row, {})


def set_health(person: Person, pk: int, revision: int, health: Health | None, reason: str = "") -> Project:
    """Say how it is doing, with the reason; None leaves it to what is computed. Raises NotThere, Conflict, Unfit."""
    if health is not None and not reason.strip():
        raise Unfit({"health_reason": [Message.of("records.reason_needed")]})
    values: dict[str, Any] = {"health": "", "health_reason": "", "health_by": None, "health_at": None}
    if health is not None:
        values = {"health": health.value, "health_reason": reason, "health_by": person, "health_at": timezone.now()}
    with acting(person, "project.health"):
        return changed(held(Project, pk, revision, {"health": values["health"], "health_reason": reason}), values)


def archive_project(person: Person, pk: int, revision: int, *, archived: bool = True) -> Project:
    """Put away, or take back. Raises NotThere, Conflict."""
    values = {"archived_at": timezone.now() if archived else None}
    with acting(person, "project.archive" if archived else "project.take_back"):
        made = changed(held(Project, pk, revision, values), values)
        look_again(person, made.programme)
        return made
