"""The critical and near-critical part as bars, with the spread of each finish and its price."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rechterhand.engine.schedule.result import NO_DATE, to_minute
from rechterhand.findings.bottleneck import Bottleneck
from rechterhand.reports.charts.axis import Axis
from rechterhand.reports.charts.svg import Look, element, label, line, picture, tag, tag_width
from rechterhand.reports.days import ends_work
from rechterhand.reports.headline import committed
from rechterhand.reports.remarks import WORTH, priced
from rechterhand.text import Language, Message, render
from rechterhand.text.plain import shorten
from rechterhand.text.writing import month, number, short_date
from rechterhand.verdict import Review

ROWS = 30


@dataclass(frozen=True)
class Wait:
    """Waiting time before a row, in a link: from when, and what it costs."""

    start: int
    price: float


@dataclass(frozen=True)
class Bar:
    """One row: where it runs, how far its finish spreads, how often it decides the end, and what it costs.

    What a link costs stands in ``wait`` of the row behind it, for it is no price of either row; what the date costs
    that holds the row in ``held``, for it is no price of the work. Where it ``ends`` work, midnight is the day before.
    """

    name: str
    start: int
    finish: int
    p10: int
    p90: int
    milestone: bool
    criticality: float
    price: float | None
    wait: Wait | None = None
    held: float | None = None
    ends: bool = True


@dataclass(frozen=True)
class Frame:
    """Measures of a picture; in a narrow one the name stands above its bar."""

    width: int
    row: int
    left: int
    right: int
    name: int
    beside: bool


FRAMES: dict[Look, Frame] = {
    "wide": Frame(width=920, row=24, left=300, right=70, name=44, beside=True),
    "narrow": Frame(width=340, row=40, left=4, right=62, name=46, beside=False),
}
TOP, BOTTOM = 34, 26


def shown_rows(review: Review) -> tuple[list[int], int]:
    """At most thirty unfinished rows, and how many more there are.

    Rows with a price come first, then the longest path, then what is most often critical; milestones last.
    """
    result, futures = review.schedule, review.simulation
    dear = {
        one.activity_ids[-1 if one.kind == "link" else 0]: review.prices.ranked(one)[0]
        for one in reversed(priced(review))
        if one.activity_ids
    }
    rows = [
        row
        for row, one in enumerate(review.plan.activities)
        if (futures.criticality[row] > 0 or one.id in dear) and result.early_finish[row] != NO_DATE and not one.finished
    ]

    def rank(row: int) -> tuple[float, bool, bool, float]:
        price = dear.get(review.plan.activities[row].id, 0.0)
        milestone = bool(result.remaining_start[row] == result.early_finish[row])
        return -price, milestone, not result.on_longest_path[row], -float(futures.criticality[row])

    rows.sort(key=rank)
    return rows[:ROWS], max(0, len(rows) - ROWS)


def bars(review: Review) -> list[Bar]:
    """The shown rows in order of their start."""
    result, futures = review.schedule, review.simulation
    found = [one for one in reversed(review.prices.bottlenecks) if one.activity_ids]
    prices = own_prices(review)
    waits = {one.activity_ids[-1]: _wait(one, review) for one in found if one.kind == "link"}
    helds = {one.activity_ids[0]: review.prices.ranked(one)[0] for one in found if one.kind == "constraint"}
    chosen, _ = shown_rows(review)
    chosen.sort(key=lambda row: (int(result.remaining_start[row]), int(result.early_finish[row])))
    return [
        Bar(
            name=review.plan.activities[row].name,
            start=int(result.remaining_start[row]),
            finish=int(result.early_finish[row]),
            p10=int(futures.finish_p10[row]),
            p90=int(futures.finish_p90[row]),
            milestone=bool(result.remaining_start[row] == result.early_finish[row]),
            criticality=float(futures.criticality[row]),
            price=worth(prices.get(review.plan.activities[row].id)),
            wait=waits.get(review.plan.activities[row].id),
            ends=ends_work(result.at(row), result.project_start),
            held=worth(helds.get(review.plan.activities[row].id)),
        )
        for row in chosen
    ]


def own_prices(review: Review) -> dict[int, float]:
    """By activity id: the price of its own work, or of paths that meet at it, the dearest; also inside another row.

    What is about several activities (a shortage, a risk, a chain, a calendar) is the price of none of them.
    """
    rows = [(one.kind, one.activity_ids, review.prices.ranked(one)[0]) for one in review.prices.bottlenecks]
    parts = [part for one in review.prices.bottlenecks for part in one.overlaps]
    rows += [(part.kind, part.activity_ids, part.price_days) for part in parts]
    found: dict[int, float] = {}
    for kind, ids, price in rows:
        own = kind == "merge" or (len(ids) == 1 and kind not in {"link", "constraint"})
        if own and ids:
            found[ids[0]] = max(price, found.get(ids[0], 0.0))
    return found


def worth(price: float | None) -> float | None:
    """The price, where it doesn't round to nought."""
    return None if price is None or price < WORTH else price


