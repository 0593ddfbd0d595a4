"""Tasks that were begun or done without a date of their own: their start follows from those they waited for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from graphlib import CycleError, TopologicalSorter

from rechterhand.intake.tables.first_day import FIRST_DAY, FirstDay
from rechterhand.intake.tables.outline import Outline
from rechterhand.intake.tables.progress import Progress
from rechterhand.intake.tables.spans import When
from rechterhand.intake.tables.worktime import before, minutes_between, moved, next_work
from rechterhand.record.link import LagUnit, Link, LinkType

_Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Scene:
    """The tasks by place, what ties them, and the days that bound what is done.

    ``status`` is the status date.
    """

    whens: Sequence[When]
    kinds: Sequence[str]
    ids: Sequence[int]
    links: Sequence[Link]
    tree: Outline
    first: FirstDay
    status: datetime | None


@dataclass(frozen=True, slots=True)
class Begun:
    """When tasks that waited for none began; before when work must lie that was counted back; None without any such."""

    start: datetime | None = None
    until: datetime | None = None


def date_begun(made: Sequence[Progress], scene: Scene) -> Begun:
    """Give a start, and a finish where they are done, to those that lack both.

    The start is what the links ask: the finish of those before it, with its lag. A task that waited for none began
    with the plan. Nothing that is done lies after the status date: what would is counted back from it. ``derived``
    says by which way each was found.
    """
    open_ = [place for place, one in enumerate(made) if one.undated]
    if not open_:
        return Begun()
    walk = _Walk(made, scene)
    anchor, limit = _anchor(walk, open_)
    spans = walk.spans(anchor)
    for place in open_:
        one, (start, finish) = made[place], spans[place]
        one.start, one.derived = start, walk.ways[place]
        one.finish = finish if one.percent == 100 else None
        if one.derived == "plan" and limit is not None:
            one.derived = "back"
    return Begun(anchor, limit or scene.status)


def _anchor(walk: _Walk, open_: Sequence[int]) -> tuple[datetime, datetime | None]:
    """When tasks that waited for none began, and the day before which their work lies where that was counted back."""
    first, status = walk.scene.first, walk.scene.status
    limit = status if status is not None and first.moment >= status else None
    limit = first.moment if limit is None and first.bounds_what_is_done else limit
    if limit is None:
        return first.moment, None
    walk.limited = False
    spans = walk.spans(FIRST_DAY)
    walk.limited = True
    last = max(walk.until(place, spans[place][0]) for place in open_)
    return before(limit, minutes_between(FIRST_DAY, last)), limit


class _Walk:
    """Goes through all tasks, each after those it waits for, and says when each begins and ends."""

    def __init__(self, made: Sequence[Progress], scene: Scene) -> None:
        self.made, self.scene = made, scene
        self.limited = True
        self.ways: dict[int, str] = {}
        self._place = {key: number for number, key in enumerate(scene.ids)}
        self._into: dict[int, list[Link]] = {}
        for one in scene.links:
            self._into.setdefault(self._place[one.successor_id], []).append(one)
        self._children: dict[int, list[int]] = {}
        for place, parent in enumerate(scene.tree.parents):
            if parent is not None:
                self._children.setdefault(parent, []).append(place)
        self._order = self._sorted()

    def _sorted(self) -> Sequence[int]:
        graph = {
            place: {*self._children.get(place, ()), *(self._place[one.predecessor_id] for one in self._waits(place))}
            for place in range(len(self.made))
        }
        try:
            return tuple(TopologicalSorter(graph).static_order())
        except CycleError:
            return range(len(self.made))

    def _waits(self, place: int) -> list[Link]:
        """Links into a task and into all it hangs under; of a summary none, since it ends with what it holds."""
        found: list[Link] = []
        up: int | None = None if place in self._children else place
        while up is not None:
            found += self._into.get(up, ())
            up = self.scene.tree.parents[up]
        return found

    def spans(self, anchor: datetime) -> Mapping[int, _Span]:
        """Start and finish by place, when what waits for nothing begins at ``anchor``."""
        found: dict[int, _Span] = {}
        for place in self._order:
            inside = [found[one] for one in self._children.get(place, ()) if one in found]
            if inside:
                found[place] = (min(one[0] for one in inside), max(one[1] for one in inside))
            else:
                found[place] = self._span(place, found, anchor)
        return found

    def _span(self, place: int, found: Mapping[int, _Span], anchor: datetime) -> _Span:
        done, when = self.made[place], self.scene.whens[place]
        start, finish = done.start or when.start, done.finish or when.finish
        if start is None and finish is not None:
            start = self._moved(finish, -(when.minutes or 0), place)
        if start is None:
            start, self.ways[place] = self._asked(place, found, anchor)
        if finish is None:
            finish = self._moved(start, when.minutes or 0, place)
        return self._bounded(place, start, finish) if done.undated and self.limited else (start, finish)

    def _asked(self, place: int, found: Mapping[int, _Span], anchor: datetime) -> tuple[datetime, str]:
        """The latest of what links ask, else when the plan begins."""
        bounds = []
        for one in self._waits(place):
            span = found.get(self._place[one.predecessor_id])
            if span is not None:
                bounds.append(self._bound(one, span, place))
        if not bounds:
            return anchor, "plan"
        bound = max(bounds)
        return bound if self.scene.whens[place].milestone else next_work(bound, self.scene.kinds[place]), "links"

    def _bound(self, link: Link, span: _Span, place: int) -> datetime:
        from_ = span[1] if link.type in {LinkType.FS, LinkType.FF} else span[0]
        at = self._lagged(link, from_)
        if link.type in {LinkType.FS, LinkType.SS}:
            return at
        return self._moved(at, -(self.scene.whens[place].minutes or 0), place)

    def _lagged(self, link: Link, moment: datetime) -> datetime:
        before_ = self._place[link.predecessor_id]
        share = round((link.lag_percent or 0) / 100 * (self.scene.whens[before_].minutes or 0))
        minutes = link.lag_minutes + share
        return moved(moment, minutes, elapsed=link.lag_unit in {LagUnit.ELAPSED, LagUnit.ELAPSED_PERCENT})

    def until(self, place: int, start: datetime) -> datetime:
        """Up to when the work that is done lasts from a start."""
        return self._moved(start, self._worked(place), place)

    def _worked(self, place: int) -> int:
        return round((self.scene.whens[place].minutes or 0) * (self.made[place].percent or 0) / 100)

    def _bounded(self, place: int, start: datetime, finish: datetime) -> _Span:
        """What is done lies before the status date: it took less time then, or began earlier than links say."""
        status = self.scene.status
        if status is None:
            return start, finish
        if start > status or (start == status and self._worked(place)):
            start, self.ways[place] = self._moved(status, -self._worked(place), place), "back"
        return start, min(finish, status) if self.made[place].percent == 100 else finish

    def _moved(self, moment: datetime, minutes: int, place: int) -> datetime:
        """So much work later, or earlier where negative."""
        return moved(moment, minutes, self.scene.kinds[place], elapsed=self.scene.whens[place].elapsed)
