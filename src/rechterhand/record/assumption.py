"""Something taken as given without proof, always named in the result."""

from __future__ import annotations

from dataclasses import dataclass

from rechterhand.text import Message


@dataclass(frozen=True, slots=True)
class Assumption:
    """``key`` is for machines, ``text`` for people; ``loud`` ones decide the verdict and are told before others."""

    key: str
    text: Message
    loud: bool = False
