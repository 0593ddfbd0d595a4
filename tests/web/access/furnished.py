"""The world with all that an address may name, within reach and out of it: for walks over every route."""

from __future__ import annotations

import gzip
import uuid
from typing import Any, ClassVar

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from tests.cases.verdicts import ordinary
from tests.web.access.walking import World
from tests.web.queries import scenery

from rechterhand.errors import NoTable
from rechterhand.intake.tables.seen import Seen
from rechterhand.text import Message
from rechterhand.web.access.routes import Route
from rechterhand.web.actions.inviting import token_of
from rechterhand.web.actions.people import SALT as ADDRESS
from rechterhand.web.actions.plans import keep_verdict
from rechterhand.web.actions.recovering import SALT as RECOVERY
from rechterhand.web.actions.recovering import _state
from rechterhand.web.bridge import problems, tables
from rechterhand.web.data.models import (
    AccessToken,
    Job,
    JobKind,
    JobState,
    Membership,
    Person,
    Project,
    Role,
    SavedView,
    Scenario,
)

OTHERS = "somebody"
"""How the names begin of people who don't ask."""


def kept(content: bytes) -> str:
    return default_storage.save("kept/thing-0a1b2c.json.gz", ContentFile(content))


class Furnished(World):
    """All that an address names exists in either project, and for whoever asks as for others; made as it is needed."""

    first_number: ClassVar = {True: 1, False: 51}
    activity: ClassVar = {True: 7, False: 77}
    """What is told by number has other numbers out of reach."""

    def named(self, route: Route, *, reachable: bool) -> dict[str, object]:
        names = set(route.parameters)
        found = super().named(route, reachable=reachable)
        return found | {one: getattr(self, f"_{one}")(route, reachable) for one in names - found.keys()}

    def _place(self, reachable: bool) -> Project:
        return self.project if reachable else self.far_project

    def _where(self, route: Route, reachable: bool) -> dict[str, Any]:
        if "programme" in route.parameters:
            return {"programme": self.programme if reachable else self.far_programme}
        return {"project": self._place(reachable)}

    def _number(self, route: Route, reachable: bool) -> int:
        project = self._place(reachable)
        first = self.first_number[reachable]
        if not project.versions.exists():
            self._furnish(project, first)
            scenery.activity(project, self.activity[reachable], "Bouwen")
        return first

    def _furnish(self, project: Project, first: int) -> None:
        """Two versions, and the comparison of them."""
        documents = dict.fromkeys(("verdict_nl", "verdict_en"), kept(gzip.compress(b"{}")))
        old = scenery.version(project, number=first, original=kept(b"plan"), **documents)
        new = scenery.version(project, number=first + 1)
        result = dict.fromkeys(("nl", "en"), kept(gzip.compress(b"{}")))
        done = {"kind": JobKind.COMPARE, "state": JobState.DONE, "work": {"old": old.pk, "table": 0}, "result": result}
        Job.objects.create(project=project, version=new, **done)

    _old = _number

    def _new(self, route: Route, reachable: bool) -> int:
        return self._number(route, reachable) + 1

    def _activity(self, route: Route, reachable: bool) -> int:
        self._number(route, reachable)
        return self.activity[reachable]

    _activity_id = _activity

    def _event_id(self, route: Route, reachable: bool) -> int:
        place = next(iter(self._where(route, reachable).values()))
        model, key = type(place), place.pk
        if route.name == "api:go_back_to_view":
            model, key = SavedView, self._view(route, reachable)
        return model.pgh_event_model.objects.filter(pgh_obj_id=key).first().pgh_id

    def _job(self, route: Route, reachable: bool) -> uuid.UUID:
        """What the route does something to; whoever asks has asked for it."""
        if "programme" in route.parameters:
            where = self._where(route, reachable)
            return Job.objects.create(kind=JobKind.JOINT, state=JobState.FAILED, **where).pk
        if route.name == "plans:keep":
            return self._trial(route, reachable)
        if route.name in {"api:read_table", "api:answer", "plans:columns", "plans:password"}:
            return self._unread(reachable)
        self._number(route, reachable)
        result = {"file": kept(b"file"), "name": "plan.xml"}
        done = {"kind": JobKind.EXPORT, "state": JobState.DONE, "result": result, "owner": self._asks()}
        return Job.objects.create(project=self._place(reachable), **done).pk

    def _unread(self, reachable: bool) -> uuid.UUID:
        """A table in which no plan was found."""
        upload = uuid.uuid4()
        work = {"upload": str(upload), "file_name": "x.csv", "table": tables.keep(upload, Seen((), ";"))}
        told = problems.as_data(NoTable(Message.of("tables.no_tasks")))
        failed = {"kind": JobKind.IMPORT, "state": JobState.FAILED, "work": work, "problem": told}
        return Job.objects.create(project=self._place(reachable), owner=self._asks(), **failed).pk

    def _trial(self, route: Route, reachable: bool) -> uuid.UUID:
        """One that was done."""
        self._number(route, reachable)
        work: dict[str, object] = {"ways": {}, "durations": {}, "seen_under": {}}
        project = self._place(reachable)
        done = {"kind": JobKind.TRY, "state": JobState.DONE, "work": work, "result": self._outcome()}
        return Job.objects.create(project=project, version=project.versions.first(), **done).pk

    def _scenario(self, route: Route, reachable: bool) -> int:
        self._number(route, reachable)
        project, name = self._place(reachable), f"{Scenario.objects.count()}"
        version = project.versions.first()
        return Scenario.objects.create(project=project, version=version, name=name, outcome=self._outcome()).pk

    def _outcome(self) -> dict[str, object]:
        return dict.fromkeys(("nl", "en"), kept(gzip.compress(b"{}")))

    def _membership(self, route: Route, reachable: bool) -> int:
        return Membership.objects.create(person=_somebody(), role=Role.READER, **self._where(route, reachable)).pk

    def _person(self, route: Route, reachable: bool) -> int:
        """Somebody with an account; in a place, whom the one who asks invited there."""
        if not set(route.parameters) & {"project", "programme"}:
            return self._account(route) if reachable else 999_999
        person = _invited(self._asks())
        Membership.objects.create(person=person, role=Role.READER, **self._where(route, reachable))
        return person.pk

    def _account(self, route: Route) -> int:
        """Somebody who comes, and for what is done to invitations somebody who hasn't come yet."""
        return (_invited(self._asks()) if route.name in {"api:renew", "api:withdraw"} else _somebody()).pk

    def _owner(self, reachable: bool) -> Person:
        """Whose own thing it is: of the one who asks, or of somebody else."""
        return (self._asks() if reachable else None) or _somebody()

    def _asks(self) -> Person | None:
        return Person.objects.exclude(username__startswith=OTHERS).order_by("pk").first()

    def _view(self, route: Route, reachable: bool) -> int:
        return SavedView.objects.create(person=self._owner(reachable), area="portfolio", name="x").pk

    def _session(self, route: Route, reachable: bool) -> int:
        key = f"kept-{UserSession.objects.count()}"
        named = {"session_key": key, "ip": "192.0.2.7", "user_agent": "Firefox/1"}
        return UserSession.objects.create(user=self._owner(reachable), **named).pk

    def _pk(self, route: Route, reachable: bool) -> int:
        """A passkey."""
        kind = Authenticator.Type.WEBAUTHN
        data = {"name": "Key", "credential": {}}
        return Authenticator.objects.create(user=self._owner(reachable), type=kind, data=data).pk

    def _token(self, route: Route, reachable: bool) -> object:
        """An access token, or what stands in a link."""
        owner = self._owner(reachable)
        if route.name == "account:address":
            return signing.dumps([owner.pk, f"{owner.pk}@example.org", owner.email], salt=ADDRESS)
        if route.name == "account:recover":
            return signing.dumps([owner.pk, _state(owner)], salt=RECOVERY if reachable else "other")
        if route.name == "account:invited":
            return token_of(_invited(None)) if reachable else "other"
        count = AccessToken.objects.count()
        return AccessToken.objects.create(person=owner, name=f"{count}", digest=f"{count}", scopes=["read"]).pk


class WithVerdicts(Furnished):
    """The same with documents that pages can show."""

    activity: ClassVar = {True: 900_007, False: 900_077}

    def _furnish(self, project: Project, first: int) -> None:
        old = scenery.version(project, number=first, reviewed_at=None, upload=uuid.uuid4(), original=kept(b"plan"))
        new = scenery.version(project, number=first + 1, reviewed_at=None, upload=uuid.uuid4(), original=old.original)
        keep_verdict(new.pk, ordinary())

    def _outcome(self) -> dict[str, object]:
        return {}


def _somebody() -> Person:
    return Person.objects.create_user(f"{OTHERS}-{Person.objects.count()}-{uuid.uuid4().hex[:6]}")


def _invited(by: Person | None) -> Person:
    person = _somebody()
    Person.objects.filter(pk=person.pk).update(is_invited=True, invited_by=by)
    person.refresh_from_db()
    return person