def _wait(one: Bottleneck, review: Review) -> Wait | None:
    """Where a link's waiting begins: where what it waits for finishes, or starts when the link counts from there."""
    row, price = review.schedule.position[one.activity_ids[0]], review.prices.ranked(one)[0]
    from_start = one.key.endswith((":SS", ":SF"))
    start = int((review.schedule.early_start if from_start else review.schedule.early_finish)[row])
    return None if start == NO_DATE or price < WORTH else Wait(start, price)


def gantt(rows: Sequence[Bar], review: Review, language: Language, look: Look) -> str:
    """Draw the bars, with the status date, the committed date and price tags."""
    frame = FRAMES[look]
    lines = _moments(review, language)
    shown = [minute for one in rows for minute in (one.start, one.finish, one.p10, one.p90) if minute != NO_DATE]
    low, high = min(shown), max(shown)
    near = [minute for minute, _, _ in lines if low - (high - low) / 4 <= minute <= high + (high - low) / 4]
    axis = Axis.over([*shown, *near], frame.left, frame.width - frame.right)
    height = TOP + frame.row * len(rows) + BOTTOM
    parts = [*_months(axis, height, language)]
    for place, (minute, words, look_of_line) in enumerate(lines):
        if minute in near:
            parts += _moment(axis, axis.place(minute), words, (height, place), look_of_line)
    for place, one in enumerate(rows):
        parts += _row(one, TOP + place * frame.row, axis, frame, language)
    title = render(Message.of("report.gantt.title"), language)
    return picture("".join(parts), (frame.width, height), title=title, key="gantt", look=look)


def _moments(review: Review, language: Language) -> list[tuple[int, str, str]]:
    """Moments that matter to every row: the status date and what was promised."""
    found = []
    if review.plan.status_date is not None:
        words = render(Message.of("report.status_date"), language)
        found.append((to_minute(review.plan.status_date), words, "status"))
    promise = committed(review)
    if promise is not None:
        found.append((to_minute(promise.moment), render(Message.of("report.committed"), language), "mark mark2"))
    return found


def _months(axis: Axis, height: int, language: Language) -> Iterator[str]:
    for place, day, whole in axis.ticks(room=80):
        yield line((place, TOP - 4), (place, height - BOTTOM + 4), "grid")
        yield label(
            (month if whole else short_date)(day, language),
            place,
            height - 8,
            anchor="start" if place < axis.left + 30 else "middle",
        )


def _moment(axis: Axis, at: float, words: str, where: tuple[int, int], look: str) -> Iterator[str]:
    height, place = where
    y = 11 + 14 * place
    right = at + 4 + 7 * len(words) > axis.right
    yield line((at, y + 3), (at, height - BOTTOM + 4), look)
    yield label(words, at - 4 if right else at + 4, y, anchor="end" if right else "start")


def _row(one: Bar, y: float, axis: Axis, frame: Frame, language: Language) -> Iterator[str]:
    name = shorten(one.name, frame.name)
    middle = y + (frame.row / 2 if frame.beside else frame.row - 12)
    if frame.beside:
        yield label(name, frame.left - 8, middle + 4, anchor="end")
    else:
        yield label(name, frame.left, y + 13, class_="label over")
    start, finish, low, high = (axis.place(minute) for minute in (one.start, one.finish, one.p10, one.p90))
    end = finish
    if NO_DATE not in {one.p10, one.p90}:
        wide = max(1.0, high - low)
        yield element("rect", x=round(low, 1), y=middle - 7, width=round(wide, 1), height=14, rx=2, class_="spread")
        end = max(finish, low + wide)
    if one.milestone:
        corners = f"{start:.1f},{middle - 6} {start + 6:.1f},{middle} {start:.1f},{middle + 6} {start - 6:.1f},{middle}"
        yield element("polygon", points=corners, class_="bar")
    else:
        length = round(max(2.0, finish - start), 1)
        yield element("rect", x=round(start, 1), y=middle - 4, width=length, height=8, class_="bar")
    free = start
    if one.wait is not None and one.wait.start < one.start:
        words, begin = number(one.wait.price, language, 1), max(axis.left, axis.place(one.wait.start))
        at = _beside(words, begin, start)
        free = min(begin, at)
        yield line((begin, middle), (start, middle), "wait")
        yield tag(words, at, middle)
    right = end + 8
    if one.price is not None:
        words = number(one.price, language, 1)
        yield tag(words, right, middle)
        right += tag_width(words) + 4
    if one.held is not None:
        words = number(one.held, language, 1)
        left = free - tag_width(words) - 6
        yield line((start - 3, middle - 9), (start - 3, middle + 9), "held")
        yield tag(words, left if left >= axis.left else right, middle)


def _beside(words: str, begin: float, end: float) -> float:
    """Where the price of a wait stands: on its line, or left of it where that is too short."""
    width = tag_width(words)
    return max(0.0, (begin + end - width) / 2 if end - begin >= width + 8 else begin - width - 4)
