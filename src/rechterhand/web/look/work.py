"""Long work as pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from rechterhand.web.look.say import Words

JobState: TypeAlias = Literal["waiting", "running", "done", "failed", "cancelled"]


@dataclass(frozen=True)
class Progress:
    """A job: how far it is (None while nobody knows), in words too, and where it can be stopped or seen afterwards."""

    job: str
    name: Words
    state: JobState
    words: Words
    share: float | None = None
    cancel_url: str = ""
    again_url: str = ""
