"""Walks routes as every role: what each should answer follows from the matrix and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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
        person = Person.objects.create_user(f"{role}-{scope.value}", "a sentence to remember")
        within = {Scope.PROGRAMME, Scope.LINK}
        place = {"programme": self.programme} if scope in within else {"project": self.project}
        Membership.objects.create(person=person, role=role, **place)
        return person

    def named(self, parameters: tuple[str, ...], *, reachable: bool, **samples: object) -> dict[str, object]:
        """Values of the parameters in an address; ``samples`` gives those that the world doesn't know."""
        pairs: dict[str, tuple[object, object]] = {
            "project": (self.project.slug, self.far_project.slug),
            "programme": (self.programme.slug, self.far_programme.slug),
        }
        known = {name: pair[0 if reachable else 1] for name, pair in pairs.items()} | samples
        if "link" in parameters:
            known["link"] = self.link(reachable=reachable)
        return {name: known[name] for name in parameters}


def all_routes() -> list[Route]:
    return list(routes(get_resolver()))


def expected(action: str, role: Role | None, *, reachable: bool) -> int | None:
    """The status that a signed-in person with a role gets; None for being let through."""
    scope = SCOPES[action]
    roles = frozenset({role}) if role is not None and reachable else frozenset[Role]()
    if scope in SIGHT and not may(SIGHT[scope], roles):
        return 404
    return None if may(action, roles) else 403


def answers(route: Route, world: World, **samples: object) -> Iterator[tuple[str, int | None, int]]:
    """Who asks, what they should get (None: to be let through), and what they get."""
    scope = SCOPES.get(route.action, Scope.SIGNED_IN)
    places = (True, False) if scope in SIGHT else (True,)
    for reachable in places:
        where = "reachable" if reachable else "out of reach"
        address = _address(route, world, reachable=reachable, **samples)
        yield f"nobody, {where}", _nobody(route), _status(Client(), route, address)
        for role in Role if route.action != OPEN else ():
            client = Client()
            client.force_login(world.member(role, scope), backend="django.contrib.auth.backends.ModelBackend")
            address = _address(route, world, reachable=reachable, **samples)
            wanted = 404 if route.name in NOTHING_YET else expected(route.action, role, reachable=reachable)
            yield f"{role}, {where}", wanted, _status(client, route, address)
            Person.objects.all().delete()


def _address(route: Route, world: World, *, reachable: bool, **samples: object) -> str:
    """Made anew for each who asks: what one of them did may have removed what it named."""
    return reverse(route.name, kwargs=world.named(route.parameters, reachable=reachable, **samples))


def _nobody(route: Route) -> int | None:
    """What nobody gets: pages lead to sign-in, programs are told."""
    if route.action == OPEN:
        return NOBODY.get(route.name)
    return 401 if route.name.startswith("api:") else 302


def _status(client: Client, route: Route, address: str) -> int:
    """What an empty request gets."""
    answer = client.generic(route.method, address)
    if answer.streaming and "event-stream" not in answer.headers["Content-Type"]:
        b"".join(answer)
    return answer.status_code


def wrong(route: Route, world: World, **samples: object) -> list[str]:
    """Answers that aren't what the matrix says."""
    return [
        f"{route.method} {route.name} ({route.action}) as {who}: {got}, not {wanted or 'let through'}"
        for who, wanted, got in answers(route, world, **samples)
        if (got not in SERVED if wanted is None else got != wanted)
    ]
