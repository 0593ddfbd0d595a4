"""What an action can refuse, one class per thing a caller can do about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from rechterhand.errors import RechterhandError
from rechterhand.text import Message


class Conflict(RechterhandError):
    """Somebody else changed it meanwhile. ``yours`` and ``theirs`` have the values of both; ``revision`` is theirs.

    ``by`` and ``at`` say who that was and when, where history knows it.
    """

    code = "conflict"

    def __init__(
        self,
        yours: Mapping[str, object],
        theirs: Mapping[str, object],
        revision: int,
        *,
        by: str = "",
        at: datetime | None = None,
    ) -> None:
        super().__init__(Message.of("records.conflict"), hint=Message.of("records.conflict.hint"))
        self.by, self.at = by, at
        self.yours, self.theirs, self.revision = dict(yours), dict(theirs), revision


class Unfit(RechterhandError):
    """Values that don't fit; ``fields`` tells for each field what is wrong with it."""

    code = "unfit"

    def __init__(self, fields: Mapping[str, list[Message]]) -> None:
        told = [one for each in fields.values() for one in each]
        super().__init__(Message.of("records.unfit"), where={"fields": ", ".join(fields)}, problems=tuple(told))
        self.fields = dict(fields)


class Taken(RechterhandError):
    """Another one has that name, or it is already so."""

    code = "taken"


class BeyondRights(RechterhandError):
    """A role with rights that one hasn't got there oneself."""

    code = "beyond_rights"


class InUse(RechterhandError):
    """Something still hangs on it."""

    code = "in_use"


class ForAdministrators(RechterhandError):
    """This installation leaves it to its administrators."""

    code = "for_administrators"


class NotThere(RechterhandError):
    """It isn't there, or not any more."""

    code = "not_there"

    def __init__(self) -> None:
        super().__init__(Message.of("records.not_there"))


class TooLate(RechterhandError):
    """It has gone too far for that: what is done can't be cancelled, what runs can't be retried."""

    code = "too_late"


class TooMuch(RechterhandError):
    """More than one person may have waiting; what runs has to end first."""

    code = "too_much"
