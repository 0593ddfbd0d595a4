"""Work that one version has in one row and the other in several.

A whole has turned into parts when its row became a summary with new rows below it; when it is gone and new rows beside
it carry its name with a mark of a part ('Bouwen deel 1'), its name and more, or its code and more; or when it became
shorter and new rows beside it carry its name with such a mark.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rechterhand.lineage.names import plain_name, without_part
from rechterhand.lineage.pair import Certainty, Split
from rechterhand.lineage.rows import Version
from rechterhand.record.activity import Activity

FEWEST = 2


def splits(wholes: Version, parts: Version, part_of: Mapping[int, int]) -> tuple[Split, ...]:
    """Rows of ``wholes`` of which ``parts`` has several; ``part_of`` maps the matched ids of the one to the other."""
    taken = set(part_of.values())
    fresh = [one for one in parts.rows.values() if one.id not in taken]
    below: dict[int | None, list[Activity]] = {}
    for one in fresh:
        below.setdefault(one.parent_id, []).append(one)
    found: list[Split] = []
    used: set[int] = set()
    for whole in wholes.rows.values():
        if whole.type.is_summary or not plain_name(whole.name):
            continue
        made = _summary(whole, parts, part_of, below) or _beside(whole, parts, part_of, below)
        if made is not None and not used.intersection(made.part_ids):
            used.update(made.part_ids)
            found.append(made)
    return tuple(found)


def _summary(
    whole: Activity, parts: Version, part_of: Mapping[int, int], below: Mapping[int | None, Sequence[Activity]]
) -> Split | None:
    """The row became a summary, or one of its name took its place, with new rows below it."""
    key = part_of.get(whole.id)
    if key is not None and parts.rows[key].type.is_summary:
        return _of(whole, [one.id for one in below.get(key, ()) if not one.type.is_summary], Certainty.CERTAIN)
    if key is not None:
        return None
    for one in below.get(_place(whole, part_of), ()):
        if one.type.is_summary and plain_name(one.name) == plain_name(whole.name):
            return _of(whole, [each.id for each in below.get(one.id, ())], Certainty.LIKELY)
    return None


def _beside(
    whole: Activity, parts: Version, part_of: Mapping[int, int], below: Mapping[int | None, Sequence[Activity]]
) -> Split | None:
    """New rows beside it carry its name or code."""
    key = part_of.get(whole.id)
    name = plain_name(whole.name)
    if without_part(name) != name:
        return None
    kept = None if key is None else parts.rows[key]
    if kept is not None:
        shorter = (kept.duration_minutes or 0) < (whole.duration_minutes or 0)
        if not shorter or without_part(plain_name(kept.name)) != name:
            return None
    beside = [one for one in below.get(_place(whole, part_of), ()) if not one.type.is_summary]
    if kept is None:
        return _of(whole, [one.id for one in beside if _carries(whole, one)], Certainty.LIKELY)
    return _of(whole, [kept.id, *(one.id for one in beside if _marked(name, one))], Certainty.POSSIBLE)


def _place(whole: Activity, part_of: Mapping[int, int]) -> int | None:
    """The id in the other version of the summary above; one that no row has when it isn't there."""
    return None if whole.parent_id is None else part_of.get(whole.parent_id, -1)


def _marked(name: str, part: Activity) -> bool:
    told = plain_name(part.name)
    return told != name and without_part(told) == name


def _carries(whole: Activity, part: Activity) -> bool:
    name, told = plain_name(whole.name), plain_name(part.name)
    if _marked(name, part) or told.startswith(name + " "):
        return True
    code, other = (whole.code or "").casefold(), (part.code or "").casefold()
    more = other.removeprefix(code)
    return len(code) > 2 and other.startswith(code) and 0 < len(more) <= 3 and not more[0].isdigit()


def _of(whole: Activity, ids: Sequence[int], certainty: Certainty) -> Split | None:
    return Split(whole.id, tuple(ids), certainty) if len(ids) >= FEWEST else None
