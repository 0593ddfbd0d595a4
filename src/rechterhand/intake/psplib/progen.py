"""Reads PSPLIB's own form (.sm, .mm), as the generator ProGen writes it, inside the worker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rechterhand import errors
from rechterhand.intake.psplib.numbers import LARGEST, MOST_JOBS, Numbers, damaged, lines_of
from rechterhand.text import Message

_KIND = re.compile(r"^\s*-\s*(renewable|nonrenewable|doubly constrained)\s*:\s*(\d+)", re.I)
_JOBS = re.compile(r"^\s*jobs[^:]*:\s*(\d+)", re.I)
_ABOUT = re.compile(r"^\s*(file with basedata|initial value random generator|projects|horizon)\s*:\s*(\S.*)$", re.I)
_INFORMATION = ("number", "jobs", "release_date", "due_date", "tardiness_cost", "mpm_time")
_SECTIONS = ("PROJECT INFORMATION", "PRECEDENCE RELATIONS", "REQUESTS/DURATIONS", "RESOURCEAVAILABILITIES")


def load(path: str) -> dict[str, Any]:
    """Jobs and resources of a file.

    The answer holds ``jobs`` [``number``, ``modes`` [duration, demands], ``successors``], ``resources`` [``name``,
    ``kind`` ('renewable', 'nonrenewable' or 'doubly constrained'), ``capacity``] and ``about``, what the file tells of
    itself. Durations are in periods.

    Raises UnreadableFile with the row, TooLarge.
    """
    lines = lines_of(path)
    starts = {name: _section(lines, name) for name in _SECTIONS[1:]}
    kinds = dict(_kinds(lines))
    count = _jobs(lines)
    demands = sum(kinds.values())
    successors = _successors(_part(lines, starts, "PRECEDENCE RELATIONS"), count)
    modes = _modes(_part(lines, starts, "REQUESTS/DURATIONS"), successors, demands)
    capacities = _part(lines, starts, "RESOURCEAVAILABILITIES")
    names = [(f"{kind[0].upper()} {number}", kind) for kind, many in kinds.items() for number in range(1, many + 1)]
    return {
        "jobs": [
            {"number": number, "modes": modes[number], "successors": after} for number, (_, after) in successors.items()
        ],
        "resources": [{"name": name, "kind": kind, "capacity": capacities.next("a_capacity")} for name, kind in names],
        "about": dict(_about(lines)),
    }


def _section(lines: list[str], name: str) -> int:
    """The line on which a section's title stands, from 1."""
    for number, line in enumerate(lines, 1):
        if line.strip().upper().replace("RESOURCE AVAIL", "RESOURCEAVAIL").startswith(name):
            return number
    raise errors.UnreadableFile(
        Message.of("psplib.no_section", name=name), where={"row": len(lines)}, hint=Message.of("psplib.damaged_hint")
    )


def _part(lines: list[str], starts: dict[str, int], name: str) -> Numbers:
    """The numbers of a section: after its title and heading, up to its closing line of stars."""
    first = starts[name] + 2
    kept = []
    for number, line in enumerate(lines, 1):
        if number >= first and line.startswith("***"):
            break
        kept.append("" if number < first or line.startswith("---") else line)
    return Numbers(kept)


def _kinds(lines: list[str]) -> Iterator[tuple[str, int]]:
    for line in lines:
        if found := _KIND.match(line):
            yield found[1].lower(), min(int(found[2][:6]), 1000)


def _jobs(lines: list[str]) -> int:
    for number, line in enumerate(lines, 1):
        if found := _JOBS.match(line):
            count = int(found[1][:9])
            if 0 < count <= MOST_JOBS:
                return count
            raise damaged("a_number_of_jobs", number, found[1])
    raise damaged("a_number_of_jobs", len(lines), "")


def _about(lines: list[str]) -> Iterator[tuple[str, str | int]]:
    for number, line in enumerate(lines):
        if found := _ABOUT.match(line):
            yield found[1].lower().replace(" ", "_"), found[2].strip()[:80]
        if line.strip().upper().startswith(_SECTIONS[0]) and number + 2 < len(lines):
            values = lines[number + 2].split()
            for name, value in zip(_INFORMATION, values, strict=False):
                if value.isascii() and value.isdigit() and len(value) < 10:
                    yield name, int(value)


def _successors(numbers: Numbers, count: int) -> dict[int, tuple[int, list[int]]]:
    """By job its number of modes and its successors."""
    found: dict[int, tuple[int, list[int]]] = {}
    for _ in range(count):
        line = numbers.line
        job = numbers.next("a_job", count)
        if job == 0 or job in found:
            raise damaged("a_job", line, str(job))
        modes = numbers.next("a_number_of_modes", 1000)
        many = numbers.next("a_number_of_successors", count)
        found[job] = (modes, [numbers.next("a_successor", count) for _ in range(many)])
    return found


def _modes(numbers: Numbers, jobs: dict[int, tuple[int, list[int]]], demands: int) -> dict[int, list[Any]]:
    """By job its modes: the job's number stands on the first one's line only."""
    found: dict[int, list[Any]] = {}
    for _ in jobs:
        line = numbers.line
        job = numbers.next("a_job", LARGEST)
        if job not in jobs or job in found:
            raise damaged("a_job", line, str(job))
        found[job] = []
        for _ in range(jobs[job][0]):
            numbers.next("a_mode", 1000)
            duration = numbers.next("a_duration", 1_000_000)
            found[job].append([duration, [numbers.next("a_demand") for _ in range(demands)]])
    return found
