"""What was tried of a plan's ways out, each set once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rechterhand.remedies.judge import Judge, Worth, applied
from rechterhand.remedies.pool import Effort, Proposed


@dataclass(frozen=True, slots=True, eq=False)
class Tried:
    """A way in its strongest form with what that brings on the first futures, and its milder forms."""

    proposed: Proposed
    worth: Worth
    milder: tuple[Proposed, ...]

    @property
    def days(self) -> float:
        """What it brings."""
        return self.worth.gain.p80


class Trials:
    """Simulates sets of ways on the first futures of a plan (fewer of them where people are counted), or on all."""

    def __init__(self, judge: Judge, effort: Effort) -> None:
        self.judge = judge if judge.iterations <= effort.told else judge.first(effort.told)
        self.first = judge.first(effort.futures)
        self.few = judge.first(min(effort.people, effort.futures))
        self.count = 0
        self._known: dict[tuple[int, bool, frozenset[tuple[str, str]]], Worth | None] = {}

    def by_first(self, ways: Sequence[Proposed]) -> Worth | None:
        """What ways bring together on the first futures; None where they can't be planned."""
        few = any(one.way.with_people for one in ways)
        return self._worth(self.few if few else self.first, ways, with_people=few)

    def by_all(self, ways: Sequence[Proposed], *, with_people: bool | None = None) -> Worth | None:
        """What they bring on all that are told; with people also where none of them asks for it."""
        few = any(one.way.with_people for one in ways) if with_people is None else with_people
        return self._worth(self.judge, ways, with_people=few)

    def _worth(self, judge: Judge, ways: Sequence[Proposed], *, with_people: bool) -> Worth | None:
        name = (id(judge), with_people, frozenset((one.key, one.way.degree) for one in ways))
        if name not in self._known:
            self.count += 1
            case = applied(judge.case, tuple(one.way for one in ways))
            eases = all(one.way.eases for one in ways)
            self._known[name] = judge.worth(case, with_people=with_people, eases=eases)
        return self._known[name]

    def known(self, forms: Iterable[tuple[str, str]], *, with_people: bool) -> Worth | None:
        """What was told of ways by their keys and degrees; None where that wasn't simulated."""
        return self._known.get((id(self.judge), with_people, frozenset(forms)))

    def strongest(self, forms: Sequence[Proposed]) -> Tried | None:
        """A way in the first of its forms, by itself."""
        worth = self.by_first(forms[:1])
        return None if worth is None else Tried(forms[0], worth, tuple(forms[1:]))


def by_key(proposed: Sequence[Proposed]) -> dict[str, list[Proposed]]:
    """The forms of each way, strongest first."""
    found: dict[str, list[Proposed]] = {}
    for one in proposed:
        found.setdefault(one.key, []).append(one)
    return found
