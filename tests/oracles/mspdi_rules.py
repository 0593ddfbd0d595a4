"""What Microsoft Project asks of its XML, as rules on the elements; knows nothing of the code that writes them.

Drawn from the published documentation of the interchange format and from files that Microsoft Project wrote.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TypeAlias
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

Row: TypeAlias = Mapping[str, str]

SPACE = "{http://schemas.microsoft.com/project}"
ORDERED = {
    "Project": "SaveVersion Name Title ScheduleFromStart StartDate FinishDate CalendarUID MinutesPerDay MinutesPerWeek "
    "DaysPerMonth StatusDate ExtendedAttributes Calendars Tasks Resources Assignments",
    "Task": "UID ID Name Type IsNull WBS OutlineNumber OutlineLevel Priority Start Finish Duration DurationFormat Work "
    "Milestone Summary ActualStart ActualFinish ActualWork RemainingWork ConstraintType CalendarUID ConstraintDate "
    "Deadline Notes PredecessorLink ExtendedAttribute Baseline",
    "PredecessorLink": "PredecessorUID Type LinkLag LagFormat",
    "Calendar": "UID Name IsBaseCalendar BaseCalendarUID WeekDays Exceptions WorkWeeks",
    "Assignment": "UID TaskUID ResourceUID ActualStart ActualWork Finish RemainingWork Start Stop Resume Units Work",
}
"""Elements whose order counts: Microsoft Project passes over one that comes too late."""
MAY_HAVE_LIMIT = {"0", "1"}
_DURATION = re.compile(r"PT\d+H\d+M\d+S")
_DATE = re.compile(r"(19[89]\d|20[0-4]\d)-\d\d-\d\dT\d\d:\d\d:\d\d")
_LAG_FORMATS = {*(str(one) for one in range(3, 13)), "19", "20", *(str(one) for one in range(35, 45)), "51", "52"}


def broken_rules(data: bytes) -> Iterator[str]:
    """Every rule that the file breaks, in words."""
    root = fromstring(data)
    for one in root.iter():
        yield from _order(one)
        yield from _value(one)
    calendars, tasks, resources, work = (
        [_row(one) for one in root.findall(f"{SPACE}{name}s/{SPACE}{name}")]
        for name in ("Calendar", "Task", "Resource", "Assignment")
    )
    for name, rows in (("Calendar", calendars), ("Task", tasks), ("Resource", resources), ("Assignment", work)):
        yield from (f"{name} {key} twice" for key, count in Counter(row["UID"] for row in rows).items() if count > 1)
    known = {row["UID"] for row in calendars}
    if _row(root).get("CalendarUID") not in known:
        yield "no project calendar"
    for row in (*tasks, *resources):
        if row.get("CalendarUID", "-1") not in {*known, "-1"}:
            yield f"calendar {row['CalendarUID']} leads nowhere"
    for row in calendars:
        if (row.get("BaseCalendarUID", "-1") in known) != (row["IsBaseCalendar"] == "0"):
            yield f"calendar {row['UID']}: base"
    yield from _outline(tasks)
    yield from _links(root, {row["UID"] for row in tasks})
    yield from _assignments(work, tasks, {row["UID"] for row in resources})


def _name(one: Element) -> str:
    return one.tag.removeprefix(SPACE)


def _row(one: Element) -> Row:
    return {_name(each): each.text or "" for each in one if not len(each)}


def _order(one: Element) -> Iterator[str]:
    wanted = ORDERED.get(_name(one), "").split()
    found = [name for name in dict.fromkeys(map(_name, one)) if name in wanted]
    if found != [name for name in wanted if name in found]:
        yield f"order in {_name(one)}: {found}"


def _value(one: Element) -> Iterator[str]:
    name, text = _name(one), one.text or ""
    if name.endswith(("Duration", "Work")) and text.startswith("P") and not _DURATION.fullmatch(text):
        yield f"{name} {text} is no duration"
    if name.endswith(("Start", "Finish", "Date", "Deadline")) and "T" in text and not _DATE.fullmatch(text):
        yield f"{name} {text} is no date between 1984 and 2049"
    if name == "Name" and len(text) > 512:
        yield "a name is too long"


def _outline(tasks: list[Row]) -> Iterator[str]:
    if [int(row["ID"]) for row in tasks] != list(range(int(tasks[0]["ID"]), int(tasks[0]["ID"]) + len(tasks))):
        yield "numbers of rows"
    for row, after in zip(tasks, (*tasks[1:], {"OutlineLevel": "0"}), strict=True):
        steps = int(after["OutlineLevel"]) - int(row["OutlineLevel"])
        kind = row.get("ConstraintType", "0")
        done, summary = row.get("PercentComplete", "0"), row["Summary"] == "1"
        for rule, holds in (
            ("outline", steps <= 1),
            ("summary", summary == (steps == 1)),
            ("constraint and its date", (kind not in MAY_HAVE_LIMIT) == bool(row.get("ConstraintDate"))),
            ("constraint on a summary", not summary or kind in {"0", "4", "7"}),
            ("ends before it starts", row["Start"] <= row["Finish"]),
            ("finished but not complete", not row.get("ActualFinish") or (done == "100" and bool(row["ActualStart"]))),
            ("progress without a start", summary or done == "0" or bool(row.get("ActualStart"))),
        ):
            if not holds:
                yield f"task {row['ID']}: {rule}"


def _links(root: Element, tasks: set[str]) -> Iterator[str]:
    for task in root.iter(f"{SPACE}Task"):
        for link in map(_row, task.iter(f"{SPACE}PredecessorLink")):
            before, own = link["PredecessorUID"], _row(task)["UID"]
            if before not in tasks or before == own or link["Type"] not in {"0", "1", "2", "3"}:
                yield f"link {before} to {own}"
            if not re.fullmatch(r"-?\d+", link["LinkLag"]) or link["LagFormat"] not in _LAG_FORMATS:
                yield f"lag of {before} to {own}"


def _hours(text: str | None) -> float:
    hours, minutes, seconds = map(int, re.findall(r"\d+", text or "PT0H0M0S"))
    return hours + minutes / 60 + seconds / 3600


def _assignments(work: list[Row], tasks: list[Row], resources: set[str]) -> Iterator[str]:
    sums: Counter[str] = Counter()
    for row in work:
        if row["TaskUID"] not in {one["UID"] for one in tasks} or row["ResourceUID"] not in {*resources, "-65535"}:
            yield f"assignment {row['UID']} leads nowhere"
        if abs(_hours(row.get("Work")) - _hours(row.get("ActualWork")) - _hours(row.get("RemainingWork"))) > 0.01:
            yield f"assignment {row['UID']}: work"
        sums[row["TaskUID"]] += _hours(row.get("Work"))  # type: ignore[assignment] - hours with their fraction
    for row in tasks:
        if row["Summary"] == "0" and abs(sums[row["UID"]] - _hours(row.get("Work"))) > 0.01:
            yield f"task {row['ID']}: work"
