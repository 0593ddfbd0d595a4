"""The one table of errors: which status each gets; pages and the API show them from here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rechterhand import errors as core
from rechterhand.errors import RechterhandError
from rechterhand.text import Language, Message, render
from rechterhand.web.access.guard import SecondFactorMissing
from rechterhand.web.actions import errors as actions
from rechterhand.web.api import errors as api
from rechterhand.web.bridge.storage import FileGone
from rechterhand.web.project.errors_of_serving import Forged, NotReachable

STATUS: tuple[tuple[type[RechterhandError], int], ...] = (
    (core.TooLarge, 413),
    (core.UnknownFormat, 415),
    (core.TookTooLong, 422),
    (core.NotConfined, 503),
    (NotReachable, 503),
    (SecondFactorMissing, 403),
    (Forged, 403),
    (api.Unreadable, 400),
    (api.TokenRefused, 401),
    (api.ScopeMissing, 403),
    (api.Forged, 403),
    (api.NotFresh, 403),
    (api.NotReviewed, 404),
    (api.NotCompared, 404),
    (api.NotTried, 404),
    (api.NotNewest, 409),
    (api.Outdated, 412),
    (api.RevisionNeeded, 428),
    (api.TooOften, 429),
    (actions.ForAdministrators, 403),
    (actions.NotThere, 404),
    (actions.Conflict, 409),
    (actions.BeyondRights, 403),
    (actions.Taken, 409),
    (actions.InUse, 409),
    (actions.TooLate, 409),
    (actions.TooMuch, 429),
    (core.Unexpected, 500),
    (FileGone, 500),
    (core.RechterhandError, 422),
)
"""Later rows are more general: the first that fits counts."""

TITLES = {
    400: Message.of("workbench.http.400"),
    401: Message.of("workbench.http.401"),
    403: Message.of("workbench.http.403"),
    404: Message.of("workbench.http.404"),
    405: Message.of("workbench.http.405"),
    409: Message.of("workbench.http.409"),
    412: Message.of("workbench.http.412"),
    413: Message.of("workbench.http.413"),
    415: Message.of("workbench.http.415"),
    422: Message.of("workbench.http.422"),
    428: Message.of("workbench.http.428"),
    429: Message.of("workbench.http.429"),
    500: Message.of("workbench.http.500"),
    503: Message.of("workbench.http.503"),
}
"""What a status says."""
PLAINLY = {
    400: ("bad_request", Message.of("workbench.http.400.hint")),
    401: ("not_signed_in", Message.of("workbench.http.401.hint")),
    403: ("not_allowed", Message.of("workbench.http.403.hint")),
    404: ("not_found", Message.of("workbench.http.404.hint")),
    405: ("other_method", Message.of("workbench.http.405.hint")),
    429: ("too_often", Message.of("workbench.http.429.hint")),
    500: ("unexpected", Message.of("workbench.http.500.hint")),
}
"""Code and advice where Django itself refuses."""

AWAY = {
    "database_away": (Message.of("workbench.database_away"), Message.of("workbench.database_away.hint")),
    "busy": (Message.of("workbench.busy"), Message.of("workbench.busy.hint")),
}
"""What keeps the workbench from answering for the moment."""
TRY_AFTER = 5
"""Seconds after which to ask again."""

TEMPLATE = "problem.html"


@dataclass(frozen=True)
class Problem:
    """An error as people and programs read it (RFC 9457). ``kind`` is what its status says, ``title`` what is wrong.

    ``fields`` tells what is wrong with each field; ``more`` is for programs alone. ``request_id`` finds it in the log.
    """

    status: int
    code: str
    title: str
    kind: str = ""
    hint: str = ""
    where: dict[str, str | int] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    fields: dict[str, list[str]] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    request_id: str = ""

    def document(self) -> dict[str, Any]:
        """The body of ``application/problem+json``."""
        found: dict[str, Any] = {
            "type": "about:blank",
            "title": self.kind or self.title,
            "status": self.status,
            "detail": self.title,
            "code": self.code,
        }
        rest = {
            "hint": self.hint,
            "where": self.where,
            "problems": list(self.problems),
            "fields": self.fields,
            "request_id": self.request_id,
        }
        return found | {name: value for name, value in rest.items() if value} | self.more


def status_of(error: RechterhandError) -> int:
    """The status of an error: the first row of the table that fits."""
    return next(status for kind, status in STATUS if isinstance(error, kind))


def problem(error: RechterhandError, language: Language) -> Problem:
    """An error in the reader's language."""
    status = status_of(error)
    fields = error.fields if isinstance(error, actions.Unfit) else {}
    more: dict[str, Any] = {}
    if isinstance(error, actions.Conflict):
        more = {"yours": error.yours, "theirs": error.theirs, "revision": error.revision}
        more |= {"changed_by": error.by} if error.by else {}
        more |= {"changed_at": error.at.isoformat()} if error.at else {}
    return Problem(
        status=status,
        code=error.code,
        title=render(error.message, language),
        kind=render(TITLES[status], language),
        hint=render(error.hint, language) if error.hint else "",
        where=dict(error.where),
        problems=tuple(render(each, language) for each in error.problems),
        fields={name: [render(each, language) for each in all_of_it] for name, all_of_it in fields.items()},
        more=more,
        headers=getattr(error, "headers", {}),
    )


def refused(status: int, language: Language) -> Problem:
    """What Django itself refuses: bad requests, what isn't there, mistakes."""
    code, hint = PLAINLY[status]
    title = render(TITLES[status], language)
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    return Problem(status=status, code=code, title=title, kind=title, hint=render(hint, language), headers=headers)


def unavailable(code: str, language: Language) -> Problem:
    """What can't be answered for the moment, through no fault of who asks."""
    title, hint = (render(each, language) for each in AWAY[code])
    kind = render(TITLES[503], language)
    return Problem(status=503, code=code, title=title, kind=kind, hint=hint, headers={"Retry-After": str(TRY_AFTER)})
