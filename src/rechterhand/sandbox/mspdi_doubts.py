"""What Microsoft Project's XML says that isn't understood: unreadable figures and dates, choices, links to nothing,
elements nobody knows.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from pathlib import Path

from rechterhand.sandbox.doubts import Doubts, is_date, vocabulary, words

_BESIDE = re.compile(rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->", re.DOTALL)
_ELEMENT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)[\s/>]")
_TIMEPHASED_BASELINE = re.compile(r"f4040[0-9a-f]{2}")
_DURATION = re.compile(rb"-?P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?:[\d.]+H)?(?:[\d.]+M)?(?:[\d.]+S)?)?")
_LINK = re.compile(rb"<(?:\w+:)?PredecessorLink>(.*?)</(?:\w+:)?PredecessorLink>", re.DOTALL)
_TASK = re.compile(rb"<(?:\w+:)?Task>.*?<(?:\w+:)?UID>\s*(\d+)", re.DOTALL)
_CALENDAR = re.compile(rb"<(?:\w+:)?Calendar>.*?<(?:\w+:)?UID>\s*(\d+)", re.DOTALL)
_CALENDAR_USED = re.compile(rb"<(?:\w+:)?CalendarUID>\s*(-?\d+)\s*</")
_ID = re.compile(rb"<(?:\w+:)?ID>\s*(\d+)")
_TYPES = frozenset({b"0", b"1", b"2", b"3"})
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def doubts(path: Path) -> list[tuple[str, str, int, str]]:
    """Look through the text of the file.

    Parameters
    ----------
    path
        Microsoft Project's XML.
    """
    data = path.read_bytes()
    if data.startswith(_WIDE):
        data = data.decode("utf-16", "replace").encode()
    if b"<![CDATA[" in data or b"<!--" in data:
        data = _BESIDE.sub(b"", data)
    found = Doubts()
    _elements(data, found)
    _values(data, found)
    _links(data, found)
    _calendars(data, found)
    return found.told()


def _elements(data: bytes, found: Doubts) -> None:
    known = words(vocabulary("mspdi")["elements"]) | words(vocabulary("mspdi")["views"])
    for raw, count in Counter(_ELEMENT.findall(data)).items():
        name = raw.decode("ascii", "replace")
        if name not in known and not _TIMEPHASED_BASELINE.fullmatch(name):
            first = re.search(rb"<(?:\w+:)?" + re.escape(raw) + rb"(?:\s[^>]*)?>([^<]*)", data)
            found.add(f"MSPDI.{name}", "unknown", _text(first.group(1)) if first else name, count)


def _values(data: bytes, found: Doubts) -> None:
    known = vocabulary("mspdi")
    choices = {name: words(told) for name, told in known["choices"].items()}
    kinds = dict.fromkeys(words(known["dates"]), "date") | dict.fromkeys(words(known["durations"]), "number")
    kinds |= dict.fromkeys(choices, "choice")
    wanted = re.compile(rb"<(?:\w+:)?(" + b"|".join(one.encode() for one in sorted(kinds)) + rb")>([^<]*)</")
    for (raw, value), count in Counter(wanted.findall(data)).items():
        name, text = raw.decode("ascii"), _text(value)
        if text and not _is_good(kinds[name], text, choices.get(name, frozenset())):
            place = data.find(raw + b">" + value)
            found.add(f"MSPDI.{name}", kinds[name], _told(text, data, place), count)


def _is_good(kind: str, text: str, choices: frozenset[str]) -> bool:
    if kind == "date":
        return is_date(text)
    return _DURATION.fullmatch(text.encode()) is not None if kind == "number" else text in choices


def _links(data: bytes, found: Doubts) -> None:
    tasks = set(_TASK.findall(data))
    for link in _LINK.finditer(data):
        before, kind = _child(b"PredecessorUID", link.group(1)), _child(b"Type", link.group(1))
        if before not in tasks:
            elsewhere = _child(b"CrossProjectName", link.group(1))
            found.add("MSPDI.PredecessorUID", "reference", _told(_text(elsewhere or before), data, link.start()))
        if kind and kind not in _TYPES:
            found.add("MSPDI.PredecessorLink.Type", "choice", _told(_text(kind), data, link.start()))


def _calendars(data: bytes, found: Doubts) -> None:
    """Where the file has no calendar at all the standard one is taken, and that is told as such.

    Microsoft Project writes resources with the number of a calendar that it leaves out: only the project's and the
    tasks' own are looked at, which stand before the resources.
    """
    there = {*_CALENDAR.findall(data), b"-1"}
    last = data.find(b"<Resources>")
    uses = _CALENDAR_USED.finditer(data, 0, len(data) if last < 0 else last)
    for use in uses if len(there) > 1 else ():
        if use.group(1) not in there:
            found.add("MSPDI.CalendarUID", "reference", _told(_text(use.group(1)), data, use.start()))


def _child(name: bytes, inside: bytes) -> bytes:
    found = re.search(rb"<(?:\w+:)?" + name + rb">\s*([^<]*?)\s*</", inside)
    return found.group(1) if found else b""


def _told(text: str, data: bytes, place: int) -> str:
    """The value, with the row number of the task in which it stands; names may be people's."""
    begin = max(data.rfind(b"<Task>", 0, place), data.rfind(b":Task>", 0, place))
    row = _ID.search(data, begin, place) if begin >= 0 and data.rfind(b"Task>", 0, place) < begin + 6 else None
    return f"{text} (ID {_text(row.group(1))})" if row else text


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").strip()
