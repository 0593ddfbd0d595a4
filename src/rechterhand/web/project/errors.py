"""The one table of errors: which status each gets; pages and the API show them from here."""

from __future__ import annotations

from dataclasses import dataclass, field

from rechterhand import errors as core
from rechterhand.errors import RechterhandError
from rechterhand.text import Language, render
from rechterhand.web.actions import errors as actions
from rechterhand.web.project.errors_of_serving import NotReachable

STATUS: tuple[tuple[type[RechterhandError], int], ...] = (
    (core.TooLarge, 413),
    (core.UnknownFormat, 415),
    (core.TookTooLong, 422),
    (core.NotConfined, 503),
    (NotReachable, 503),
    (actions.NotThere, 404),
    (actions.Conflict, 409),
    (actions.Taken, 409),
    (actions.InUse, 409),
    (actions.TooLate, 409),
    (core.Unexpected, 500),
    (actions.NotThere, 404),
    (actions.Conflict, 409),
    (actions.InUse, 409),
    (actions.TooLate, 409),
    (actions.Taken, 409),
    (core.RechterhandError, 422),
)
"""Later rows are more general: the first that fits counts."""

TEMPLATE = "problem.html"


@dataclass(frozen=True)
class Problem:
    """An error as people and programs read it (RFC 9457)."""

    status: int
    code: str
    title: str
    hint: str = ""
    where: dict[str, str | int] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    def document(self) -> dict[str, object]:
        """The body of ``application/problem+json``."""
        found: dict[str, object] = {
            "type": "about:blank",
            "status": self.status,
            "title": self.title,
            "code": self.code,
        }
        rest = {"detail": self.hint, "where": self.where, "problems": list(self.problems)}
        return found | {name: value for name, value in rest.items() if value}


def status_of(error: RechterhandError) -> int:
    """The status of an error: the first row of the table that fits."""
    return next(status for kind, status in STATUS if isinstance(error, kind))


def problem(error: RechterhandError, language: Language) -> Problem:
    """An error in the reader's language."""
    return Problem(
        status=status_of(error),
        code=error.code,
        title=render(error.message, language),
        hint=render(error.hint, language) if error.hint else "",
        where=dict(error.where),
        problems=tuple(render(each, language) for each in error.problems),
    )
