"""Every route of the API answers every role as the matrix says: with an object in reach, and with one out of reach."""

from __future__ import annotations

import gzip
from typing import Any
from uuid import uuid4

import pytest
from allauth.usersessions.models import UserSession
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from tests.web.access.walking import World, all_routes, wrong
from tests.web.queries import scenery

from rechterhand.errors import NoTable
from rechterhand.intake.tables.seen import Seen
from rechterhand.text import Message
from rechterhand.web.access.routes import Route
from rechterhand.web.api.interface import ROOT
from rechterhand.web.bridge import problems, tables
from rechterhand.web.data.models import (
    AccessToken,
    Job,
    JobKind,
    JobState,
    Membership,
    Person,
    Programme,
    Project,
    Role,
    SavedView,
    Scenario,
)

pytestmark = pytest.mark.django_db
PLACES = {"project", "programme"}


def of_the_api() -> dict[str, Route]:
    """Those that name more than a place; the others are walked with the pages."""
    found = (one for one in all_routes() if one.pattern.startswith(ROOT[1:]) and set(one.parameters) - PLACES)
    return {f"{one.method} {one.name}": one for one in found}


def kept(content: bytes) -> str:
    return default_storage.save("kept/thing-0a1b2c.json.gz", ContentFile(content))


class Furnished(World):
    """The world with all that an address may name, in either project: made again when somebody removed it."""

    asks = False
    """Whether its job couldn't read a table."""

    def named(self, parameters: tuple[str, ...], *, reachable: bool, **samples: object) -> dict[str, object]:
        project = self.project if reachable else self.far_project
        programme = self.programme if reachable else self.far_programme
        place = {"programme": programme} if "programme" in parameters else {"project": project}
        version = project.versions.last() or self._version(project)
        things = {
            "number": version.number,
            "activity_id": 7,
            "event_id": Project.pgh_event_model.objects.filter(pgh_obj_id=project.pk).first().pgh_id,
            "job": self._joint(programme) if "programme" in parameters else self._job(project).pk,
            "membership": Membership.objects.create(person=_somebody(), role=Role.READER, **place).pk,
            "person": self._invited(place).pk,
            "token": self._token(),
            "view": self._view(),
            "session": self._session(),
            "trial": self._trial(project).pk,
            "scenario": Scenario.objects.create(
                project=project, version=version, name=f"{Scenario.objects.count()}", outcome=self._outcome()
            ).pk,
            "old": version.number,
            "new": version.number + 1,
        }
        return super().named(parameters, reachable=reachable, **(things | samples))

    def _version(self, project: Project) -> scenery.PlanVersion:
        documents = dict.fromkeys(("verdict_nl", "verdict_en"), kept(gzip.compress(b"{}")))
        version = scenery.version(project, original=kept(b"plan"), **documents)
        newer = scenery.version(project)
        result = dict.fromkeys(("nl", "en"), kept(gzip.compress(b"{}")))
        Job.objects.create(
            kind=JobKind.COMPARE,
            state=JobState.DONE,
            project=project,
            version=newer,
            work={"old": version.pk},
            result=result,
        )
        scenery.activity(project, 7, "Bouwen")
        return version

    def _job(self, project: Project) -> Job:
        """An export that whoever asks has asked for."""
        owner = Person.objects.filter(memberships__isnull=False).order_by("pk").first()
        result = {"file": kept(b"file"), "name": "plan.xml"}
        if self.asks:
            upload = uuid4()
            work = {"upload": str(upload), "file_name": "x.csv", "table": tables.keep(upload, Seen((), ";"))}
            told = problems.as_data(NoTable(Message.of("tables.no_tasks")))
            return Job.objects.create(
                kind=JobKind.IMPORT, state=JobState.FAILED, project=project, work=work, problem=told, owner=owner
            )
        return Job.objects.create(kind=JobKind.EXPORT, state=JobState.DONE, project=project, result=result, owner=owner)

    def _trial(self, project: Project) -> Job:
        """One that was done."""
        work: dict[str, object] = {"ways": {}, "durations": {}}
        result = self._outcome()
        return Job.objects.create(kind=JobKind.TRY, state=JobState.DONE, project=project, work=work, result=result)

    def _outcome(self) -> dict[str, object]:
        return dict.fromkeys(("nl", "en"), kept(gzip.compress(b"{}")))

    def _joint(self, programme: Programme) -> object:
        """Looking at its projects together, which failed."""
        return Job.objects.create(kind=JobKind.JOINT, state=JobState.FAILED, programme=programme).pk

    def _view(self) -> int:
        """A view of whoever asks; nobody has none."""
        asks = Person.objects.exclude(username__startswith="somebody").first()
        return 0 if asks is None else SavedView.objects.create(person=asks, area="portfolio", name="x").pk

    def _asks(self) -> Person | None:
        return Person.objects.exclude(username__startswith="somebody").first()

    def _invited(self, place: dict[str, Any]) -> Person:
        """Somebody whom whoever asks invited there."""
        person = _somebody()
        Person.objects.filter(pk=person.pk).update(is_invited=True, invited_by=self._asks())
        Membership.objects.create(person=person, role=Role.READER, **place)
        return person

    def _token(self) -> int:
        """A token of whoever asks; nobody has none."""
        asks = self._asks()
        if asks is None:
            return 0
        count = AccessToken.objects.count()
        return AccessToken.objects.create(person=asks, name=f"{count}", digest=f"{count}", scopes=["read"]).pk

    def _session(self) -> int:
        """A browser in which whoever asks is signed in; nobody is in none."""
        asks = Person.objects.exclude(username__startswith="somebody").first()
        if asks is None:
            return 0
        key = f"kept-{UserSession.objects.count()}"
        return UserSession.objects.create(user=asks, session_key=key, ip="192.0.2.7", user_agent="Firefox/1").pk


def _somebody() -> Person:
    return Person.objects.create_user(f"somebody-{Person.objects.count()}")


@pytest.mark.parametrize("name", sorted(of_the_api()))
def test_route(name: str) -> None:
    world = Furnished.made()
    world.asks = name.endswith(("read_table", "answer"))

    assert wrong(of_the_api()[name], world) == []
