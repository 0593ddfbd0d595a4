"""A plan as read ↔ compressed JSON, exactly: what comes back equals what went in."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import msgspec

from rechterhand.engine.futures.own_forms import in_order
from rechterhand.intake import Reading
from rechterhand.intake.canonical import decoded, encoded, plain, tagged
from rechterhand.record.activity import ThreePoint
from rechterhand.text import Message


class _PointsOf(msgspec.Struct):
    id: int
    duration_minutes: int | None = None
    three_point: ThreePoint | None = None


class _Day(msgspec.Struct):
    minutes_per_day: int


class _PlanOf(msgspec.Struct):
    activities: tuple[_PointsOf, ...]
    options: _Day


class _KeptOf(msgspec.Struct):
    plan: _PlanOf


class _OptionsOf(msgspec.Struct):
    options: _Day


class _LengthOf(msgspec.Struct):
    plan: _OptionsOf


_LENGTH = msgspec.json.Decoder(_LengthOf)
_POINTS = msgspec.json.Decoder(_KeptOf)


def promising(reading: Reading, day: date | None) -> Reading:
    """The reading of a plan for the whole of which this day was promised elsewhere; the plan's own without one."""
    moment = None if day is None else datetime.combine(day, time.min)
    return replace(reading, plan=replace(reading.plan, promised=moment))


def packed(reading: Reading) -> bytes:
    """The reading, without its timings, as compressed JSON: the same reading gives the same bytes."""
    return gzip.compress(encoded(reading), compresslevel=6, mtime=0)


def unpacked(data: bytes) -> Reading:
    """The reading that was packed."""
    return decoded(gzip.decompress(data))


def three_points(data: bytes) -> dict[int, tuple[float, float, float]]:
    """Low, likely and high of the activities of which the file has them, in working days of the plan, without reading
    the rest of it. The futures are drawn by the same points (``engine/futures/own_forms.py``).
    """
    kept = _POINTS.decode(gzip.decompress(data))
    day = kept.plan.options.minutes_per_day
    told = ((one.id, in_order(one.three_point, one.duration_minutes)) for one in kept.plan.activities)
    known = ((key, points) for key, points in told if points is not None)
    return {key: (low / day, likely / day, high / day) for key, (low, likely, high) in known}


def minutes_per_day(data: bytes) -> int:
    """How long a working day of the plan is, without reading the rest of it."""
    return _LENGTH.decode(gzip.decompress(data)).plan.options.minutes_per_day


def packed_message(message: Message) -> Any:
    """A message as plain JSON values, to be rendered later in the reader's language."""
    return tagged(message)


def unpacked_message(data: Any) -> Message:
    """The message that was packed."""
    made = plain(data)
    if not isinstance(made, Message):
        raise TypeError("no message")
    return made
