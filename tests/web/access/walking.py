"""Walks routes as every role: what each should answer follows from the matrix and from nothing else."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import get_resolver, reverse

from rechterhand.web.access.guard import OPEN
from rechterhand.web.access.matrix import SCOPES, SIGHT, Scope, may
from rechterhand.web.access.routes import Route, routes
from rechterhand.web.data.models import Membership, Person, Programme, Project, ProjectLink, Role

SERVED = (*range(200, 300), 302, 303, 400, 405, 409, 410, 422, 428)
"""Let through: what the route itself then answers to an empty request is its own affair."""

NOTHING_YET = frozenset({"mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_download_recovery_codes"})
"""Routes that know no such thing as long as the person has no second factor."""
NOBODY = {"socialaccount_login_error": 401, "start:security_txt": 404}
"""What open routes answer to nobody, where that isn't a page like others."""


PASSWORD = "a sentence to remember"
PLACES = frozenset({"project", "programme"})
SENT = {
    "api:make_administrator_or_not": {"administrator": True},
    "api:let_in_or_keep_out": {"active": True},
    "api:erase": {"confirmation": "somebody else"},
    "api:go_back_to_view": {"kind": "view"},
}
"""What is sent, where an empty request is refused before anybody is looked for."""
OF_A_JOB = frozenset({"work:cancel", "work:again"})
"""Routes that everybody may ask who sees the project of a job."""
OVER = frozenset({"account:address"})
"""Links that say themselves that they lead nowhere."""


@dataclass
class World:
    """A programme with a project that people reach, and another pair that they don't."""

    programme: Programme
    project: Project
    far_programme: Programme
    far_project: Project

    def link(self, *, reachable: bool) -> int:
        """A link between two projects of a programme: made again when somebody removed it."""
        project = self.project if reachable else self.far_project
        other, _ = Project.objects.get_or_create(
            slug=f"beside-{project.slug}", name=f"beside {project.slug}", programme=project.programme
        )
        row, _ = ProjectLink.objects.get_or_create(
            predecessor=other, predecessor_number=1, successor=project, successor_number=1
        )
        return row.pk

    @classmethod
    def made(cls) -> World:
        near, far = (Programme.objects.create(slug=slug, name=slug) for slug in ("near", "far"))
        inside, outside = (
            Project.objects.create(slug=f"in-{each.slug}", name=each.slug, programme=each) for each in (near, far)
        )
        return cls(near, inside, far, outside)

    def member(self, role: Role, scope: Scope) -> Person:
        person = Person.objects.create_user(f"{role}-{scope.value}", PASSWORD)
        within = {Scope.PROGRAMME, Scope.LINK}
        place = {"programme": self.programme} if scope in within else {"project": self.project}
        Membership.objects.create(person=person, role=role, **place)
        return person

    def administrator(self) -> Person:
        """Somebody who looks after the installation and is nothing anywhere."""
        return Person.objects.create_user("root", PASSWORD, is_administrator=True)

    def named(self, route: Route, *, reachable: bool) -> dict[str, object]:
        """Values of the parameters in an address that name a place; ``furnished`` knows the others."""
        pairs: dict[str, tuple[str, str]] = {
            "project": (self.project.slug, self.far_project.slug),
            "programme": (self.programme.slug, self.far_programme.slug),
        }
        found: dict[str, object] = {name: pair[not reachable] for name, pair in pairs.items()}
        if "link" in route.parameters:
            found["link"] = self.link(reachable=reachable)
        return {name: found[name] for name in route.parameters if name in found}


def all_routes() -> list[Route]:
    return list(routes(get_resolver()))


def expected(action: str, role: Role | None, *, reachable: bool, administrator: bool = False) -> int | None:
    """The status that a signed-in person gets, with a role or as administrator; None for being let through."""
    scope = SCOPES.get(action, Scope.SIGNED_IN)
    roles = frozenset({role}) if role is not None and reachable else frozenset[Role]()
    if scope in SIGHT and not may(SIGHT[scope], roles):
        return 404
    if action != OPEN and not may(action, roles, administrator=administrator):
        return 403
    return None if reachable or scope in SIGHT else 404


def names_things(route: Route) -> set[str]:
    """What an address names besides a place."""
    return set(route.parameters) - PLACES


def answers(route: Route, world: World) -> Iterator[tuple[str, int | None, int]]:
    """Who asks, what they should get (None: to be let through), and what they get."""
    scope = SCOPES.get(route.action, Scope.SIGNED_IN)
    for reachable in (True, False) if scope in SIGHT or names_things(route) else (True,):
        where = "reachable" if reachable else "out of reach"
        address = reverse(route.name, kwargs=world.named(route, reachable=reachable))
        yield f"nobody, {where}", _nobody(route, reachable=reachable), _status(Client(), route, address)
        Person.objects.all().delete()
        for role in (*Role, None) if route.action != OPEN else ():
            person = world.member(role, scope) if role else world.administrator()
            client = signed_in_as(person, just_now="pk" in route.parameters)
            address = reverse(route.name, kwargs=world.named(route, reachable=reachable))
            yield (
                f"{role or 'administrator'}, {where}",
                _wanted(route, role, reachable),
                _status(client, route, address),
            )
            Person.objects.all().delete()


def _wanted(route: Route, role: Role | None, reachable: bool) -> int | None:
    """By the matrix; None as role is the administrator."""
    if route.name in NOTHING_YET:
        return 404
    if route.name in OVER:
        return None if reachable else 410
    if route.name in OF_A_JOB and (role is None or not may("project.see", frozenset({role}))):
        return 404
    return expected(route.action, role, reachable=reachable, administrator=role is None)


def signed_in_as(person: Person, *, just_now: bool = False) -> Client:
    """Signed in; with ``just_now`` by a password, so that nothing asks for it again."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session  # as of somebody who signed in just now, by password
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    if just_now:
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def _nobody(route: Route, *, reachable: bool) -> int | None:
    """What nobody gets: pages lead to sign-in, programs are told."""
    if route.action == OPEN:
        return NOBODY.get(route.name) if reachable else 410
    return 401 if route.name.startswith("api:") else 302


def _status(client: Client, route: Route, address: str) -> int:
    """What an empty request gets; a page that names a thing and isn't shown is asked to do what it does."""
    sent = SENT.get(route.name)
    told: dict[str, Any] = {"content_type": "application/json", "headers": {"If-Match": '"1"'}} if sent else {}
    answer = client.generic(route.method, address, json.dumps(sent) if sent else "", **told)
    if answer.status_code == 405 and route.method == "GET" and names_things(route):
        answer = client.post(address)
    if answer.streaming and "event-stream" not in answer.headers["Content-Type"]:
        b"".join(answer)
    return answer.status_code


def wrong(route: Route, world: World) -> list[str]:
    """Answers that aren't what the matrix says."""
    return [
        f"{route.method} {route.name} ({route.action}) as {who}: {got}, not {wanted or 'let through'}"
        for who, wanted, got in answers(route, world)
        if (got not in SERVED if wanted is None else got != wanted)
    ]
