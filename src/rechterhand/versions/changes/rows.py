"""Rows that came, went, were split or merged, and those with another name, number or place."""

from __future__ import annotations

from collections.abc import Iterator

from rechterhand.lineage.names import places, plain_name
from rechterhand.record.activity import Activity
from rechterhand.text import Message
from rechterhand.versions.change import Change, What
from rechterhand.versions.changes.scene import Scene


def find(scene: Scene) -> Iterator[Change]:
    """All of them."""
    yield from _came(scene)
    yield from _went(scene)
    yield from _split(scene)
    yield from _known_otherwise(scene)


def _came(scene: Scene) -> Iterator[Change]:
    for key, row in scene.joined.new_rows.items():
        if key not in scene.joined.old_rows and key not in scene.shared_out:
            past = scene.past(row.actual_start) or scene.past(row.actual_finish)
            text = Message.of(f"compare.change.added{_kind(row)}", name=row.name, days=scene.days(row.duration_minutes))
            yield Change(What.ADDED, key, "name", None, row.name, text, in_past=past)


def _went(scene: Scene) -> Iterator[Change]:
    for key, row in scene.joined.old_rows.items():
        if key not in scene.joined.new_rows and key not in scene.shared_out:
            days = scene.days(row.duration_minutes)
            text = Message.of(f"compare.change.deleted{_kind(row)}", name=row.name, days=days)
            yield Change(What.DELETED, key, "name", row.name, None, text, in_past=scene.past(row.actual_start))


def _kind(row: Activity) -> str:
    return "_summary" if row.type.is_summary else "_milestone" if row.type.is_milestone else ""


def _split(scene: Scene) -> Iterator[Change]:
    ids = {new: key for key, new in scene.joined.shown.items() if key in scene.joined.new_rows}
    for split in scene.joined.lineage.splits:
        parts = [ids[key] for key in split.part_ids]
        yield _family(scene, What.SPLIT, split.whole_id, parts)
    for merge in scene.joined.lineage.merges:
        yield _family(scene, What.MERGED, ids[merge.whole_id], list(merge.part_ids))


def _family(scene: Scene, what: What, whole: int, parts: list[int]) -> Change:
    rows = scene.joined.old_rows if what is What.SPLIT else scene.joined.new_rows
    others = scene.joined.new_rows if what is What.SPLIT else scene.joined.old_rows
    one, several = rows[whole].name, tuple(others[key].name for key in parts)
    lengths = (
        scene.days(rows[whole].duration_minutes),
        scene.days(sum(others[key].duration_minutes or 0 for key in parts)),
    )
    old_days, new_days = lengths if what is What.SPLIT else lengths[::-1]
    text = Message.of(
        f"compare.change.{what.value}", name=one, names=several, count=len(several), old=old_days, new=new_days
    )
    joined = "; ".join(several)
    old, new = (one, joined) if what is What.SPLIT else (joined, one)
    return Change(what, whole, "name", old, new, text, other_id=next(key for key in parts if key != whole))


def _known_otherwise(scene: Scene) -> Iterator[Change]:
    old_places, new_places = places(scene.old), places(scene.new)
    same_ids = scene.joined.lineage.same_ids and scene.old.source.format == scene.new.source.format
    for old, new in scene.both():
        key, name = new.id, new.name
        if plain_name(old.name) != plain_name(new.name) and key not in scene.shared_out:
            text = Message.of("compare.change.renamed", old=old.name, new=name)
            yield Change(What.RENAMED, key, "name", old.name, name, text)
        if old.code and new.code and old.code != new.code:
            text = Message.of("compare.change.renumbered", name=name, old=old.code, new=new.code)
            yield Change(What.RENUMBERED, key, "code", old.code, new.code, text)
        elif same_ids and scene.joined.shown[key] != key:
            number = scene.joined.shown[key]
            text = Message.of("compare.change.renumbered", name=name, old=str(key), new=str(number))
            yield Change(What.RENUMBERED, key, "id", key, number, text)
        before, after = old_places[key], new_places[key]
        if before != after and _is_moved(scene, old, new):
            above, below = (scene.joined.old_rows, scene.joined.new_rows)
            first = above[old.parent_id].name if old.parent_id in above and old.parent_id is not None else None
            last = below[new.parent_id].name if new.parent_id in below and new.parent_id is not None else None
            text = Message.of("compare.change.moved", name=name, old=first, new=last)
            yield Change(What.MOVED, key, "parent", first, last, text)


def _is_moved(scene: Scene, old: Activity, new: Activity) -> bool:
    """Stands below another row; that its summary has another name is the summary's own change."""
    known = scene.joined.old_rows.keys() & scene.joined.new_rows.keys()
    return old.parent_id != new.parent_id and (old.parent_id in known or new.parent_id in known)
