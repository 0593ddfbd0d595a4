"""The picture of which project waits for which: lines run round every box, each in its own lane."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from rechterhand.web.pages.projects.waiting_ways import APART, HIGH, Pair, tag_place, ways

NAMES = "ABCDEFG"
PAIRS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda one: one[0] != one[1]),
    min_size=1,
    max_size=12,
    unique=True,
)


@settings(max_examples=150, deadline=None)
@given(PAIRS)
def test_no_line_runs_through_a_box_or_over_another_line(pairs: list[Pair]) -> None:
    found = ways(pairs, 960)

    boxes = list(found.boxes.values())
    parts = [(pair, one) for pair, line in found.lines.items() for one in pairwise(line)]
    for pair, ((x1, y1), (x2, y2)) in parts:
        assert x1 == x2 or y1 == y2
        left, right, top, bottom = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
        assert not [one for one in boxes if one.touches(left, top, right, bottom)], pair
        assert left >= 0
        assert top >= 0
        assert right <= found.width
        assert bottom <= found.height
    for (one, ((x1, y1), (x2, y2))), (other, ((x3, y3), (x4, y4))) in combinations(parts, 2):
        if one != other and x1 == x2 == x3 == x4 and y1 != y2:
            assert max(y1, y2) <= min(y3, y4) or max(y3, y4) <= min(y1, y2)
    for one, other in combinations(boxes, 2):
        assert not one.touches(other.x, other.y, other.right, other.y + HIGH)


def test_a_line_past_a_column_has_a_lane_of_its_own() -> None:
    found = ways([("A", "B"), ("B", "C"), ("A", "C"), ("A", "D"), ("D", "C"), ("B", "D")], 960)

    lanes = sorted(line[2][1] for line in found.lines.values() if len(line) == 6)
    assert len(lanes) == 3
    assert all(high - low >= APART for low, high in pairwise(lanes))


def test_a_tag_stands_over_no_box() -> None:
    found = ways([("A", "B"), ("B", "C"), ("A", "C")], 960)

    for line in found.lines.values():
        x, y = tag_place(line, 50, found.boxes.values(), [])
        assert not [one for one in found.boxes.values() if one.touches(x - 25, y - 9, x + 25, y + 9)]
