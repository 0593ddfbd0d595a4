"""The critical path then and now, and the float that each chain to the finish lost."""

from __future__ import annotations

from dataclasses import dataclass

from rechterhand.engine.schedule.float_paths import float_paths
from rechterhand.engine.schedule.result import NO_DATE, ScheduleResult
from rechterhand.versions.joined import Joined

CHAINS = 12


@dataclass(frozen=True, slots=True)
class PathChange:
    """Unfinished activities on the path that sets the finish: those that stayed, came onto it and left it.

    ``done`` left it because they are finished, ``deleted`` because they are no longer in the plan: by the ids of the
    old version, which other activities may have now.
    """

    stayed: tuple[int, ...]
    came: tuple[int, ...]
    left: tuple[int, ...]
    done: tuple[int, ...]
    deleted: tuple[int, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many of each; what was deleted left the path too."""
        counts = {name: len(getattr(self, name)) for name in ("stayed", "came", "left", "done")}
        return counts | {"left": counts["left"] + len(self.deleted)}


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain to the finish, by the ids that people know; floats in working days.

    ``old_days`` is the least total float that its activities had, ``new_days`` the least that they have; None for a
    chain of new work. ``name`` is that of its last activity.
    """

    number: int
    activity_ids: tuple[int, ...]
    name: str
    old_days: float | None
    new_days: float

    @property
    def eaten_days(self) -> float | None:
        """Working days of float that are gone."""
        return None if self.old_days is None else self.old_days - self.new_days


def path_change(joined: Joined, old: ScheduleResult, new: ScheduleResult) -> PathChange:
    """What came onto the longest path and what left it.

    Parameters
    ----------
    joined
        Both versions in one numbering.
    old, new
        Their schedules in that numbering.
    """
    before, after = _on_path(old), _on_path(new)
    finished = {key for key in before if key in joined.new_rows and joined.new_rows[key].finished}

    def shown(keys: list[int]) -> tuple[int, ...]:
        return tuple(joined.shown[key] for key in keys)

    known = set(before)
    return PathChange(
        stayed=shown([key for key in after if key in known]),
        came=shown([key for key in after if key not in known]),
        left=shown([key for key in before if key in joined.new_rows and key not in {*after, *finished}]),
        done=shown([key for key in before if key in finished]),
        deleted=tuple(key for key in before if key not in joined.new_rows),
    )


def _on_path(result: ScheduleResult) -> list[int]:
    """In order of their dates."""
    rows = [
        row
        for row, one in enumerate(result.plan.activities)
        if result.on_longest_path[row] and not one.type.is_summary and result.early_start[row] != NO_DATE
    ]
    rows.sort(key=lambda row: (int(result.early_start[row]), int(result.early_finish[row]), row))
    return [result.plan.activities[row].id for row in rows]


def chains(joined: Joined, old: ScheduleResult, new: ScheduleResult) -> tuple[Chain, ...]:
    """The chains of the new version with the float that they had and have, the most driving first."""
    found = []
    for path in float_paths(new, count=CHAINS):
        now = [days for key in path.activity_ids if (days := _float(new, key)) is not None]
        then = [days for key in path.activity_ids if (days := _float(old, key)) is not None]
        if not now:
            continue
        last = joined.new_rows[path.activity_ids[-1]]
        ids = tuple(joined.shown[key] for key in path.activity_ids)
        found.append(Chain(path.number, ids, last.name, min(then, default=None), min(now)))
    return tuple(found)


def _float(result: ScheduleResult, key: int) -> float | None:
    """Total float in working days of unfinished work; None without."""
    row = result.position.get(key)
    if row is None or result.total_float[row] == NO_DATE or result.plan.activities[row].finished:
        return None
    return float(result.total_float[row]) / float(result.minutes_per_day[row])
