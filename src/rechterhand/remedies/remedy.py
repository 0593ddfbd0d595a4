"""What a remedy declares, and one way out: a remedy with concrete parameters on concrete activities."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rechterhand.remedies.case import Case
from rechterhand.text import Message

if TYPE_CHECKING:
    from rechterhand.remedies.sight import Sight

Thing = tuple[str, int | str]
"""Something that a way out changes: ('activity', 12), ('risk', 'R3') …"""


@dataclass(frozen=True, slots=True)
class Way:
    """One way out.

    ``title`` says what is done, ``effect`` what that is taken to change in the plan, ``side`` what comes with it.
    ``target`` is the thing it works on: of ways of one remedy with the same target only one is chosen (milder and
    stronger forms). ``kind`` and ``about`` say which kind of bottleneck it answers, at which activities; ``risk`` at
    which risk. ``touches`` is what it changes: ways that change the same thing don't go together. ``cost`` is money in
    the plan's currency, None where no rate is known. ``with_people`` marks what only shows with people; ``eases`` that
    everything done before can still be done, so that no future may come out later. ``weight`` orders ways for
    screening: about how many working days it may bring. ``last`` marks what makes other activities, so that it comes
    after all that changes those of the plan.
    """

    target: Thing
    degree: str
    title: Message
    effect: Message
    side: Message
    kind: str
    about: frozenset[int]
    touches: frozenset[Thing]
    apply: Callable[[Case], Case]
    cost: float | None = None
    weight: float = 1.0
    risk: str | None = None
    with_people: bool = False
    eases: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True)
class Remedy:
    """Proposes the ways of one kind; the remedy's key is the file's name.

    ``answers`` are the kinds of bottlenecks that it helps with, ``technique`` the page of the toolbox that tells how
    people do it together.
    """

    answers: tuple[str, ...]
    technique: str
    propose: Callable[[Sight], Iterable[Way]]
