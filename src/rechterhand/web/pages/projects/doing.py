"""Pages and actions of a project, each where it is allowed: lines of the command palette."""

from __future__ import annotations

from rechterhand.text import Message
from rechterhand.web.access.matrix import may
from rechterhand.web.access.roles import roles_in
from rechterhand.web.data.models import Person, Project
from rechterhand.web.look.shell import Link
from rechterhand.web.pages.links import to
from rechterhand.web.queries.versions import newest_number

DONE = (
    ("projects.tab.overview", "projects:overview", "project.see"),
    ("plans.verdict", "plans:verdict", "plan.see"),
    ("plans.gantt", "plans:gantt", "plan.see"),
    ("plans.sheet", "plans:sheet", "plan.see"),
    ("plans.versions", "plans:versions", "plan.see"),
    ("plans.uncertainty", "plans:uncertainty", "plan.uncertainty"),
    ("plans.what_if", "plans:what_if", "plan.scenario"),
    ("plans.upload", "plans:upload", "plan.upload"),
    ("projects.tab.people", "projects:people", "project.see"),
    ("projects.tab.history", "projects:history", "project.see"),
    ("projects.change", "projects:change", "project.change"),
)
"""Words, where they lead, and what one must be allowed to do."""
EXPORT = ("plans.export", "plans:export", "plan.export")


def things_to_do(person: Person, project: Project, text: str) -> list[Link]:
    """Those of which each typed word begins a word. Two statements."""
    roles = roles_in(person, project)
    found = [
        Link(Message.of(words), to(route, project=project.slug)) for words, route, action in DONE if may(action, roles)
    ]
    number = newest_number(project) if may(EXPORT[2], roles) else None
    if number is not None:
        found.append(Link(Message.of(EXPORT[0]), to(EXPORT[1], project=project.slug, number=number)))
    wanted = [f" {one}" for one in text.casefold().split()]
    return [one for one in found if one.url and all(word in f" {str(one).casefold()}" for word in wanted)]
