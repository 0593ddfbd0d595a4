"""What a comparison calls things by: rows under the ids that people know, and the changes inside a cause."""

from __future__ import annotations

from collections.abc import Mapping

from rechterhand.text import Message
from rechterhand.versions.compare import Comparison
from rechterhand.versions.movement import Member


def names_of(made: Comparison) -> Mapping[int, str]:
    """The name of every row under the id that people know it by; of two the one that is in the new version."""
    joined = made.joined
    rows = {**joined.old_rows, **joined.new_rows}
    names = {key: row.name for key, row in joined.old_rows.items() if key not in joined.new_rows}
    return names | {shown: rows[key].name for key, shown in joined.shown.items() if key in joined.new_rows}


def deleted_names_of(made: Comparison) -> Mapping[int, str]:
    """The names of deleted rows by their ids, which other rows may have now."""
    joined = made.joined
    return {key: row.name for key, row in joined.old_rows.items() if key not in joined.new_rows}


def member(one: Member, names: Mapping[int, str]) -> Message:
    """What a change inside a cause is."""
    told = one.names or tuple(names[key] for key in one.activity_ids)
    if one.kind == "link" and len(told) == 2:
        return Message.of("compare.member.link", before=told[0], after=told[1])
    if told:
        return Message.of("compare.member.rows", name=told[0], more=len(told) - 1, count=len(told))
    if one.calendar:
        return Message.of("compare.member.hours", name=one.calendar)
    return Message.of(f"compare.member.{one.kind}")
