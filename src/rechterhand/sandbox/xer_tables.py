"""What is taken from an XER file directly: rows of its tables, counted, links that lead out of a project, its money."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

_CURRENCY = 8


def counts(path: str | Path) -> dict[str, int]:
    """Rows by table; empty for a file that isn't an XER."""
    found: dict[str, int] = {}
    table = None
    with Path(path).open("rb") as file:
        if not file.read(16).lstrip(b"\xef\xbb\xbf").startswith(b"ERMHDR"):
            return {}
        file.seek(0)
        for line in file:
            mark = line[:3]
            if mark == b"%T\t":
                table = line[3:].strip().decode("ascii", "replace")
                found[table] = 0
            elif mark == b"%R\t" and table is not None:
                found[table] += 1
    return found


def currency(path: str | Path) -> str | None:
    """The code of the money ('EUR'): the ninth field of the first line, else that of the only one others are held to.

    None where an XER doesn't say, and for any other file.
    """
    with Path(path).open("rb") as file:
        head = file.readline(1024).lstrip(b"\xef\xbb\xbf").rstrip(b"\r\n").decode("ascii", "replace").split("\t")
    if head[0] != "ERMHDR":
        return None
    told = head[_CURRENCY].strip() if len(head) > _CURRENCY else ""
    rates = _rows(path, b"CURRTYPE", ("curr_short_name", "base_exch_rate")) if not told else ()
    base = [one["curr_short_name"] for one in rates if one["base_exch_rate"].strip() == "1"]
    return told or (base[0] if len(base) == 1 else None) or None


def empty_calendars(path: str | Path) -> list[int]:
    """Calendars that have no hours on any day of the week, which MPXJ fills with usual ones.

    Their days stand in ``clndr_data`` as ``(0||2()(…))``, hours inside them as ``(s|08:00|f|12:00)``.
    """
    found = []
    for one in _rows(path, b"CALENDAR", ("clndr_id", "clndr_data")):
        _, told, data = one["clndr_data"].partition("DaysOfWeek")
        week = data.partition("Exceptions")[0]
        if told and one["clndr_id"].isdigit() and "s|" not in week:
            found.append(int(one["clndr_id"]))
    return found


def crossing(path: str | Path) -> list[tuple[int, int, str, bool]]:
    """Links between activities of which not both are in one project of the file.

    Each as predecessor, successor, type ('PR_FS' …) and whether both ends stand in the file. Links with a damaged
    number are passed over.
    """
    projects = {task: project for task, project, *_ in _tuples(path, b"TASK", ("task_id", "proj_id"))}
    found = []
    for task, other, kind in _tuples(path, b"TASKPRED", ("task_id", "pred_task_id", "pred_type")):
        before, after = projects.get(other), projects.get(task)
        if before is not None and before == after:
            continue
        if other.isdigit() and task.isdigit():
            found.append((int(other), int(task), kind, before is not None and after is not None))
    return found


def told_by(path: str | Path, links: Iterable[tuple[int, int, str, bool]]) -> list[tuple[int, str, str]]:
    """Number, project and code of the activities at the ends of links.

    MPXJ gives an activity another number where a row of the breakdown has its own; its code stays.
    """
    wanted = {str(end) for one in links for end in one[:2]}
    rows = _tuples(path, b"TASK", ("task_id", "proj_id", "task_code"))
    return [(int(task), project, code) for task, project, code in rows if task in wanted]


def repeated(path: str | Path) -> list[list[int]]:
    """Numbers of links that say the very same (ends, type, lag), the first one first; MPXJ keeps one of them."""
    groups: dict[tuple[str, ...], list[int]] = {}
    lags: dict[str, str] = {}
    for number, before, after, kind, lag in _tuples(
        path, b"TASKPRED", ("task_pred_id", "pred_task_id", "task_id", "pred_type", "lag_hr_cnt")
    ):
        if number.isdigit():
            if lag not in lags:
                lags[lag] = _plain(lag)
            groups.setdefault((before, after, kind, lags[lag]), []).append(int(number))
    return [one for one in groups.values() if len(one) > 1]


def _plain(figure: str) -> str:
    """'0', '0.0', '0,00' and nothing are one lag."""
    try:
        return str(float(figure.replace(",", ".") or 0))
    except ValueError:
        return figure


def _rows(path: str | Path, wanted: bytes, fields: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Some fields of each row of a table; '' where the table or the row lacks one."""
    return (dict(zip(fields, row, strict=True)) for row in _tuples(path, wanted, fields))


def _tuples(path: str | Path, wanted: bytes, fields: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The same as tuples, in the order of the fields."""
    here, chosen = False, [sys.maxsize] * len(fields)
    with Path(path).open("rb") as file:
        for line in file:
            if line.startswith(b"%T\t"):
                here = line[3:].strip() == wanted
            elif here and line.startswith(b"%F\t"):
                names = line.rstrip(b"\r\n").decode("ascii", "replace").split("\t")
                places = {name: at for at, name in enumerate(names)}
                chosen = [places.get(field, sys.maxsize) for field in fields]
            elif here and line.startswith(b"%R\t"):
                cells = line.rstrip(b"\r\n").decode("ascii", "replace").split("\t")
                count = len(cells)
                yield tuple([cells[at] if at < count else "" for at in chosen])
