"""What the finish becomes without the length of one node, for many nodes in one sweep.

The passes only take latest moments of things that come later when what they hang on does. So the finish without node
``a`` is the latest of what links that jump over ``a`` (in topological order) bring about by themselves, and of what
``a`` without its length does. What a link brings about depends on where it puts its successor alone: these placings
are asked once each ('requests'), however many nodes they are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from rechterhand.engine.network.arrays import FF, NONE, PLAIN, NetworkArrays
from rechterhand.engine.network.kernel import ClockArrays, as_finish, as_start, work_before
from rechterhand.engine.network.uncounted import uncounted
from rechterhand.engine.schedule.kernel import at_moment, shifted

Long = npt.NDArray[np.int64]
Short = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
Sides = npt.NDArray[np.int8]


class Requests(NamedTuple):
    """Placings of nodes, each asked once: ``(capacity,)`` each but for ``slot`` and ``latest``.

    Attributes
    ----------
    node, placing
        What is asked; a placing is one number: twice the start (w), plus one where work without length stands after a
        pause.
    earlier
        The request of the same node before this one, -1 at the last; ``latest``, ``(nodes,)``, has where to begin.
    first, after
        Each request's successors in ``child``: from ``first`` up to ``after``.
    child
        Requests that follow from others.
    slot
        Open addressing by placing: request numbers, -1 where free; a power of two long.
    """

    node: Short
    placing: Long
    earlier: Short
    first: Short
    after: Short
    child: Short
    slot: Short
    latest: Short


class Tables(NamedTuple):
    """The network as rows, so that one look fetches all of a node or link.

    Attributes
    ----------
    clock, head, tail, out
        As in ``NetworkArrays``.
    node
        ``(nodes, 7)``: CALENDAR, LENGTH, TARGET, LOW and TOP (bounds on the start, w), STAYS (at a finish),
        FLOOR_MOMENT.
    link
        ``(links, 5)``: INTO, TO, KIND, LAG, LAG_CALENDAR.
    """

    clock: ClockArrays
    head: Short
    tail: Short
    out: Short
    node: Long
    link: Long


CALENDAR, LENGTH, TARGET, LOW, TOP, STAYS, FLOOR_MOMENT = range(7)
INTO, TO, KIND, LAG, LAG_CALENDAR = range(5)


def tables_of(net: NetworkArrays) -> Tables:
    """The network with its planned durations as rows."""
    low = np.maximum(net.floor, net.finish_floor - net.duration)
    top = np.minimum(net.cap, net.finish_cap - net.duration)
    nodes = (net.calendar, net.duration, net.target, low, top, net.stays_at_finish, net.floor_moment)
    links = (net.into, net.to, net.kind, net.lag, net.lag_calendar)
    return Tables(net.clock, net.head, net.tail, net.out, _rows(nodes, len(low)), _rows(links, len(net.into)))


def _rows(columns: Sequence[npt.NDArray[Any]], count: int) -> Long:
    rows = np.empty((count, len(columns)), dtype=np.int64)
    for place, column in enumerate(columns):
        rows[:, place] = column
    return rows


@njit(cache=True, nogil=True, inline="always")
def ask(
    slot: Short, nodes: Short, placings: Long, earlier: Short, latest: Short, count: int, node: int, placing: int
) -> int:
    """The number of the request for a placing; ``count`` when it is new. The arrays are those of ``Requests``."""
    mask = slot.shape[0] - 1
    # neighbours in the order stay neighbours in memory
    mixed = np.uint64(placing) * np.uint64(0xD6E8FEB86659FD93)
    place = (node * 64 + np.int64(mixed >> np.uint64(53))) & mask
    while slot[place] >= 0:
        found = slot[place]
        if nodes[found] == node and placings[found] == placing:
            return found
        place = (place + 1) & mask
    slot[place] = count
    nodes[count], placings[count] = node, placing
    earlier[count] = latest[node]
    latest[node] = count
    return count


@njit(cache=True, nogil=True, inline="always")
def placed(clock: ClockArrays, rows: Long, node: int, begin: int, after_pause: bool) -> int:
    """The placing of a node that something puts at a start."""
    if begin > rows[node, TOP]:
        begin, after_pause = rows[node, TOP], False
    if rows[node, STAYS] != 0 and (rows[node, LENGTH] == 0 or rows[node, TARGET] != NONE):
        pause = as_finish(clock, rows[node, CALENDAR], begin)
        if after_pause or (begin == rows[node, LOW] and rows[node, FLOOR_MOMENT] > pause):
            return 2 * begin + (as_start(clock, rows[node, CALENDAR], begin) > pause)
    return 2 * begin


@njit(cache=True, nogil=True, inline="always")
def through(
    clock: ClockArrays, links: Long, link: int, lag: int, own: int, stands: tuple[int, int, int], rows: Long, after: int
) -> int:
    """The placing that a link alone gives its successor, ``after``.

    ``own`` is the predecessor's calendar, ``stands`` holds its start, finish and side.
    """
    start, finish, side = stands
    kind, lag_calendar, calendar = links[link, KIND], links[link, LAG_CALENDAR], rows[after, CALENDAR]
    by_finish = 1 - (kind & 1)
    begin = finish if by_finish else start
    if lag_calendar == PLAIN:
        begin += lag
        after_pause = (by_finish & side) == 0
    else:
        moment = shifted(clock, own, begin, (lag, lag_calendar), by_finish & side)
        begin = work_before(clock, calendar, moment)
        after_pause = rows[after, STAYS] != 0 and moment > as_finish(clock, calendar, begin)
    if kind >= FF:
        begin -= rows[after, LENGTH]
    return placed(clock, rows, after, begin, after_pause)


@njit(cache=True, nogil=True, inline="always")
def settled(rows: Long, node: int, placing: int) -> tuple[int, int, int]:
    """Start, finish and side of a node for a placing."""
    begin, target = placing >> 1, rows[node, TARGET]
    end = target if target >= begin else begin + rows[node, LENGTH]
    return begin, end, 1 if end > begin or (rows[node, STAYS] != 0 and placing & 1 == 0) else 0


@njit(cache=True, nogil=True)
def stand_alone(
    tables: Tables,
    bounds: tuple[Long, Long],
    dates: tuple[Long, Long, Sides],
    reached: Long,
    nodes: Long,
    out: tuple[Long, Long, Sides],
) -> None:
    """Start, finish and side of each wanted node without its length, all else being as in ``dates``.

    ``bounds`` has what binds their starts then; ``reached`` is where links put their anchor.
    """
    start, finish, side = dates
    rows, links, clock, head = tables.node, tables.link, tables.clock, tables.head
    low, top = bounds
    begins, ends, sides = out
    row = np.empty((1, rows.shape[1]), dtype=np.int64)
    for index in range(nodes.shape[0]):
        node = nodes[index]
        row[0] = rows[node]
        row[0, LENGTH], row[0, TARGET], row[0, LOW], row[0, TOP] = 0, NONE, low[index], top[index]
        latest = placed(clock, row, 0, low[index], False)
        for link in range(head[node], head[node + 1]):
            if row[0, STAYS] == 0:
                latest = max(latest, 2 * min(reached[link], row[0, TOP]))
                continue
            before = links[link, INTO]
            stands = (start[before], finish[before], int(side[before]))
            own = rows[before, CALENDAR]
            latest = max(latest, through(clock, links, link, links[link, LAG], own, stands, row, 0))
        begins[index], ends[index], sides[index] = settled(row, 0, latest)


@njit(cache=True, nogil=True)
def cross(
    tables: Tables, dates: tuple[Long, Long, Sides], reached: Long, bound: Long, nodes: Long, out: tuple[Long, ...]
) -> int:
    """List what jumps over wanted nodes and puts a node later than its bound: links, and dates of nodes themselves.

    ``nodes`` are the wanted ones, ascending; ``reached`` is where links put their anchor. Fills ``out``: the places in
    ``nodes`` that each speaks for (from, up to), node and placing. Returns how many there are.
    """
    start, finish, side = dates
    rows, links, clock, head = tables.node, tables.link, tables.clock, tables.head
    since, until, which, placings = out
    size = start.shape[0]
    begun = np.zeros(size + 1, dtype=np.int64)
    begun[nodes + 1] = 1
    for node in range(size):
        begun[node + 1] += begun[node]
    number = 0
    for node in range(size):
        here, least, low = begun[node], bound[node], rows[node, LOW]
        if here == 0:
            continue
        placing = placed(clock, rows, node, low, False) if 2 * low >= least - 1 else least
        if placing > least:
            since[number], until[number], which[number], placings[number] = 0, here, node, placing
            number += 1
        for link in range(head[node], head[node + 1]):
            before = links[link, INTO]
            from_here = begun[before + 1]
            begin = reached[link] - (rows[node, LENGTH] if links[link, KIND] >= FF else 0)
            if here > from_here and 2 * begin >= least - 1 and (rows[node, STAYS] or 2 * begin > least):
                stands = (start[before], finish[before], int(side[before]))
                own, lag = rows[before, CALENDAR], links[link, LAG]
                placing = through(clock, links, link, lag, own, stands, rows, node)
                if placing > least:
                    since[number], until[number], which[number], placings[number] = from_here, here, node, placing
                    number += 1
    return number


@uncounted
def cross_alone(
    tables: Tables,
    bound: Long,
    nodes: Long,
    alone: tuple[Long, Long, Sides],
    shares: Flags,
    number: int,
    out: tuple[Long, ...],
) -> int:
    """List what wanted nodes without their length (``alone``: start, finish, side) put later than its bound.

    ``shares`` marks links whose lag goes with their predecessor. Fills ``out`` on from ``number``, as ``cross`` does.
    """
    rows, links, clock, tail, links_out = tables.node, tables.link, tables.clock, tables.tail, tables.out
    since, until, which, placings = out
    for index in range(nodes.shape[0]):
        node = nodes[index]
        stands = (alone[0][index], alone[1][index], int(alone[2][index]))
        for place in range(tail[node], tail[node + 1]):
            link = links_out[place]
            after = links[link, TO]
            lag = 0 if shares[link] else links[link, LAG]
            placing = through(clock, links, link, lag, rows[node, CALENDAR], stands, rows, after)
            if placing > bound[after]:
                since[number], until[number], which[number], placings[number] = index, index + 1, after, placing
                number += 1
    return number


@uncounted
def ask_all(
    tables: Tables,
    now: tuple[Long, Flags],
    bound: Long,
    asked: tuple[Long, Long],
    requests: Requests,
    numbers: Long,
) -> int:
    """Ask for placings (``asked``: nodes, placings) and everything that follows from them, down to the finish.

    ``now`` holds the placing of each node as it is and marks those on a longest path: placed so or later, they bring
    about the finish as it is (nothing here brings about more), and nothing else needs to be asked (``first`` is -1
    then). Fills ``numbers`` with the requests of ``asked``. Returns how many requests there are; -1 when there is no
    room for them.
    """
    rows, links, clock, tail, out = tables.node, tables.link, tables.clock, tables.tail, tables.out
    placings, earlier, child = requests.placing, requests.earlier, requests.child
    firsts, afters, latest = requests.first, requests.after, requests.latest
    slot, nodes = requests.slot, requests.node
    is_now, known = now
    count, children, room = 0, 0, requests.node.shape[0]
    for index in range(numbers.shape[0]):
        if count >= room:
            return -1
        numbers[index] = ask(slot, nodes, placings, earlier, latest, count, asked[0][index], asked[1][index])
        count = max(count, numbers[index] + 1)
    for node in range(is_now.shape[0]):
        request = latest[node]
        if request < 0:
            continue
        own = rows[node, CALENDAR]
        while request >= 0:
            firsts[request] = children
            if known[node] and placings[request] >= is_now[node]:
                firsts[request] = -1
            else:
                if max(count, children) + tail[node + 1] - tail[node] > room:
                    return -1
                stands = settled(rows, node, placings[request])
                for place in range(tail[node], tail[node + 1]):
                    link = out[place]
                    after = links[link, TO]
                    placing = through(clock, links, link, links[link, LAG], own, stands, rows, after)
                    if placing > bound[after]:
                        child[children] = ask(slot, nodes, placings, earlier, latest, count, after, placing)
                        count = max(count, child[children] + 1)
                        children += 1
            afters[request] = children
            request = earlier[request]
    return count


@uncounted
def answer(tables: Tables, counts: Flags, requests: Requests, ends: tuple[int, int], out: Long) -> None:
    """What each request brings about: a moment, from the last node to the first.

    ``counts`` marks nodes whose finish counts and isn't fixed; ``ends`` holds the finish as it is and the least one of
    interest, given where a request brings about no more.
    """
    end, least = ends
    rows, clock, child = tables.node, tables.clock, requests.child
    placings, earlier, firsts, afters = requests.placing, requests.earlier, requests.first, requests.after
    for node in range(counts.shape[0] - 1, -1, -1):
        request = requests.latest[node]
        while request >= 0:
            latest = least
            if firsts[request] < 0:
                latest = end
            else:
                if counts[node]:
                    _, finish, side = settled(rows, node, placings[request])
                    latest = max(latest, at_moment(clock, rows[node, CALENDAR], finish, side))
                for place in range(firsts[request], afters[request]):
                    latest = max(latest, out[child[place]])
            out[request] = latest
            request = earlier[request]


@njit(cache=True, nogil=True)
def latest_over(since: Long, until: Long, moments: Long, order: Long, out: Long) -> None:
    """Raise ``out`` to the latest moment of the spans over each place; ``order`` has the spans, latest first."""
    following = np.arange(out.shape[0] + 1)
    for span in order:
        place = since[span]
        while True:
            while following[place] != place:
                following[place] = following[following[place]]
                place = following[place]
            if place >= until[span]:
                break
            out[place] = max(out[place], moments[span])
            following[place] = place + 1


@uncounted
def latest_before(ended: Long, counts: Flags, nodes: Long, out: Long) -> None:
    """Raise ``out`` to the latest finish that comes before each wanted node in the order."""
    latest = NONE
    place = 0
    for node in range(ended.shape[0]):
        if place < nodes.shape[0] and nodes[place] == node:
            out[place] = max(out[place], latest)
            place += 1
        if counts[node]:
            latest = max(latest, ended[node])
