"""What of a file has no place in the plan: with a name that says what it is, how often, and why."""

from __future__ import annotations

from rechterhand.intake import NotUnderstood
from rechterhand.text import Language, Message, render
from rechterhand.text.catalogue import texts


def unread_line(one: NotUnderstood, language: Language) -> Message:
    """'predecessors: 1 time, as 2EA – no such link'."""
    field = shown_field(one, language)
    if one.reason is None:
        return Message.of("report.not_understood", field=field, times=one.count, example=one.example)
    key = "report.not_understood_because"
    return Message.of(key, field=field, times=one.count, example=one.example, reason=one.reason)


def shown_field(one: NotUnderstood, language: Language) -> str:
    """'assignment: material used (assignment.actual_material)'; a column of a table has its own title.

    A field that has no name here is told by the words that its key is made of.
    """
    if one.where is not None:
        return one.field
    known = texts("field", language)
    kind, _, name = one.field.partition(".")
    if kind == "reader":
        return render(Message.of("field.reader"), language)
    if kind == "XER" and "." in name:
        table, _, column = name.partition(".")
        return render(Message.of("field.column", where=table, name=column, key=one.field), language)
    if kind in {"MSPDI", "PMXML"}:
        return render(Message.of("field.element", name=name, key=one.field), language)
    if kind == "XER":
        return render(Message.of("field.table", name=name, key=one.field), language)
    if f"field.kind.{kind}" not in known:
        return one.field
    base = name.partition(".")[0]
    key = f"field.name.{base}"
    told = Message.of(key) if key in known else base.replace("_", " ")
    return render(Message.of("field.of", kind=Message.of(f"field.kind.{kind}"), name=told, key=one.field), language)
