"""Where one is among the pages of a project."""

from __future__ import annotations

from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.access.matrix import may
from rechterhand.web.access.roles import roles_in
from rechterhand.web.data.models import Project
from rechterhand.web.look.shell import Link
from rechterhand.web.pages.links import to

TABS = (
    ("verdict", Message.of("plans.verdict")),
    ("gantt", Message.of("plans.gantt")),
    ("sheet", Message.of("plans.sheet")),
    ("versions", Message.of("plans.versions")),
    ("uncertainty", Message.of("plans.uncertainty")),
)
NEEDED = {"uncertainty": "plan.uncertainty"}
"""What one must be allowed to do for a part that not everybody who sees the plan may see."""


def crumbs(project: Project, here: Message | None = None) -> tuple[Link, ...]:
    """The way to a page of the plan; the project's own page where that is there."""
    plan = Link(Message.of("plans.plan"), "" if here is None else to("plans:verdict", project=project.slug))
    own = to("projects:overview", project=project.slug)
    above = (Link(project.name, own),) if own else ()
    return (*above, plan, *(() if here is None else (Link(here),)))


def activities_url(project: Project) -> str:
    """What stands before the number of an activity in its address: looked up once for a page that names hundreds."""
    return to("plans:activity", project=project.slug, activity=0).removesuffix("0/")


def tabs(request: Guarded, here: str) -> tuple[Link, ...]:
    """The parts of the plan that this person may see. One statement."""
    project = request.project
    roles = roles_in(request.user, project)
    return tuple(
        Link(name, "" if key == here else to(f"plans:{key}", project=project.slug))
        for key, name in TABS
        if key not in NEEDED or may(NEEDED[key], roles)
    )
