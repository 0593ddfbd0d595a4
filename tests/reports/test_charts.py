"""Pictures of a series: every line can be followed, every name stands at what it names, nothing runs through words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import resources
from itertools import combinations, pairwise
from xml.etree import ElementTree as Xml

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rechterhand.reports.charts.labels import breadth, spread, wrapped
from rechterhand.reports.charts.plot import TONES, Line, Plot, plot
from rechterhand.reports.charts.svg import Look
from rechterhand.reports.charts.waterfall import Bar, waterfall
from rechterhand.reports.charts.wave import Version, rounded, wave
from rechterhand.text import LANGUAGES, Language

LOOKS: tuple[Look, ...] = ("wide", "narrow")
STATUSES = [datetime(2026, 6, 2) + timedelta(days=35 * place) for place in range(6)]
NAMES = (
    "Programma NOVA afgerond",
    "Vergunningen live",
    "Golf 1 stabiel",
    "Acceptatie sociaal domein getekend",
    "Acceptatie vergunningen en handhaving getekend door alle betrokken afdelingshoofden",
    "Burgerzaken live",
    "Golf 2 stabiel",
    "Sociaal domein live",
)


def lines(days: list[int]) -> list[Line]:
    """Milestones that move alike; each ends some days after the first."""
    moves = (0, -40, -28, -33, -45, 0)
    return [
        Line(
            name,
            [
                (at, datetime(2027, 9, 15, 17) + timedelta(days=end + move))
                for at, move in zip(STATUSES, moves, strict=True)
            ],
        )
        for name, end in zip(NAMES, days, strict=False)
    ]


def drawn(found: list[Line], language: Language, look: Look) -> Xml.Element:
    one = Plot("Mijlpalen", "slip", found, across="statusdatum", up="datum", on_time="op tijd")
    return Xml.fromstring(plot(one, language, look))


def numbers(told: str | None) -> list[tuple[float, float]]:
    """The places in a path or the corners of a polygon."""
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", told or "")]


@dataclass(frozen=True)
class End:
    """Where a line ends, where the tie from it begins and ends, and where its name stands."""

    line: tuple[float, float]
    tie: list[tuple[float, float]]
    name: str
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def ends(picture: Xml.Element) -> list[End]:
    found = []
    for group in picture.iter("g"):
        path, tie = group.findall("path")
        words = group.findall("text")
        rows = [float(one.get("y", "0")) for one in words]
        name = " ".join(one.text or "" for one in words)
        found.append(End(numbers(path.get("d"))[-1], numbers(tie.get("d")), name, rows[0] - 11, rows[-1] + 3))
    return found


NEAR = [[0, 1, 2, 3, 4, 5, 6, 7], [0] * 8, [90, 0, 60, 7, 3, 20, 31, 30], [400, 0, 1, 2, 200, 201, 202, 203]]


@pytest.mark.parametrize("days", NEAR)
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_is_tied_to_the_end_of_its_own_line(days: list[int], look: Look, language: Language) -> None:
    found = ends(drawn(lines(days), language, look))

    assert len(found) == len(days)
    for one in found:
        assert one.tie[0] == one.line
        assert abs(one.tie[-1][1] - one.middle) <= 3
    by_line = sorted(found, key=lambda one: one.line[1])
    assert [one.line[1] for one in by_line] == [one.line[1] for one in sorted(found, key=lambda one: one.middle)]
    for one in found:
        moved = abs(one.middle - one.line[1])
        tied = len(one.tie) == 3 and one.tie[-1][0] > one.tie[0][0]
        assert moved <= min(abs(one.middle - other.line[1]) for other in found) or tied


@pytest.mark.parametrize("days", NEAR)
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_names_stand_apart_and_within_the_picture(days: list[int], look: Look, language: Language) -> None:
    picture = drawn(lines(days), language, look)
    found = sorted(ends(picture), key=lambda one: one.top)
    _, _, width, height = (float(one) for one in picture.get("viewBox", "").split())

    assert all(one.bottom <= other.top for one, other in pairwise(found))
    assert found[0].top >= 0
    assert found[-1].bottom <= height
    for one in picture.iter("text"):
        x, wide = float(one.get("x", "0")), breadth(one.text or "")
        left = x - {"start": 0, "middle": wide / 2, "end": wide}[one.get("text-anchor", "start")]
        assert left >= -1
        assert left + wide <= width + 1, one.text


def test_a_name_that_is_too_long_is_cut_where_it_shows_but_its_date_stays() -> None:
    told = ends(drawn(lines(NEAR[2]), "nl", "wide"))

    assert any(one.name.startswith("Acceptatie vergunningen en handhaving") and "…" in one.name for one in told)


def test_lines_are_told_apart_without_colour() -> None:
    looks = set()
    for group in drawn(lines(NEAR[2]), "nl", "wide").iter("g"):
        dash = next(one for one in group.get("class", "").split() if one.startswith("dash"))
        marks = [one for one in group if one.get("class", "").startswith("dot")]
        shapes = {(one.tag, len(numbers(one.get("points"))), one.get("class")) for one in marks}
        assert len(shapes) == 1
        corners = [(x - float(numbers(marks[0].get("points"))[0][0]), y) for x, y in numbers(marks[0].get("points"))]
        looks.add((dash, *shapes, len({round(x) for x, _ in corners})))

    assert len(looks) == len(NAMES)


def test_neighbouring_lines_have_other_colours() -> None:
    groups = sorted(drawn(lines(NEAR[2]), "nl", "wide").iter("g"), key=lambda one: numbers(one[0].get("d"))[-1][1])
    tones = [re.findall(r"tone\d", one.get("class", ""))[0] for one in groups]

    assert all(one != other for one, other in pairwise(tones))


@given(
    st.lists(st.floats(0, 400), min_size=1, max_size=12),
    st.lists(st.sampled_from([14.0, 20.0, 34.0]), min_size=12, max_size=12),
)
def test_labels_keep_their_order_and_never_overlap(wanted: list[float], tall: list[float]) -> None:
    heights = tall[: len(wanted)]

    found = spread(wanted, heights, -20, 440)

    order = sorted(range(len(wanted)), key=lambda one: (wanted[one], one))
    for one, other in pairwise(order):
        assert found[other] - found[one] >= (heights[one] + heights[other]) / 2 - 1e-6
    if all(abs(wanted[a] - wanted[b]) >= (heights[a] + heights[b]) / 2 for a, b in combinations(order, 2)):
        assert found == pytest.approx(wanted)


def test_labels_that_would_overlap_part_evenly() -> None:
    assert spread([100, 100, 300], [20, 20, 20], 0, 400) == [90, 110, 300]
    assert spread([0, 400], [20, 20], 0, 400) == [10, 390]


def test_words_are_broken_between_words() -> None:
    assert wrapped("Acceptatie sociaal domein", 14 * 6.9, 3) == ["Acceptatie", "sociaal domein"]
    assert wrapped("een twee drie vier vijf", 9 * 6.9, 2)[-1].endswith("…")


VERSIONS = [
    Version(
        f"{status:%d-%m-%Y}",
        status,
        {date(2026, 5, 1): 40.0, date(2026, 10, 1): 250.0, date(2027, 1 + place, 1): 300.0 + 20 * place},
    )
    for place, status in enumerate(STATUSES)
]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_wave_names_every_version_and_draws_the_newest_strongest(look: Look, language: Language) -> None:
    picture = Xml.fromstring(wave(VERSIONS, language, look, title="Golf", unit="werkdagen werk"))
    rows = list(picture.iter("g"))
    _, _, width, _ = (float(one) for one in picture.get("viewBox", "").split())

    named = [[each.text for each in one.iter("text") if each.get("class") == "name"] for one in rows]
    assert named == [[one.name] for one in VERSIONS]
    strengths = [max(float(bar.get("opacity", "0")) for bar in one.iter("rect")) for one in rows]
    assert strengths == sorted(strengths)
    assert strengths[-1] == 1
    assert rows[-1].get("class") == "version newest"
    assert "werkdagen werk" in [one.text for one in picture.iter("text")]
    marked = [
        [float(each.get("x1", "0")) for each in one.iter("line") if each.get("class") == "status"] for one in rows
    ]
    assert all(len(one) == 1 for one in marked)
    assert marked == sorted(marked)
    for one in picture.iter("text"):
        x, wide = float(one.get("x", "0")), breadth(one.text or "")
        left = x - {"start": 0, "middle": wide / 2, "end": wide}[one.get("text-anchor", "start")]
        assert left >= -1
        assert left + wide <= width + 1, one.text


def test_wave_tells_work_to_come_from_what_lies_before_the_status_date() -> None:
    (row,) = Xml.fromstring(wave(VERSIONS[-1:], "nl", "wide", title="Golf", unit="dagen")).iter("g")

    looks = [one.get("class") for one in row.iter("rect")]
    assert looks == ["spread", "spread", "bar"]


def test_wave_of_a_version_without_status_date_or_later_work() -> None:
    bare = Version("nova.xer", None, {date(2026, 12, 1): 3.0})
    over = Version("later.xer", datetime(2027, 3, 1), {date(2026, 12, 1): 3.0})

    picture = Xml.fromstring(wave([bare, over], "en", "narrow", title="Wave", unit="days"))

    assert len([one for one in picture.iter("line") if one.get("class") == "status"]) == 1


@pytest.mark.parametrize(("most", "level"), [(403, 200), (1, 1), (1.9, 1), (50, 50), (4.99, 2)])
def test_scale_has_a_round_number(most: float, level: float) -> None:
    assert rounded(most) == level


@pytest.mark.parametrize("days", [(20.0, 10.0, 0.0, 0.0), (-30.0, 10.0, -5.0), (-3.0, 2.0, 1.0), (0.1, 12.0)])
@pytest.mark.parametrize("look", LOOKS)
def test_no_line_of_the_waterfall_runs_through_a_name(days: tuple[float, ...], look: Look) -> None:
    bars = [Bar("voortgang tegenover de kalender", one) for one in days]
    bars.append(Bar("samen", round(sum(days), 1), whole=True))
    picture = Xml.fromstring(waterfall(bars, "nl", look, key="waterfall"))

    names = [one for one in picture.iter("text") if one.get("class") == "label"]
    assert len(names) == len(bars)
    for name in names:
        x, y, wide = float(name.get("x", "0")), float(name.get("y", "0")), breadth(name.text or "")
        left = x - wide if name.get("text-anchor") == "end" else x
        for one in picture.iter("line"):
            at, top, foot = (float(one.get(key, "0")) for key in ("x1", "y1", "y2"))
            assert not (left < at < left + wide and top < y + 3 and foot > y - 10)


def css(name: str) -> str:
    return resources.files("rechterhand.reports").joinpath(name).read_text(encoding="utf-8")


def colours(scheme: str) -> dict[str, str]:
    """The colours of the page in the light, in the dark and on paper."""
    found: dict[str, str] = {}
    for sheet in (css("look.css"), css("changed.css")):
        for media, rules in re.findall(r"(@media [^{]*\{ )?:root \{([^}]*)\}", sheet):
            known = "dark" if "dark" in media else "print" if "print" in media else "light"
            if known in {"light", scheme}:
                found |= dict(re.findall(r"(--[\w-]+): (#\w+)", rules))
    return {
        key: value if len(value) == 7 else "#" + "".join(2 * one for one in value[1:]) for key, value in found.items()
    }


def linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast."""
    low, high = sorted(float(linear(each) @ [0.2126, 0.7152, 0.0722]) for each in (one, other))
    return (high + 0.05) / (low + 0.05)


SEEN = {
    "all": np.eye(3),
    "without red": np.array([[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]]),
    "without green": np.array([[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]]),
}
"""How linear colours look to who lacks a kind of cones (Viénot, Brettel and Mollon 1999)."""


def lightness_and_hue(parts: np.ndarray) -> np.ndarray:
    """CIE L*a*b* of linear sRGB."""
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    x, y, z = np.cbrt(np.clip(to_xyz @ parts, 1e-6, None) / [0.9505, 1, 1.089])
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_colours_of_lines_are_seen_on_their_paper(scheme: str) -> None:
    known = colours(scheme)

    assert all(contrast(known[f"--tone{tone}"], known["--paper"]) >= 3 for tone in range(TONES))


@pytest.mark.parametrize("eyes", SEEN)
@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_colours_of_lines_differ_for_the_colour_blind(scheme: str, eyes: str) -> None:
    seen = [lightness_and_hue(SEEN[eyes] @ linear(colours(scheme)[f"--tone{tone}"])) for tone in range(TONES)]

    assert min(float(np.linalg.norm(one - other)) for one, other in combinations(seen, 2)) >= 10
