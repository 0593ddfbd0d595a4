"""What GanttProject's file says and MPXJ leaves: links of tasks below a summary, notes, and what has no place here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import iterparse

from rechterhand.sandbox.doubts import Doubts

_KINDS = {"1": "SS", "2": "FS", "3": "FF", "4": "SF"}
_TASKS = re.compile(rb"<tasks\b([^>]*?)(/?)>")
_LEFT = {"previous-task": "start", "vacation": "start"}
"""Elements that nothing is made of, with the attribute that serves as an example: earlier versions, days off."""


def complete(path: Path) -> None:
    """Give a file of GanttProject the empty list of columns without which MPXJ can't read it."""
    if path.suffix.lower() != ".gan":
        return
    data = path.read_bytes()
    found = _TASKS.search(data)
    if found is None or b"<taskproperties" in data:
        return
    end = b"</tasks>" if found.group(2) else b""
    whole = b"<tasks" + found.group(1) + b"><taskproperties/>" + end
    path.write_bytes(data[: found.start()] + whole + data[found.end() :])


def told(path: Path) -> dict[str, Any]:
    """Links (predecessor, successor, type, lag in days), notes by task, and ``doubts`` as other formats have them.

    Tasks are numbered as MPXJ does: one more than in the file, where they begin at nought.
    """
    seen = _Seen()
    with suppress(ParseError):  # MPXJ has read the file
        for event, element in iterparse(path, events=("start", "end")):
            seen.take(event, element)
    return {"links": seen.links(), "notes": seen.notes, "doubts": seen.found.told()}


class _Seen:
    """The tasks that are open, and what was found in them."""

    def __init__(self) -> None:
        self.found = Doubts()
        self.notes: dict[int, str] = {}
        self._open: list[Mapping[str, str]] = []
        self._ids: set[str] = set()
        self._depends: list[tuple[str, Mapping[str, str]]] = []

    def take(self, event: str, element: Element) -> None:
        """Look at an element at its start and at its end."""
        row = dict(element.attrib)
        if element.tag == "task" and event == "start":
            self._open.append(row)
            self._ids.add(row.get("id", ""))
            if row.get("cost-calculated") == "false" and row.get("cost-manual-value") not in {None, "0", "0.0"}:
                self.found.add("GAN.task.cost-manual-value", "unknown", row["cost-manual-value"])
        elif element.tag == "task":
            self._open.pop()
            element.clear()
        elif event == "end" and element.tag in _LEFT:
            self.found.add(f"GAN.{element.tag}", "unknown", row.get(_LEFT[element.tag], "–"))
        elif event == "end" and self._open and element.tag == "depend":
            self._depends.append((self._open[-1].get("id", ""), row))
        elif event == "end" and self._open and element.tag == "notes" and (text := (element.text or "").strip()):
            with suppress(ValueError):
                self.notes[int(self._open[-1].get("id", "")) + 1] = text

    def links(self) -> list[tuple[int, int, str, float]]:
        """All links between tasks of the file; what can't be understood of them is noted."""
        made = []
        for before, row in self._depends:
            after, kind, place = row.get("id", ""), row.get("type", "2"), f"(id {before})"
            if after not in self._ids or not (before.isdecimal() and after.isdecimal()):
                self.found.add("GAN.depend.id", "reference", f"{after} {place}")
                continue
            if kind not in _KINDS:
                self.found.add("GAN.depend.type", "choice", f"{kind} {place}")
            made.append((int(before) + 1, int(after) + 1, _KINDS.get(kind, "FS"), float(row.get("difference") or 0)))
        return made
