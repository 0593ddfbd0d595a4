"""What stands on every page of a project or programme: where one is, its parts, and what one may do there."""

from __future__ import annotations

from typing import Any

from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.access.matrix import PROGRAMME, PROJECT, may
from rechterhand.web.access.roles import roles_in
from rechterhand.web.data.models import Programme, Project
from rechterhand.web.look.shell import Link
from rechterhand.web.pages.links import to

TABS = (
    ("overview", "projects:overview", Message.of("projects.tab.overview")),
    ("verdict", "plans:verdict", Message.of("projects.tab.plan")),
    ("versions", "plans:versions", Message.of("projects.tab.versions")),
    ("people", "projects:people", Message.of("projects.tab.people")),
    ("history", "projects:history", Message.of("projects.tab.history")),
)
PROGRAMME_TABS = (
    ("programme", "projects:programme", Message.of("projects.tab.overview")),
    ("people", "projects:programme_people", Message.of("projects.tab.people")),
    ("history", "projects:programme_history", Message.of("projects.tab.history")),
)


def of_project(request: Guarded, here: str = "", leaf: Message | None = None) -> dict[str, Any]:
    """``here`` is the part that is shown; ``leaf`` a page below the project that is none of its parts."""
    project = request.project
    links = ((name, to(route, project=project.slug), told) for name, route, told in TABS)
    home = to("projects:overview", project=project.slug)
    programme = project.programme
    above = [Link(Message.of("projects.title"), to("projects:list"))]
    if programme is not None:
        above.append(Link(programme.name, to("projects:programme", programme=programme.slug)))
    return {
        "project": project,
        "tabs": tuple(Link(told, "" if name == here else url) for name, url, told in links if url),
        "crumbs": (*above, Link(project.name, home if leaf else ""), *((Link(leaf),) if leaf else ())),
        "may": _allowed(request, project, tuple(PROJECT)),
    }


def of_programme(request: Guarded, here: str = "", leaf: Message | None = None) -> dict[str, Any]:
    """The same of a programme."""
    programme = request.programme
    links = ((name, to(route, programme=programme.slug), told) for name, route, told in PROGRAMME_TABS)
    home = to("projects:programme", programme=programme.slug)
    above = Link(Message.of("projects.title"), to("projects:list"))
    return {
        "programme": programme,
        "tabs": tuple(Link(told, "" if name == here else url) for name, url, told in links if url),
        "crumbs": (above, Link(programme.name, home if leaf else ""), *((Link(leaf),) if leaf else ())),
        "may": _allowed(request, programme, tuple(PROGRAMME)),
    }


def _allowed(request: Guarded, place: Project | Programme, actions: tuple[str, ...]) -> dict[str, bool]:
    """What templates ask: ``may.project_change``. One statement."""
    roles = roles_in(request.user, place)
    return {one.replace(".", "_"): may(one, roles) for one in actions}
