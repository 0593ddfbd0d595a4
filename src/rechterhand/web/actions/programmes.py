"""Programmes: create, change, archive, remove."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.utils import timezone

from rechterhand.text import Message
from rechterhand.web.actions.acting import acting, changed, found, held, kept
from rechterhand.web.actions.errors import InUse
from rechterhand.web.actions.removing import refuse_other_name
from rechterhand.web.actions.slugs import free_slug
from rechterhand.web.data.models import Membership, Person, Programme, Role


@dataclass(frozen=True, slots=True)
class ProgrammeForm:
    """What a person fills in."""

    name: str
    number: str = ""
    unit: str = ""


def create_programme(
    person: Person | None, form: ProgrammeForm, *, pmo: Person | None, demonstration: bool = False
) -> Programme:
    """Make a programme, with its PMO'er: whoever makes it sees nothing of it by that. Raises Unfit."""
    with acting(person, "programme.create"):
        row = Programme(slug=free_slug(Programme, form.name), is_demonstration=demonstration)
        row.revision = 0
        changed(row, asdict(form))
        if pmo is not None:
            kept(Membership(person=pmo, programme=row, role=Role.PMO))
        return row


def change_programme(person: Person, pk: int, revision: int, form: ProgrammeForm) -> Programme:
    """Raises NotThere, Conflict, Unfit."""
    with acting(person, "programme.change"):
        return changed(held(Programme, pk, revision, asdict(form)), asdict(form))


def archive_programme(person: Person, pk: int, revision: int, *, archived: bool = True) -> Programme:
    """Put away, or take back. Raises NotThere, Conflict."""
    with acting(person, "programme.archive" if archived else "programme.take_back"):
        values = {"archived_at": timezone.now() if archived else None}
        return changed(held(Programme, pk, revision, values), values)


def remove_programme(person: Person, pk: int, revision: int, confirmation: str) -> None:
    """Remove a programme without projects; the name given again is the confirmation. There is no way back.

    Raises NotThere, Conflict, InUse; Unfit for another name.
    """
    with acting(person, "programme.remove"):
        row = held(Programme, pk, revision, {})
        refuse_other_name(row.name, confirmation)
        if row.projects.exists():
            raise InUse(Message.of("records.programme_in_use"))
        found(Programme, pk=pk).delete()
