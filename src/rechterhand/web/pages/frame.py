"""What surrounds every page: a context processor that says where one can go, who one is, and where one is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from rechterhand.text import Message
from rechterhand.web.data.models import Person, Project
from rechterhand.web.look.shell import Link, Shell
from rechterhand.web.pages.links import to
from rechterhand.web.queries.demonstration import role_of

PLACES = (("portfolio", "portfolio:list"), ("projects", "projects:list"))
"""The navigation: areas with their first page; administrators have one more."""
ACT = "#do:"
"""What begins the address of a line of the palette that does something on the page itself."""
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
    apart = person.is_guest or person.is_demonstration
    return Shell(
        places=places,
        area=here.url if here else "",
        home=to("start:home"),
        palette=(
            (Message.of("frame.go"), (*places, *_foot())),
            (Message.of("frame.do"), (_new(), *(() if apart else _own()), *_acts(person))),
        ),
        palette_url=_palette(request),
        events_url=to("work:events"),
        person=str(person),
        menu=() if apart else _own(),
        language_url=to("start:language"),
        sign_out_url="" if person.is_guest else to("account_logout"),
        foot=_foot(),
        role=role_of(person) if person.is_demonstration else "",
        other_url=to("start:look_around") if person.is_demonstration else "",
        remove_url=to("start:remove_demonstration") if person.is_demonstration else "",
        keep_url=to("start:keep") if person.is_guest else "",
        throw_away_url=to("start:throw_away") if person.is_guest else "",
    )


def _new() -> Link:
    return Link(Message.of("projects.new"), to("projects:new"))


def _own() -> tuple[Link, ...]:
    return (
        Link(Message.of("frame.account"), to("account:own")),
        Link(Message.of("frame.tokens"), to("account:tokens")),
    )


def _palette(request: HttpRequest) -> str:
    """Where the palette asks for more; of a project that the page is about, its pages and actions too."""
    address, project = to("projects:palette"), getattr(request, "project", None)
    return f"{address}?project={project.slug}" if address and isinstance(project, Project) else address


def _acts(person: Person) -> tuple[Link, ...]:
    """What the menu of the page does, for the palette: ``parts/palette.ts`` presses its buttons."""
    told = [("look.theme.dark", "theme:dark"), ("look.theme.light", "theme:light")]
    told += [("look.language.nl", "language:nl"), ("look.language.en", "language:en")]
    if not person.is_guest:
        told.append(("look.sign_out", "sign-out"))
    hints = {"theme": Message.of("look.theme"), "language": Message.of("look.language")}
    return tuple(Link(Message.of(name), f"{ACT}{act}", hints.get(act.partition(":")[0], "")) for name, act in told)


def _of_nobody() -> Shell:
    return Shell(
        home=to("start:home"),
        language_url=to("start:language"),
        sign_in_url=to("account_login"),
        foot=_foot(),
    )


def _place(name: str, route: str) -> Link:
    return Link(Message.of(f"frame.{name}"), to(route))


def _foot() -> tuple[Link, ...]:
    return (
        Link(Message.of("frame.limits"), to("start:limits")),
        Link(Message.of("frame.api"), to("api:reference")),
    )
