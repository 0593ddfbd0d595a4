"""What surrounds every page: a context processor that says where one can go, who one is, and where one is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.urls import reverse as strictly

from rechterhand.text import Message
from rechterhand.web.data.models import Person
from rechterhand.web.look.shell import Link, Shell

PLACES = (("portfolio", "portfolio:list"), ("projects", "projects:list"))
"""The navigation: areas with their first page; administrators have one more."""
ADMINISTRATION = ("administration", "administration:people")


def frame(request: HttpRequest) -> dict[str, Any]:
    """The shell of the page: navigation and palette of who has signed in, and the language for everybody."""
    person = getattr(request, "user", None)
    shell = _of(person, request) if isinstance(person, Person) and person.is_authenticated else _of_nobody()
    return {"shell": shell}


def _of(person: Person, request: HttpRequest) -> Shell:
    match = request.resolver_match
    links = {name: _place(name, route) for name, route in (*PLACES, *((ADMINISTRATION,) * person.is_administrator))}
    links = {name: link for name, link in links.items() if link.url}
    here = links.get(match.namespace if match else "")
    places = tuple(links.values())
    return Shell(
        places=places,
        area=here.url if here else "",
        home=reverse("start:home"),
        palette=((Message.of("frame.go"), places),),
        palette_url=reverse("projects:palette"),
        events_url=reverse("work:events"),
        person=str(person),
        menu=() if person.is_guest else (Link(Message.of("frame.account"), reverse("account_change_password")),),
        language_url=reverse("start:language"),
        sign_out_url="" if person.is_guest else reverse("account_logout"),
        foot=_foot(),
        keep_url=reverse("start:keep") if person.is_guest else "",
        throw_away_url=reverse("start:throw_away") if person.is_guest else "",
    )


def _of_nobody() -> Shell:
    return Shell(
        home=reverse("start:home"),
        language_url=reverse("start:language"),
        sign_in_url=reverse("account_login"),
        foot=_foot(),
    )


def _place(name: str, route: str) -> Link:
    return Link(Message.of(f"frame.{name}"), reverse(route))


def _foot() -> tuple[Link, ...]:
    return (Link(Message.of("frame.limits"), reverse("start:limits")),)


def reverse(route: str, **named: object) -> str:
    """The address of a route; nothing for one of an area that is not there."""
    try:
        return strictly(route, kwargs=named)
    except NoReverseMatch:
        return ""
