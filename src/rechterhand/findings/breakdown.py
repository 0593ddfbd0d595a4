"""Where activities stand in the breakdown of a plan, by the names of the summaries above them."""

from __future__ import annotations

from rechterhand.record.plan import Plan


class Breakdown:
    """Paths of a plan, each made once; a loop of summaries ends where it comes round."""

    def __init__(self, plan: Plan) -> None:
        self.by_id = {one.id: one for one in plan.activities}
        self._paths: dict[int, tuple[str, ...]] = {}

    def path(self, key: int) -> tuple[str, ...]:
        """The names of the summaries above an activity, from the top."""
        if key not in self._paths:
            above, seen, found = self._above(key), {key}, list[str]()
            while above is not None and above not in seen:
                found.append(self.by_id[above].name)
                seen.add(above)
                above = self._above(above)
            self._paths[key] = tuple(reversed(found))
        return self._paths[key]

    def _above(self, key: int) -> int | None:
        one = self.by_id.get(key)
        return one.parent_id if one is not None and one.parent_id in self.by_id else None
