"""Reading project files with MPXJ inside the worker: everything is written as JSON inside Java."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from rechterhand import errors
from rechterhand.sandbox import gan, java_rows, mspdi_doubts, pmxml_doubts, screening, xer_doubts, xer_tables
from rechterhand.sandbox.calendarless import give_week, is_calendarless
from rechterhand.sandbox.cut_off import is_cut_off
from rechterhand.sandbox.streams import texts_of
from rechterhand.text import Message


def read(
    path: str,
    password: str | None = None,
    project: str | None = None,
    without: Mapping[str, Iterable[str]] | None = None,
) -> dict[str, Any]:
    """Read a project file.

    The answer holds ``json`` (MPXJ's own JSON, as bytes), ``rows`` (its tasks and assignments, written apart),
    ``expanded`` (days of recurring calendar exceptions by calendar), ``units`` (the unit of each task's duration, by
    its id: the JSON is silent on it), ``others`` (names of further projects in the file), ``ignored`` (what MPXJ
    passed over), ``tables`` (rows of an XER by table), ``crossing`` (links of a file of P6 that lead out of a
    project), ``repeated`` (numbers of links of an XER that say the same), ``calendarless`` (the file has no
    calendar, the standard one was taken), ``empty_calendars`` (those of an XER without any hours), ``currency``
    (the code, of an XER), ``doubts`` (what MPXJ passes over in silence: field, why, count, example),
    ``gantt_project`` (what only such a file itself tells, None of others) and ``seconds`` of MPXJ's reading alone.
    ``project`` chooses by name or short name when there are several; ``without`` names fields of ``tasks`` and
    ``assignments`` that may be left out.

    Raises PasswordNeeded, PasswordRefused, UnreadableFile, TooLarge or BadInput.
    """
    from java.lang import OutOfMemoryError, Throwable  # noqa: PLC0415 - exists once Java runs

    screening.screen(Path(path))
    _lengthen(Path(path))
    gan.complete(Path(path))
    given = give_week(Path(path))
    tables = xer_tables.counts(Path(path))
    aside = ThreadPoolExecutor(1)
    started = time.perf_counter()
    try:
        chosen, others = _chosen(_projects(path, password), project)
        reading = time.perf_counter() - started
        seen = aside.submit(_seen_in_xer, Path(path), tables)  # while Java writes, Python has nothing to do
        units, kind = _units(chosen), str(chosen.getProjectProperties().getFileType())
        rows = java_rows.taken_out(chosen, without or {}) if java_rows.reachable() else {}
        doubts, crossing = _doubts(kind, Path(path))
        own = gan.told(Path(path)) if kind == "GAN" else None
        return {
            "json": _json(chosen),
            "rows": rows,
            "expanded": _expanded(chosen),
            "units": units,
            "others": others,
            "ignored": [str(one.getMessage() or one) for one in chosen.getIgnoredErrors()],
            "tables": tables,
            "crossing": crossing,
            "codes": None,
            "repeated": [],
            "calendarless": given or is_calendarless(path, kind, tables),
            "empty_calendars": [],
            "currency": xer_tables.currency(path),
            "doubts": doubts if own is None else own["doubts"],
            "gantt_project": own,
            "seconds": reading,
            **seen.result(),
        }
    except OutOfMemoryError as error:
        raise errors.TooLarge(
            Message.of("sandbox.out_of_memory"), hint=Message.of("sandbox.out_of_memory_hint")
        ) from error
    except Throwable as error:
        raise _refused(error, Path(path), password) from None
    finally:
        aside.shutdown(cancel_futures=True)


def _seen_in_xer(path: Path, tables: Mapping[str, int]) -> dict[str, Any]:
    """What is looked up in the rows of an XER itself; nothing of other files."""
    if not tables:
        return {}
    found: dict[str, Any] = {"doubts": xer_doubts.doubts(path)}
    if tables.get("TASKPRED"):
        crossing = xer_tables.crossing(path)
        found |= {"crossing": crossing, "repeated": xer_tables.repeated(path)}
        found["codes"] = xer_tables.told_by(path, crossing) if crossing else []
    if tables.get("CALENDAR"):
        found["empty_calendars"] = xer_tables.empty_calendars(path)
    return found


_FEWEST = 512
_DOUBTS = {"MSPDI": mspdi_doubts.doubts}
"""By MPXJ's name of a format, besides an XER; others aren't plain text, or MPXJ says itself what it doesn't know."""


def _doubts(kind: str, path: Path) -> tuple[list[Any], list[pmxml_doubts.Crossing]]:
    """What isn't understood; for Primavera's XML also its links that lead out of a project."""
    if kind == "PMXML":
        return pmxml_doubts.doubts(path)
    return (_DOUBTS[kind](path) if kind in _DOUBTS else []), []


def _lengthen(path: Path) -> None:
    """MPXJ knows a format by the first 512 bytes and takes no shorter file: empty lines after short XML or XER help."""
    data = path.read_bytes() if path.stat().st_size < _FEWEST else b""
    if data.lstrip(b"\xef\xbb\xbf").startswith((b"<", b"ERMHDR")):
        path.write_bytes(data + b"\r\n" * (_FEWEST // 2))


def _projects(path: str, password: str | None) -> list[Any]:
    """All projects of the file. A protected .mpp and an .mpx in another language need their own readers."""
    from java.io import File  # noqa: PLC0415 - exists once Java runs
    from org.mpxj import MPXJException  # noqa: PLC0415 - exists once Java runs
    from org.mpxj.mpp import MPPReader  # noqa: PLC0415 - exists once Java runs
    from org.mpxj.reader import UniversalProjectReader  # noqa: PLC0415 - exists once Java runs

    if password is not None and _starts(path, b"\xd0\xcf\x11\xe0"):
        reader = MPPReader()
        reader.setReadPassword(password)
        return [reader.read(File(path))]
    try:
        return list(UniversalProjectReader().readAll(File(path)) or ())
    except MPXJException:
        for project in _foreign_mpx(path):
            return [project]
        raise


def _foreign_mpx(path: str) -> Iterator[Any]:
    """An .mpx of Microsoft Project in another language: units and names of days differ."""
    if not _starts(path, b"MPX"):
        return
    from java.io import File  # noqa: PLC0415 - exists once Java runs
    from org.mpxj import MPXJException  # noqa: PLC0415 - exists once Java runs
    from org.mpxj.mpx import MPXReader  # noqa: PLC0415 - exists once Java runs

    for locale in MPXReader.getSupportedLocales():
        reader = MPXReader()
        reader.setLocale(locale)
        try:
            yield reader.read(File(path))
        except MPXJException:
            continue


def _starts(path: str, mark: bytes) -> bool:
    with open(path, "rb") as file:
        return file.read(len(mark)) == mark


def _chosen(projects: list[Any], name: str | None) -> tuple[Any, list[str]]:
    """The project asked for, else the largest exported one; and the names of the others."""
    if not projects:
        raise errors.UnreadableFile(
            Message.of("intake.unknown_content"), hint=Message.of("intake.unknown_content_hint")
        )
    if name is not None:
        asked = [one for one in projects if name in _names(one)]
        if not asked:
            known = tuple(_names(one)[0] for one in projects)
            raise errors.BadInput(Message.of("intake.no_such_project", name=name, known=", ".join(known)))
        projects = asked + [one for one in projects if one is not asked[0]]
    else:
        projects = sorted(
            projects, key=lambda one: (not one.getProjectProperties().getExportFlag(), -one.getTasks().size())
        )
    return projects[0], [_names(one)[0] for one in projects[1:]]


def _names(project: Any) -> list[str]:
    properties = project.getProjectProperties()
    told = (properties.getProjectID(), properties.getName(), properties.getProjectTitle())
    return [str(one) for one in told if one is not None] or ["?"]


def _json(project: Any) -> bytes:
    from java.io import ByteArrayOutputStream  # noqa: PLC0415 - exists once Java runs
    from org.mpxj.json import JsonWriter  # noqa: PLC0415 - exists once Java runs

    stream = ByteArrayOutputStream(1 << 20)
    writer = JsonWriter()
    writer.setPretty(False)
    writer.setWriteTimephasedData(True)
    writer.write(project, stream)
    return bytes(stream.toByteArray())


def _units(project: Any) -> dict[str, str]:
    """P6 has one unit for all durations: there the tasks are spared the second look."""
    if str(project.getProjectProperties().getFileApplication()) == "Primavera":
        return {}
    tasks = project.getTasks()
    durations = texts_of(tasks, "org.mpxj.Task", "getDuration", "org.mpxj.Duration")
    keys = texts_of(tasks, "org.mpxj.Task", "getUniqueID", "java.lang.Integer")
    return {
        key: text.lstrip("-0123456789.E")
        for key, text in zip(keys, durations, strict=True)
        if key != "null" and text != "null"
    }


def _expanded(project: Any) -> dict[str, list[dict[str, Any]]]:
    """Recurring calendar exceptions written out as days, for the calendars that have any."""
    found: dict[str, list[dict[str, Any]]] = {}
    for calendar in project.getCalendars():
        if any(one.getRecurring() is not None for one in calendar.getCalendarExceptions()):
            found[str(calendar.getUniqueID())] = [
                {
                    "from": str(one.getFromDate()),
                    "to": str(one.getToDate()),
                    "name": None if one.getName() is None else str(one.getName()),
                    "hours": [{"from": str(span.getStart()), "to": str(span.getEnd())} for span in one],
                }
                for one in calendar.getExpandedCalendarExceptions()
            ]
    return found


def _refused(error: Any, path: Path, password: str | None) -> errors.RechterhandError:
    texts: list[str] = []
    cause = error
    while cause is not None and len(texts) < 8:
        texts.append(str(cause.getMessage() or cause.getClass().getSimpleName()))
        cause = cause.getCause()
    told = " / ".join(one for one in dict.fromkeys(texts) if not any(one in other for other in texts if other != one))
    if is_cut_off(path):
        return errors.UnreadableFile(Message.of("intake.end_missing"), hint=Message.of("intake.cut_off_hint"))
    if "NullPointerException" in told:  # Java's words for it say nothing to a reader
        return errors.UnreadableFile(Message.of("intake.part_missing"), hint=Message.of("intake.damaged_hint"))
    if "password" not in told.lower():
        return errors.UnreadableFile(
            Message.of("intake.damaged", told=told[:300]), hint=Message.of("intake.damaged_hint")
        )
    if "enter password" not in told.lower():
        return errors.PasswordRefused(
            Message.of("intake.password_useless"), hint=Message.of("intake.password_useless_hint")
        )
    if password is None:
        return errors.PasswordNeeded(
            Message.of("intake.password_needed"), hint=Message.of("intake.password_needed_hint")
        )
    return errors.PasswordRefused(Message.of("intake.password_wrong"), hint=Message.of("intake.password_wrong_hint"))
