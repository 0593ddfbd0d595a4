"""How each activity is drawn by itself: its own range where it has one, else the stated default.

Variants of a plan share most of their activities; what follows from one of these is made once.
"""

from __future__ import annotations

from rechterhand.engine.futures.forms import Form, Forms
from rechterhand.engine.futures.keys import key_of
from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.record.activity import Activity, ThreePoint

CERTAIN = Form(0, 0, 1.0, 1.0, 1.0)


class OwnForms:
    """The forms of activities under the ranges and the default of an uncertainty, and the keys of their draws.

    ``forms`` holds their curves and steps.
    """

    def __init__(self, uncertainty: Uncertainty) -> None:
        self._ranges = uncertainty.ranges
        self._usual = _usual(uncertainty)
        self._known: dict[int, tuple[Activity, tuple[Form, bool, bool]]] = {}
        self._keys: dict[tuple[str, str | int], int] = {}
        self.forms = Forms()

    def hold_for(self, uncertainty: Uncertainty) -> bool:
        """Whether it says the same of each activity by itself."""
        return self._ranges is uncertainty.ranges and self._usual == _usual(uncertainty)

    def of(self, one: Activity, whole: int | None = None) -> tuple[Form, bool, bool]:
        """How an activity is drawn, whether by a range of its own, and whether that leaves nothing to draw.

        ``whole`` is the id of the work that it is a part of.
        """
        known = self._known.get(id(one))
        if known is None:
            given = self._ranges.get(one.id if whole is None else whole) or _given(one)
            drawn = given or self._usual
            known = one, (form_of(drawn, self.forms), given is not None, drawn.certain)
            self._known[id(one)] = known
        return known[1]

    def key(self, project: str, name: str | int) -> int:
        """The key of its draws (``keys.key_of``)."""
        known = self._keys.get((project, name))
        if known is None:
            known = self._keys[project, name] = key_of(project, name)
        return known


def form_of(one: Range, forms: Forms) -> Form:
    """How a range is drawn, also one without width."""
    return Form(0, 0, *[_only(one)] * 3) if one.certain else forms.of(one)


def _usual(uncertainty: Uncertainty) -> Range:
    """The stated default."""
    return Range(low=uncertainty.low, likely=uncertainty.likely, high=uncertainty.high)


def _given(activity: Activity) -> Range | None:
    """The three points of the file as factors of the planned duration."""
    planned = activity.duration_minutes
    points = in_order(activity.three_point, planned)
    if points is None or not planned or planned < 0:
        return None
    first, second, third = points
    return Range(Shape.TRIANGULAR, first / planned, second / planned, third / planned)


def in_order(points: ThreePoint | None, planned: int | None) -> tuple[int, int, int] | None:
    """The three points of the file in minutes, also those that it leaves out; points out of order are put in order."""
    if points is None or not planned or planned < 0:
        return None
    likely = points.likely_minutes if points.likely_minutes is not None else planned
    low = points.low_minutes if points.low_minutes is not None else min(likely, planned)
    high = points.high_minutes if points.high_minutes is not None else max(likely, planned)
    first, second, third = sorted(max(0, one) for one in (low, likely, high))
    return first, second, third


def _only(one: Range) -> float:
    """The one value of a range without width."""
    return one.steps[0][0] if one.shape is Shape.DISCRETE else one.likely
