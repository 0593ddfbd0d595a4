"""Tasks and assignments as JSON, written inside Java: MPXJ's own writing of a field, for the fields that some row has.

MPXJ's ``JsonWriter`` asks every row for each of a thousand fields, of which a file fills a few dozen: three quarters
of its time. The way it writes one field isn't public; it is reached by reflection (see docs/decisions/0003).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from rechterhand.sandbox.java_handles import (
    filled,
    ignoring,
    interface,
    java,
    lookup,
    one_after_another,
    opened,
    signature,
    virtual,
)

_BUFFER = 1 << 20
_ROWS = {"Task": "org.mpxj.Task", "Assignment": "org.mpxj.ResourceAssignment"}


def reachable() -> bool:
    """Whether this MPXJ has the members that are used here; the tests demand it of the one that is locked."""
    from java.lang import NoSuchFieldException, NoSuchMethodException  # noqa: PLC0415 - exists once Java runs

    try:
        _members()
    except (NoSuchFieldException, NoSuchMethodException):
        return False
    return True


def taken_out(project: Any, without: Mapping[str, Iterable[str]]) -> dict[str, bytes]:
    """``tasks`` (parents before their children) and ``assignments``, each a JSON array.

    They are out of the project afterwards, so that ``JsonWriter`` writes all else and not them again.

    Parameters
    ----------
    project
        A ``ProjectFile``.
    without
        Names of fields of ``tasks`` and ``assignments``, in lower case as in the JSON, that are not to be written.
    """
    work, own = project.getResourceAssignments(), project.getUserDefinedFields()
    of_tasks = _fields(project.getTasks(), "Task", own.getTaskFields(), without.get("tasks", ()))
    of_work = _fields(work, "Assignment", own.getAssignmentFields(), without.get("assignments", ()))
    rows = {
        "tasks": _written(project, project.getChildTasks(), of_tasks, "Task"),
        "assignments": _written(project, work, of_work, "Assignment"),
    }
    _settle(project.getProjectProperties())
    project.getChildTasks().clear()
    work.clear()
    return rows


def _settle(properties: Any) -> None:
    """Some properties come from the topmost task when first asked for, and are kept."""
    get = lookup().bind(properties, "get", signature("java.lang.Object", "org.mpxj.FieldType"))
    _all_fields("Project").forEach(interface("java.util.function.Consumer", get))


def _fields(rows: Any, kind: str, own: Any, without: Iterable[str]) -> Any:
    """The fields that some row holds and those that are computed when asked, in MPXJ's order, the file's own last."""
    from jpype import JArray  # noqa: PLC0415 - exists once Java runs

    held = java("java.util.HashSet")()
    names = interface("java.util.function.Function", virtual("java.util.Map", "keySet", "java.util.Set"))
    add = lookup().bind(held, "addAll", signature("boolean", "java.util.Collection"))
    rows.stream().map(_members()["values"]).map(names).forEach(interface("java.util.function.Consumer", add))
    held.addAll(_members()[f"computed {kind}"])
    held.removeAll(_named(kind, frozenset(without)))
    fields = java("java.util.ArrayList")(_all_fields(kind))
    fields.retainAll(held)
    fields.addAll(own)
    return fields.toArray(JArray(java("org.mpxj.FieldType"))(0))


def _written(project: Any, rows: Any, fields: Any, kind: str) -> bytes:
    stream = java("java.io.ByteArrayOutputStream")(_BUFFER)
    generator = java("com.fasterxml.jackson.core.JsonFactory")().createGenerator(stream)
    writer = java("org.mpxj.json.JsonWriter")()
    writer.setWriteTimephasedData(True)
    _members()["project"].set(writer, project)
    _members()["generator"].set(writer, generator)
    generator.writeStartArray()
    rows.forEach(_visit(writer, generator, fields, kind))
    generator.writeEndArray()
    generator.flush()
    return bytes(stream.toByteArray())


def _visit(writer: Any, generator: Any, fields: Any, kind: str) -> Any:
    """A ``Consumer`` that writes one row as an object, and after a task those below it."""
    row, begin_or_end = _ROWS[kind], signature("void")
    steps = [
        ignoring(row, lookup().bind(generator, "writeStartObject", begin_or_end)),
        filled(_members()["write"].bindTo(writer), 1, fields).asType(signature("void", row)),
        ignoring(row, lookup().bind(generator, "writeEndObject", begin_or_end)),
    ]
    itself = java("java.lang.invoke.MutableCallSite")(signature("void", "java.lang.Object"))
    visit = interface("java.util.function.Consumer", itself.dynamicInvoker())
    if kind == "Task":
        steps.append(_below(visit))
    itself.setTarget(one_after_another(*steps).asType(itself.type()))
    return visit


def _below(visit: Any) -> Any:
    """A handle that lets the tasks below a task be visited."""
    children = virtual("org.mpxj.Task", "getChildTasks", "java.util.List")
    each = filled(virtual("java.lang.Iterable", "forEach", "void", "java.util.function.Consumer"), 1, visit)
    return java("java.lang.invoke.MethodHandles").filterReturnValue(
        children, each.asType(signature("void", "java.util.List"))
    )


@cache
def _members() -> dict[str, Any]:
    """What isn't public: of the writer, of a row's values, and which fields a row computes when asked."""
    writer, values = java("org.mpxj.json.JsonWriter").class_, java("org.mpxj.AbstractFieldContainer").class_
    fields = java("[Lorg.mpxj.FieldType;").class_
    write = opened(writer.getDeclaredMethod("writeFields", java("org.mpxj.FieldContainer").class_, fields))
    computed = {
        f"computed {kind}": opened(java(name).class_.getDeclaredField("CALCULATED_FIELD_MAP")).get(None).keySet()
        for kind, name in _ROWS.items()
    }
    held = lookup().unreflectGetter(opened(values.getDeclaredField("m_fields")))
    return {
        "write": lookup().unreflect(write),
        "project": opened(writer.getDeclaredField("m_projectFile")),
        "generator": opened(writer.getDeclaredField("m_writer")),
        "values": interface("java.util.function.Function", held),
        **computed,
    }


@cache
def _all_fields(kind: str) -> Any:
    return java("java.util.Arrays").asList(java(f"org.mpxj.{kind}Field").values())


@cache
def _named(kind: str, names: frozenset[str]) -> Any:
    """The fields with these names, as a Java set."""
    found = java("java.util.HashSet")()
    for field in _all_fields(kind):
        if str(field.name()).lower() in names:
            found.add(field)
    return found
