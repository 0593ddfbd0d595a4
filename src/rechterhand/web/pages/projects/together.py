"""The part of a programme's page on its projects together: the joint forecast, the links, and prices for all."""

from __future__ import annotations

from typing import Any

from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.access.permissions import allowed
from rechterhand.web.data.models import JobState
from rechterhand.web.data.models.job import OPEN
from rechterhand.web.look.say import language
from rechterhand.web.look.table import columns
from rechterhand.web.pages.projects.waiting_picture import waiting_picture
from rechterhand.web.pages.work.told import progress_of
from rechterhand.web.queries.project_links import projects_to_link
from rechterhand.web.queries.together import Together, together

FORECAST = (
    (Message.of("records.column.project"), "", ""),
    (Message.of("projects.together.alone"), "short", ""),
    (Message.of("projects.together.together"), "short", ""),
    (Message.of("projects.together.later"), "digits", ""),
    (Message.of("projects.committed"), "short", ""),
    (Message.of("projects.together.chance"), "digits", ""),
    (Message.of("projects.together.waits_for"), "", ""),
)
LINKS = (
    (Message.of("projects.link.from"), "", ""),
    (Message.of("projects.link.type"), "", ""),
    (Message.of("projects.link.to"), "", ""),
    (Message.of("projects.link.costs"), "digits", ""),
    (Message.of("projects.link.late"), "digits", ""),
    (Message.of("projects.link.do"), "", ""),
)


def shown_together(request: Guarded) -> dict[str, Any]:
    """What the page takes."""
    found = together(request.user, request.programme, language())
    job = found.job
    may_review = allowed(request.user, "programme.review", request.programme)
    runs = job is not None and job.state in OPEN
    heads = [Message.of("projects.together.bottleneck"), *(one.name for one in found.lines)]
    shown = [one for one in found.links if one.link.before.is_visible or one.link.after.is_visible]
    return {
        "joint": found,
        "shown_links": shown,
        "hidden_links": len(found.links) - len(shown),
        "joint_run": progress_of(job, request.user, reviews=may_review) if job is not None and runs else None,
        "joint_failed": job if job is not None and job.state == JobState.FAILED else None,
        "may_review": may_review,
        "may_link": projects_to_link(request.user, request.programme).count() > 1,
        "forecast_columns": columns(request.GET, *FORECAST),
        "link_columns": columns(request.GET, *LINKS),
        "matrix_columns": columns(request.GET, *_heads(found)),
        "names": heads[1:],
        "waits": [one for look in ("wide", "narrow") if (one := waiting_picture(found, look))],
    }


def _heads(found: Together) -> tuple[tuple[Any, str, str], ...]:
    """One column a project, and one for the end of the programme for who may know it."""
    projects = [(one.name, "digits", "") for one in found.lines]
    end = [(Message.of("projects.together.end"), "digits", "")] if found.end is not None else []
    return ((Message.of("projects.together.bottleneck"), "", ""), *projects, *end)
