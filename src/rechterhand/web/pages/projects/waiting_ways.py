"""Where boxes stand and how lines run between them: from side to side, round every box, each in a lane of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

HIGH, GAP, TOP = 40.0, 22.0, 10.0
WIDEST, NARROWEST, CHANNEL, FURTHEST = 190.0, 120.0, 84.0, 190.0
"""Of a box, and of the room for lines between two columns."""
APART, CLEAR, EDGE = 7.0, 6.0, 1.0
"""Between two lanes, between a lane and a box, and between the outermost boxes and the edge."""

Pair: TypeAlias = tuple[str, str]
Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A project: its column, and where it stands."""

    column: int
    x: float
    y: float
    wide: float

    @property
    def right(self) -> float:
        """Its right side."""
        return self.x + self.wide

    def touches(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether it and a rectangle lie over each other."""
        return self.x < right and left < self.right and self.y < bottom and top < self.y + HIGH


@dataclass(frozen=True, slots=True)
class Ways:
    """The boxes by name, the points of each line, and the size of it all."""

    boxes: Mapping[str, Box]
    lines: Mapping[Pair, Sequence[Point]]
    width: float
    height: float


@dataclass(slots=True)
class _Trip:
    """A line on its way: its ports, the channels that it turns in, and the lane between them where it needs one."""

    pair: Pair
    start: Point
    end: Point
    first: int
    last: int
    lane: float | None = None
    turns: dict[int, float] = field(default_factory=dict)

    def upright(self) -> list[tuple[int, float, float]]:
        """Its vertical parts: in which channel, from where to where."""
        if self.lane is None:
            return [(self.first, self.start[1], self.end[1])]
        return [(self.first, self.start[1], self.lane), (self.last, self.lane, self.end[1])]

    def points(self) -> list[Point]:
        """All its corners."""
        at = self.turns[self.first]
        found = [self.start, (at, self.start[1])]
        if self.lane is None:
            return [*found, (at, self.end[1]), self.end]
        after = self.turns[self.last]
        return [*found, (at, self.lane), (after, self.lane), (after, self.end[1]), self.end]


def ways(pairs: Iterable[Pair], width: float) -> Ways:
    """Boxes in the order of waiting, and lines that cross none of them."""
    every = [one for one in pairs if one[0] != one[1]]
    boxes = _boxes(every, width)
    trips = _trips(every, boxes)
    lanes = _lanes(trips, boxes)
    _turns(trips, boxes)
    lines = {one.pair: one.points() for one in trips}
    low = max([one.y + HIGH for one in boxes.values()] + lanes) + TOP
    high = min([one.y for one in boxes.values()] + lanes) - TOP
    left = min((x for line in lines.values() for x, _ in line), default=EDGE)
    shift = (max(0.0, EDGE + APART - left) if left < EDGE else 0.0, -high)
    moved = {name: Box(one.column, one.x + shift[0], one.y + shift[1], one.wide) for name, one in boxes.items()}
    shifted = {pair: [(x + shift[0], y + shift[1]) for x, y in line] for pair, line in lines.items()}
    right = max([one.right for one in moved.values()] + [x for line in shifted.values() for x, _ in line]) + EDGE
    return Ways(moved, shifted, right, low - high)


def levels(pairs: Sequence[Pair]) -> dict[str, int]:
    """The column of each project: one further than all that it waits for; projects that wait for each other stop it."""
    names = list(dict.fromkeys(name for pair in pairs for name in pair))
    level = dict.fromkeys(names, 0)
    for _ in names:
        for before, after in pairs:
            level[after] = min(max(level[after], level[before] + 1), len(names) - 1)
    used = sorted(set(level.values()))
    return {name: used.index(one) for name, one in level.items()}


def _boxes(pairs: Sequence[Pair], width: float) -> dict[str, Box]:
    level = levels(pairs)
    count = max(level.values()) + 1
    wide = min(WIDEST, max(NARROWEST, (width - 2 * EDGE - (count - 1) * CHANNEL) / count))
    room = (width - 2 * EDGE - count * wide) / max(1, count - 1)
    step = wide + min(FURTHEST, max(CHANNEL, room))
    rows = {one: [name for name in level if level[name] == one] for one in range(count)}
    most = max(len(one) for one in rows.values())
    return {
        name: Box(column, EDGE + column * step, TOP + (at + (most - len(names)) / 2) * (HIGH + GAP), wide)
        for column, names in rows.items()
        for at, name in enumerate(names)
    }


def _trips(pairs: Sequence[Pair], boxes: Mapping[str, Box]) -> list[_Trip]:
    """Lines leave at the right and arrive at the left, in the order of where they go to or come from."""
    starts, ends = dict[Pair, Point](), dict[Pair, Point]()
    for name, box in boxes.items():
        for side, x, found in ((0, box.right, starts), (1, box.x, ends)):
            mine = sorted((one for one in pairs if one[side] == name), key=lambda one: boxes[one[1 - side]].y)
            for at, one in enumerate(mine, 1):
                found[one] = (x, box.y + HIGH * at / (len(mine) + 1))
    return [_Trip(one, starts[one], ends[one], boxes[one[0]].column, boxes[one[1]].column - 1) for one in pairs]


def _lanes(trips: Sequence[_Trip], boxes: Mapping[str, Box]) -> list[float]:
    """A lane for each line that goes past a column: the nearest one that is free of boxes and of other lines."""
    taken = list[tuple[int, int, float]]()
    for one in trips:
        if one.first == one.last:
            continue
        first, last = sorted((one.first, one.last))
        past = [box for box in boxes.values() if first < box.column <= last]
        own = sum((one.start[1], one.end[1])) / 2
        one.lane = min(
            (y for y in _candidates(boxes) if _is_free(y, past, taken, (first, last))),
            key=lambda y: (abs(y - one.start[1]) + abs(y - one.end[1]), abs(y - own)),
        )
        taken.append((first, last, one.lane))
    return [one for *_, one in taken]


def _candidates(boxes: Mapping[str, Box]) -> list[float]:
    """From above all boxes to below them."""
    low, high = min(one.y for one in boxes.values()), max(one.y for one in boxes.values()) + HIGH
    beyond = CLEAR + APART * len(boxes) ** 2
    return [low - beyond + APART / 2 * at for at in range(int((high - low + 2 * beyond) / (APART / 2)) + 1)]


def _is_free(y: float, past: Sequence[Box], taken: Sequence[tuple[int, int, float]], span: tuple[int, int]) -> bool:
    if any(one.y - CLEAR < y < one.y + HIGH + CLEAR for one in past):
        return False
    return not any(abs(y - lane) < APART and first <= span[1] and span[0] <= last for first, last, lane in taken)


def _turns(trips: Sequence[_Trip], boxes: Mapping[str, Box]) -> None:
    """In each channel every line has its own place to turn; what goes down turns the later the higher it began."""
    columns = {one.column: one for one in boxes.values()}
    channels: dict[int, list[tuple[_Trip, float, float]]] = defaultdict(list)
    for one in trips:
        for channel, top, bottom in one.upright():
            channels[channel].append((one, top, bottom))
    for channel, found in channels.items():
        found.sort(key=lambda each: (each[2] < each[1], -each[1] if each[2] >= each[1] else each[1]))
        before, after = columns.get(channel), columns.get(channel + 1)
        left = before.right if before else (after.x if after else 0.0) - APART * (len(found) + 1)
        right = after.x if after else left + APART * (len(found) + 1)
        for at, (one, _, _) in enumerate(found, 1):
            one.turns[channel] = left + (right - left) * at / (len(found) + 1)


def tag_place(line: Sequence[Point], wide: float, boxes: Iterable[Box], tags: Sequence[Point]) -> Point:
    """The middle of a price tag on a line: over no box and no other tag, where there is such a place."""
    stand = list(boxes)
    parts = sorted(pairwise(line), key=lambda each: -abs(each[1][0] - each[0][0]) - abs(each[1][1] - each[0][1]))
    places = [
        (x1 + (x2 - x1) * share, y1 + (y2 - y1) * share)
        for (x1, y1), (x2, y2) in parts
        for share in (0.5, 0.3, 0.7, 0.15, 0.85)
    ]

    def is_free(at: Point) -> bool:
        x, y = at
        if any(one.touches(x - wide / 2 - 2, y - 11, x + wide / 2 + 2, y + 11) for one in stand):
            return False
        return not any(abs(x - left) < wide + 2 and abs(y - top) < 22 for left, top in tags)

    return next((one for one in places if is_free(one)), places[0])
