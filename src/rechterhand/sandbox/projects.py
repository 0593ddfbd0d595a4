"""Reading project files with MPXJ inside the worker: one pass in Java writes everything as JSON."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from rechterhand import errors
from rechterhand.text import Message


def read(path: str, password: str | None = None) -> dict[str, Any]:
    """Read a project file; the answer holds ``json`` (MPXJ's own JSON of all fields, as bytes), ``expanded`` (days of recurring
    calendar exceptions by calendar), ``others`` (names of further
    projects in the file), ``ignored`` (what MPXJ passed over) and ``seconds`` of its reading alone.

    Raises PasswordNeeded, PasswordRefused, UnreadableFile or TooLarge.
    """
    from java.lang import OutOfMemoryError, Throwable  # noqa: PLC0415 - exists once Java runs

    started = time.perf_counter()
    try:
        project, others = _project(path, password)
        reading = time.perf_counter() - started
        return {
            "json": _json(project),
            "expanded": _expanded(project),
            "others": others,
            "ignored": [str(one.getMessage() or one) for one in project.getIgnoredErrors()],
            "seconds": reading,
        }
    except OutOfMemoryError as error:
        raise errors.TooLarge(
            Message.of("sandbox.out_of_memory"), hint=Message.of("sandbox.out_of_memory_hint")
        ) from error
    except Throwable as error:
        raise _refused(error, password) from None


def _project(path: str, password: str | None) -> tuple[Any, list[str]]:
    from java.io import File  # noqa: PLC0415 - exists once Java runs
    from org.mpxj.reader import UniversalProjectReader  # noqa: PLC0415 - exists once Java runs

    if Path(path).suffix.lower() in {".mpp", ".mpt"} or password:
        special = _microsoft(path, password)
        if special is not None:
            return special, []
    projects = UniversalProjectReader().readAll(File(path))
    if projects is None or projects.isEmpty():
        raise errors.UnreadableFile(
            Message.of("intake.unknown_content"), hint=Message.of("intake.unknown_content_hint")
        )
    ordered = sorted(projects, key=lambda one: -one.getTasks().size())
    return ordered[0], [str(one.getProjectProperties().getName()) for one in ordered[1:]]


def _microsoft(path: str, password: str | None) -> Any | None:
    """A protected .mpp needs its own reader: the universal one takes no password."""
    if password is None:
        return None
    from java.io import File  # noqa: PLC0415 - exists once Java runs
    from org.mpxj.mpp import MPPReader  # noqa: PLC0415 - exists once Java runs

    reader = MPPReader()
    reader.setReadPassword(password)
    return reader.read(File(path))


def _json(project: Any) -> bytes:
    from java.io import ByteArrayOutputStream  # noqa: PLC0415 - exists once Java runs
    from org.mpxj.json import JsonWriter  # noqa: PLC0415 - exists once Java runs

    stream = ByteArrayOutputStream(1 << 20)
    writer = JsonWriter()
    writer.setPretty(False)
    writer.setWriteTimephasedData(True)
    writer.write(project, stream)
    return bytes(stream.toByteArray())


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


def _refused(error: Any, password: str | None) -> errors.RechterhandError:
    texts = []
    cause = error
    while cause is not None and len(texts) < 8:
        texts.append(str(cause.getMessage() or cause.getClass().getSimpleName()))
        cause = cause.getCause()
    told = " / ".join(texts)
    if "password" in told.lower():
        if password is None:
            return errors.PasswordNeeded(
                Message.of("intake.password_needed"), hint=Message.of("intake.password_needed_hint")
            )
        return errors.PasswordRefused(
            Message.of("intake.password_wrong"), hint=Message.of("intake.password_wrong_hint")
        )
    return errors.UnreadableFile(Message.of("intake.damaged", told=told[:300]), hint=Message.of("intake.damaged_hint"))


def write(document: bytes, kind: str) -> bytes:
    """Build a project from a document of ours and write it; see ``sandbox/writing_projects.py``."""
    from rechterhand.sandbox import writing_projects  # noqa: PLC0415 - only when something is written

    return writing_projects.write(document, kind)
