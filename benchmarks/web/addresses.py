"""Every page of the workbench, with who asks for it and about what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import get_resolver, reverse

from rechterhand.web.access.guard import OPEN
from rechterhand.web.access.matrix import SCOPES, Scope
from rechterhand.web.access.permissions import allowed
from rechterhand.web.access.routes import Route, routes
from rechterhand.web.data.models import Job, JobKind, Person, PlanVersion, Programme, Project, Scenario

STREAMS = ("work:events",)
"""Answers that never end."""
NOT_HERE = ("api:", "socialaccount_", "openid_connect_")
"""Routes for programs and for other servers."""
SIZES = (10_000, 3_000, 1_000, 500, 300)
KINDS = ("overseer-0", "pmo-0", "project_leader-0", "team_member-0", "administrator-0")
WORDS = ("aanbesteding", "migration", "kade+12", "P0100", "xyzzy")
LISTS = {
    "portfolio:list": ("", "sort=name", "sort=price", "sort=chance", "health=late&page=2", "q=haven", "show=timeline"),
    "projects:list": ("", "sort=health", "q=archief", "archived=1", "page=4"),
    "projects:search": tuple(f"q={one}" for one in WORDS),
    "projects:palette": tuple(f"q={one}" for one in WORDS),
    "administration:people": ("", "q=bos", "page=3"),
    "projects:history": ("", "page=2"),
}
"""What lists are asked for besides."""


@dataclass(frozen=True)
class Address:
    """A page of somebody; ``person`` None for who hasn't signed in.

    ``about_place`` says that it is about a project or programme which is there, so that it can be had.
    """

    route: str
    path: str
    person: Person | None
    about_place: bool


@dataclass
class Signed:
    """Sessions by person: signing in itself isn't measured."""

    known: dict[int, str] = field(default_factory=dict)

    def cookie(self, person: Person | None) -> str:
        """What a browser sends."""
        if person is None:
            return ""
        if person.pk not in self.known:
            store: Any = SessionStore()
            store[SESSION_KEY] = str(person.pk)
            store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[1]
            store[HASH_SESSION_KEY] = person.get_session_auth_hash()
            store.save()
            self.known[person.pk] = store.session_key
        return f"{settings.SESSION_COOKIE_NAME}={self.known[person.pk]}"


def pages() -> Iterator[Route]:
    """Routes that answer to GET with a page, a part of one or a file."""
    for route in routes(get_resolver()):
        if route.name not in STREAMS and not route.name.startswith(NOT_HERE) and route.method == "GET":
            yield route


def addresses(route: Route) -> Iterator[Address]:
    """A route with each of its objects, asked for by each kind of person that may."""
    for place, named in _places(route):
        for person in _people(route, place):
            for query in LISTS.get(route.name, ("",)):
                path = reverse(route.name, kwargs={name: named[name] for name in route.parameters})
                yield Address(route.name, f"{path}?{query}" if query else path, person, place is not None)


def _places(route: Route) -> Iterator[tuple[Project | Programme | None, dict[str, object]]]:
    scope = SCOPES.get(route.action)
    if scope is Scope.PROJECT:
        for project in large_and_small():
            named = _named(route, project)
            if None not in named.values():
                yield project, named
    elif scope is Scope.PROGRAMME:
        for programme in Programme.objects.order_by("pk")[:3]:
            yield programme, {"programme": programme.slug}
    elif set(route.parameters) <= {"uidb36", "key", "token", "provider_id"}:
        yield None, dict.fromkeys(route.parameters, "1")


def large_and_small() -> list[Project]:
    """A project with a plan of each size, and two of the demonstration's."""
    versions = PlanVersion.objects.filter(number__gt=1).select_related("project").order_by("project_id")
    found = [versions.filter(activities=size).first() for size in SIZES]
    found += [versions.exclude(activities__in=SIZES).first(), versions.exclude(activities__in=SIZES).last()]
    return [one.project for one in found if one is not None]


def _named(route: Route, project: Project) -> dict[str, object]:
    """What the addresses of a project name."""
    newest = PlanVersion.objects.filter(project=project).order_by("-number")
    jobs = Job.objects.filter(project=project)
    middle = project.activities.filter(is_summary=False).order_by("position")
    scenario = Scenario.objects.filter(project=project).first()
    compared = jobs.filter(kind=JobKind.COMPARE).first()
    kind = JobKind.EXPORT if route.name == "plans:exported" else JobKind.TRY
    job = jobs.filter(kind=kind).first()
    old = None if compared is None else PlanVersion.objects.get(pk=compared.work["old"]).number
    known = {
        "project": project.slug,
        "number": newest[0].number,
        "activity": middle[middle.count() // 2].activity_id,
        "scenario": None if scenario is None else scenario.pk,
        "job": None if job is None else job.pk,
        "old": old,
        "new": newest[0].number,
    }
    return {name: known[name] for name in route.parameters}


def _people(route: Route, place: Project | Programme | None) -> Iterator[Person | None]:
    """Nobody, where everybody may; else one of each kind that may, of a project the overseer and one of its people."""
    if route.action == OPEN:
        yield None
    people = [Person.objects.get(username=one) for one in KINDS]
    if isinstance(place, Project):
        people = [people[0], *Person.objects.filter(memberships__project=place).order_by("pk").distinct()]
    may = [one for one in people if route.action == OPEN or allowed(one, route.action, place)]
    yield from may[:2] if isinstance(place, Project) else may
