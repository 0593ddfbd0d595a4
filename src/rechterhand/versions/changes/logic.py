"""Links that came, went, or ask something else."""

from __future__ import annotations

from collections.abc import Iterator

from rechterhand.findings.wording import link_lag, link_type
from rechterhand.record.link import LagUnit, Link
from rechterhand.text import Message
from rechterhand.versions.change import Change, What
from rechterhand.versions.changes.scene import Scene
from rechterhand.versions.wires import same, wires


def find(scene: Scene) -> Iterator[Change]:
    """Each under its successor, with the predecessor as the other row."""
    for wire in wires(scene.joined):
        if wire.old is not None and wire.new is not None and same(wire.old, wire.new):
            continue
        before, after = wire.ends
        old, new = _told(wire.old, scene), _told(wire.new, scene)
        form = "added" if wire.old is None else "deleted" if wire.new is None else "changed"
        text = Message.of(
            f"compare.change.link_{form}",
            before=scene.name(before),
            after=scene.name(after),
            old=_written_out(wire.old, scene),
            new=_written_out(wire.new, scene),
        )
        yield Change(What.LOGIC, after, "link", old, new, text, other_id=before)


def _written_out(link: Link | None, scene: Scene) -> Message | None:
    """'finish to start, lag 2 working days': the letters mean opposite things in Dutch tools."""
    if link is None:
        return None
    if not (link.lag_percent or link.lag_minutes):
        return link_type(link.type)
    lag = link_lag(link, max(1, scene.new.options.minutes_per_day))
    return Message.of("compare.change.link_told", type=link_type(link.type), lag=lag)


_UNITS = {LagUnit.WORKING: "d", LagUnit.ELAPSED: "ed", LagUnit.PERCENT: "%", LagUnit.ELAPSED_PERCENT: "e%"}


def _told(link: Link | None, scene: Scene) -> str | None:
    """'FS', 'SS+2d', as scheduling tools write it."""
    if link is None:
        return None
    if link.lag_unit in {LagUnit.PERCENT, LagUnit.ELAPSED_PERCENT}:
        lag = link.lag_percent or 0
    else:
        minutes = 1440 if link.lag_unit is LagUnit.ELAPSED else max(1, scene.new.options.minutes_per_day)
        lag = link.lag_minutes / minutes
    return f"{link.type.value}{lag:+.4g}{_UNITS[link.lag_unit]}" if lag else link.type.value
