"""What a comparison calls things by: rows under the ids that people know, and the changes inside a cause."""

from __future__ import annotations

from collections.abc import Mapping

from rechterhand.text import Message
from rechterhand.versions.compare import Comparison
from rechterhand.versions.movement import Member


def names_of(made: Comparison) -> Mapping[int, str]:
    """The name of every row under the id that people know it by."""
    joined = made.joined
    rows = {**joined.old_rows, **joined.new_rows}
    return {shown: rows[key].name for key, shown in joined.shown.items()}


def member(one: Member, names: Mapping[int, str]) -> Message:
    """What a change inside a cause is."""
    ids = one.activity_ids
    if one.kind == "link" and len(ids) == 2:
        return Message.of("compare.member.link", before=names[ids[0]], after=names[ids[1]])
    if ids:
        return Message.of("compare.member.rows", name=names[ids[0]], more=len(ids) - 1, count=len(ids))
    return Message.of(f"compare.member.{one.kind}")
