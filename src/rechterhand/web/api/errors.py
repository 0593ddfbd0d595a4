"""What the API itself refuses, one class per thing a caller can do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rechterhand.errors import RechterhandError
from rechterhand.text import Message
from rechterhand.web.actions.errors import Conflict, Unfit
from rechterhand.web.data.models import TokenScope


class Unreadable(RechterhandError):
    """A body that isn't JSON."""

    code = "unreadable"

    def __init__(self) -> None:
        super().__init__(Message.of("api.unreadable"), hint=Message.of("api.unreadable.hint"))


class NotUnderstood(Unfit):
    """Parameters or a body of another form; ``fields`` tells of each."""

    code = "not_understood"


class RevisionNeeded(RechterhandError):
    """A change without the revision that was seen."""

    code = "revision_needed"

    def __init__(self) -> None:
        super().__init__(Message.of("api.revision_needed"), hint=Message.of("api.revision_needed.hint"))


class Outdated(Conflict):
    """Another revision holds than the one that was named; both versions come along."""


class ScopeMissing(RechterhandError):
    """The token isn't good for this."""

    code = "scope_missing"

    def __init__(self, needed: TokenScope, held: Sequence[str]) -> None:
        super().__init__(
            Message.of("api.scope_missing"),
            where={"needed": needed.value, "held": ", ".join(held)},
            hint=Message.of("api.scope_missing.hint"),
        )


class TokenRefused(RechterhandError):
    """A token that isn't ours, was withdrawn, or has expired."""

    code = "token_refused"

    def __init__(self) -> None:
        super().__init__(Message.of("api.token_refused"), hint=Message.of("api.token_refused.hint"))

    @property
    def headers(self) -> Mapping[str, str]:
        """What programs look for."""
        return {"WWW-Authenticate": 'Bearer error="invalid_token"'}


class Forged(RechterhandError):
    """A browser's session without the token of its forms: another site may have sent it."""

    code = "csrf"

    def __init__(self) -> None:
        super().__init__(Message.of("api.csrf"), hint=Message.of("api.csrf.hint"))


class NotFresh(RechterhandError):
    """A browser's session in which nobody said lately who they are; a token was made by somebody who did."""

    code = "not_fresh"

    def __init__(self) -> None:
        super().__init__(Message.of("api.not_fresh"), hint=Message.of("api.not_fresh.hint"))


class TooOften(RechterhandError):
    """More requests than are taken in a minute."""

    code = "too_often"

    def __init__(self, seconds: int, most: int) -> None:
        super().__init__(Message.of("api.too_often", most=most), hint=Message.of("api.too_often.hint", count=seconds))
        self.seconds = seconds

    @property
    def headers(self) -> Mapping[str, str]:
        """When to come back."""
        return {"Retry-After": str(self.seconds)}


class NotReviewed(RechterhandError):
    """The version is there, its verdict isn't yet."""

    code = "not_reviewed"

    def __init__(self) -> None:
        super().__init__(Message.of("records.not_reviewed"), hint=Message.of("api.not_reviewed.hint"))


class NotTried(RechterhandError):
    """The trial is there, what comes of it isn't yet."""

    code = "not_tried"

    def __init__(self) -> None:
        super().__init__(Message.of("records.not_tried"), hint=Message.of("api.not_tried.hint"))


class NotCompared(RechterhandError):
    """Both versions are there, their comparison isn't yet."""

    code = "not_compared"

    def __init__(self) -> None:
        super().__init__(Message.of("api.not_compared"), hint=Message.of("api.not_compared.hint"))


class NotNewest(RechterhandError):
    """Rows are kept of the newest version alone; ``newest`` is its number."""

    code = "not_newest"

    def __init__(self, newest: int) -> None:
        super().__init__(
            Message.of("api.not_newest"),
            where={"newest": newest},
            hint=Message.of("api.not_newest.hint", version=str(newest)),
        )
