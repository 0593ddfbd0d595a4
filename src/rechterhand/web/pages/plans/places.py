"""Where one is among the pages of a project."""

from __future__ import annotations

from rechterhand.text import Message
from rechterhand.web.data.models import Project
from rechterhand.web.look.shell import Link
from rechterhand.web.pages.links import to

TABS = (
    ("verdict", Message.of("plans.verdict")),
    ("gantt", Message.of("plans.gantt")),
    ("sheet", Message.of("plans.sheet")),
    ("versions", Message.of("plans.versions")),
)


def crumbs(project: Project, here: Message | None = None) -> tuple[Link, ...]:
    """The way to a page of the plan; the project's own page where that is there."""
    plan = Link(Message.of("plans.plan"), "" if here is None else to("plans:verdict", project=project.slug))
    own = to("projects:overview", project=project.slug)
    above = (Link(project.name, own),) if own else ()
    return (*above, plan, *(() if here is None else (Link(here),)))


def activities_url(project: Project) -> str:
    """What stands before the number of an activity in its address: looked up once for a page that names hundreds."""
    return to("plans:activity", project=project.slug, activity=0).removesuffix("0/")


def tabs(project: Project, here: str) -> tuple[Link, ...]:
    """The parts of the plan."""
    return tuple(Link(name, "" if key == here else to(f"plans:{key}", project=project.slug)) for key, name in TABS)
