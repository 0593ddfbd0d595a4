"""Every change between two versions."""

from __future__ import annotations

from dataclasses import replace

from rechterhand.versions.change import Change, What
from rechterhand.versions.changes import calendars, lengths, logic, money, progress, rows, rules, staff, whole
from rechterhand.versions.changes.scene import Scene
from rechterhand.versions.joined import Joined

SUBJECTS = (rows, logic, lengths, rules, calendars, progress, staff, money, whole)


def detect(joined: Joined) -> tuple[Change, ...]:
    """All changes by kind, within a kind in the order of the plan; with the ids that people know.

    The project's own row isn't told: its name, number and sums are no work of anybody's.

    Parameters
    ----------
    joined
        Both versions in one numbering.
    """
    scene = Scene(joined)
    found = [one for subject in SUBJECTS for one in subject.find(scene) if one.activity_id not in scene.own_rows]
    order = {what: place for place, what in enumerate(What)}
    found.sort(key=lambda one: order[one.what])
    return tuple(_shown(one, joined) for one in found)


def _shown(one: Change, joined: Joined) -> Change:
    keys = (one.activity_id, one.other_id)
    row = None if one.activity_id is None else joined.row(one.activity_id)
    gone = tuple(key for key in keys if key in joined.old_rows and key not in joined.new_rows)
    return replace(
        one,
        activity_id=None if one.activity_id is None else joined.shown.get(one.activity_id, one.activity_id),
        other_id=None if one.other_id is None else joined.shown.get(one.other_id, one.other_id),
        name=None if row is None else row.name,
        deleted_ids=tuple(key for key in gone if key is not None),
    )
