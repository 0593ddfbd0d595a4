"""The error family: what is wrong, where, and what to do about it.

One class per thing a caller can do about it. The command line turns each into exit code 2, an API into a status.
"""

from __future__ import annotations

from collections.abc import Mapping

from rechterhand.text import Message


class RechterhandError(Exception):
    """Something a user can act on.

    ``code`` is for machines and never changes; ``message`` says what, ``where`` names file, row and field,
    ``hint`` says what to do. Where several things are wrong at once, ``problems`` tells each.
    """

    code = "error"

    def __init__(
        self,
        message: Message,
        *,
        where: Mapping[str, str | int] | None = None,
        hint: Message | None = None,
        problems: tuple[Message, ...] = (),
    ) -> None:
        super().__init__(message.key)
        self.message = message
        self.where: dict[str, str | int] = dict(where or {})
        self.hint = hint
        self.problems = problems

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.message, self.where, self.hint, self.problems))

    def __str__(self) -> str:
        from rechterhand.text import render  # noqa: PLC0415 - cold path: babel is loaded only to show it

        parts = [render(self.message, "en")]
        if self.where:
            parts.append("(" + ", ".join(f"{name}: {value}" for name, value in self.where.items()) + ")")
        parts += [render(one, "en") for one in self.problems]
        if self.hint:
            parts.append(render(self.hint, "en"))
        return " ".join(parts)


def _rebuild(
    cls: type[RechterhandError],
    message: Message,
    where: dict[str, str | int],
    hint: Message | None,
    problems: tuple[Message, ...],
) -> RechterhandError:
    return cls(message, where=where, hint=hint, problems=problems)


class UnreadableFile(RechterhandError):
    """The file is damaged, empty, or not what its name says."""

    code = "unreadable_file"


class UnknownFormat(RechterhandError):
    """No reader knows this kind of file."""

    code = "unknown_format"


class MissingFile(RechterhandError):
    """The file isn't there or may not be opened."""

    code = "missing_file"


class PasswordNeeded(RechterhandError):
    """The file is protected and no password was given."""

    code = "password_needed"


class PasswordRefused(RechterhandError):
    """The password is wrong, or can't be used for this kind of file."""

    code = "password_refused"


def megabytes(size: int) -> float:
    """Of so many bytes, rounded up: what is too large never reads as what is allowed."""
    return -(-size * 10 // 2**20) / 10


class TooLarge(RechterhandError):
    """Reading would take more memory or bytes than is allowed."""

    code = "too_large"


class TookTooLong(RechterhandError):
    """The time limit ran out."""

    code = "took_too_long"


class NotConfined(RechterhandError):
    """The reader can't be confined here and the installation demands it."""

    code = "not_confined"


class BadPlan(RechterhandError):
    """The file was read, yet its content can't be scheduled (a loop of links, a calendar without working time)."""

    code = "bad_plan"


class LoopedPlan(BadPlan):
    """Links run in a loop, so that no date can be computed: one of them has to go."""


class BadInput(RechterhandError):
    """An option, mapping file or other input of the user doesn't fit."""

    code = "bad_input"


class NothingToDo(RechterhandError):
    """The plan has no work left to schedule or simulate."""

    code = "nothing_to_do"


class Unexpected(RechterhandError):
    """The program itself made a mistake; the user can report it, and go on with other plans."""

    code = "unexpected"


class NoTable(RechterhandError):
    """A table without a header row that a plan would have, or without tasks beneath it."""

    code = "no_table"
