"""Cost and baselines, apart from what summaries add up of those below them."""

from __future__ import annotations

from collections.abc import Iterator

from rechterhand.text import Message
from rechterhand.versions.change import Change, What
from rechterhand.versions.changes.scene import Scene

_CENT = 0.005


def find(scene: Scene) -> Iterator[Change]:
    """Of rows in both versions."""
    yield from _costs(scene)
    yield from _baselines(scene)


def _costs(scene: Scene) -> Iterator[Change]:
    for old, new in scene.both():
        if new.id in scene.added_up:
            continue
        for field in ("fixed",) if new.id in scene.above_costs else ("total", "fixed"):
            was, now = getattr(old.cost, field), getattr(new.cost, field)
            if (was or now) and abs((was or 0) - (now or 0)) > _CENT:
                text = Message.of(f"compare.change.cost_{field}", name=new.name, old=was or 0.0, new=now or 0.0)
                yield Change(What.COST, new.id, f"cost_{field}", was, now, text)


def _baselines(scene: Scene) -> Iterator[Change]:
    for old, new in scene.both():
        if new.id in scene.added_up:
            continue
        was = {one.number: one for one in old.baselines}
        now = {one.number: one for one in new.baselines}
        for number in sorted(was.keys() | now.keys()):
            before, after = was.get(number), now.get(number)
            for field in ("start", "finish", "duration_minutes", "cost"):
                first, last = getattr(before, field, None), getattr(after, field, None)
                if first == last:
                    continue
                shown = (first, last) if field != "duration_minutes" else (scene.days(first), scene.days(last))
                text = Message.of(
                    f"compare.change.baseline_{field}", name=new.name, number=number, old=shown[0], new=shown[1]
                )
                what = f"baseline_{field}" if number == 0 else f"baseline{number}_{field}"
                yield Change(What.BASELINE, new.id, what, first, last, text)
