"""What the doctor finds, each with how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rechterhand.text import Message

State = Literal["good", "warning", "wrong"]


@dataclass(frozen=True)
class Finding:
    """What was looked at, and how to mend it where something is wrong."""

    state: State
    told: Message
    mend: Message | None = None


def good(key: str, **values: str | int) -> Finding:
    """All is well."""
    return Finding("good", Message.of(f"doctor.{key}", **values))


def bad(key: str, state: State = "wrong", **values: str | int) -> Finding:
    """Something is wrong; how to mend it stands under the same key with '.mend'."""
    return Finding(state, Message.of(f"doctor.{key}", **values), Message.of(f"doctor.{key}.mend"))


def words(error: Exception) -> str:
    """What an error says, on one line."""
    return (" ".join(str(error).split()) or type(error).__name__)[:200]
