"""Ways out in the verdict: the three best, the best together, both curves, and on what each figure rests."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import datetime
from functools import cache
from html import unescape
from io import BytesIO, StringIO

import pytest
from python_calamine import CalamineWorkbook
from tests.cases.plans import build
from tests.cases.verdicts import bare, empty, finished, harmful, ordinary

from rechterhand.cli.screen import Screen
from rechterhand.cli.verdict import show_verdict
from rechterhand.cli.ways_out import show_ways_out
from rechterhand.engine.simulate.run import Run
from rechterhand.remedies.way_out import Combination, Degree, WaysOut
from rechterhand.reports.kinds.workbook import workbook
from rechterhand.reports.page import page
from rechterhand.reports.ways import chance_now, cost_line, interaction_line, promise_lines
from rechterhand.text import LANGUAGES, Language, Message, render
from rechterhand.verdict import Review, review

ASKED = {"nl": "Wat kun je eraan doen?", "en": "What can be done about it?"}


@cache
def crowded() -> Review:
    """One tester for two chains, and a wait that no tester shortens: ways out by logic and with people."""
    tasks = [{"id": key, "days": 20} for key in (1, 2)] + [{"id": 3, "days": 30}, {"id": 4, "days": 0}]
    form = {
        "start": datetime(2026, 1, 5, 8),
        "tasks": tasks,
        "links": ["1 FS 4", "2 FS 4", "3 FS 4"],
        "resources": [{"id": 1, "name": "tester", "max_units": 1.0}, {"id": 2, "name": "bouwer", "max_units": 1.0}],
        "assignments": [
            {"id": key, "task": task, "resource_id": who, "remaining_work_minutes": minutes}
            for key, task, who, minutes in ((1, 1, 1, 9600), (2, 2, 1, 9600), (3, 3, 2, 14400))
        ],
    }
    return review(build(form), run=Run(iterations=500, seed=1))


def section(made: Review, language: Language) -> str:
    """The part of the page that says what can be done."""
    found = re.search(rf"<section><h2>{re.escape(ASKED[language])}</h2>.*?</section>", page(made, language))
    return found.group() if found else ""


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def said(message: Message, language: Language) -> str:
    return " ".join(render(message, language).split())


def screen(made: Review, language: Language) -> str:
    file = StringIO()
    show_verdict(made, language, Screen(file=file, width=100, highlight=False))
    return file.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_tells_the_three_best_and_keeps_the_others_at_hand(language: Language) -> None:
    verdict = ordinary()
    html = section(verdict, language)
    best, others = html.split("<details>", 1)

    leading = verdict.ways.leading(3)
    for one in verdict.ways.ways:
        assert (said(one.title, language) in words(best)) is (one in leading)
        assert said(one.title, language) in words(best + others)
    for one in leading:
        assert said(one.effect, language) in words(best)
        assert said(one.side, language) in words(best)
    tags = [float(one.replace(",", ".")) for one in re.findall(r'class="tag">([\d.,]+) <small>', html)]
    wanted = [one.days for one in leading] + [verdict.ways.combinations[0].days]
    assert tags == pytest.approx([round(one, 1) for one in wanted])


@pytest.mark.parametrize("language", LANGUAGES)
def test_reader_meets_when_then_what_then_ways_out_then_trust(language: Language) -> None:
    heads = re.findall(r"<h2>(.*?)</h2>", page(ordinary(), language))
    keys = ("report.when", "report.holds_up", "report.ways", "report.believed")
    wanted = [said(Message.of(key), language) for key in keys]

    assert [one for one in heads if one in wanted] == wanted


def test_a_bottleneck_shows_its_own_way_out_and_techniques_without_a_price() -> None:
    verdict = ordinary()
    rows = re.findall(r'<details class="price"><summary>(.*?)</summary>', page(verdict, "en"))

    for one, row in zip(verdict.prices.bottlenecks, rows, strict=False):
        own = next((way for way in verdict.ways.ways if one.key in way.answers), None)
        told = re.search(r"Way out: (.*?) \(gains ([\d.]+) ±", words(row))
        assert (told is None) is (own is None)
        if own is not None and told is not None:
            assert told.groups() == (said(own.title, "en"), f"{own.days:.1f}")
        assert re.search(r"Techniques, not priced: .+ \(\d+ min\)", words(row))


@pytest.mark.parametrize("look", ["wide", "narrow"])
def test_both_curves_are_told_in_words_and_as_a_table(look: str) -> None:
    verdict = ordinary()
    html = section(verdict, "en")
    title = re.search(rf'<title id="s-curve-ways-{look}-title">(.*?)</title>', html)

    assert title is not None
    then = verdict.ways.best
    assert then is not None
    assert re.search(r"P80 goes from \d+ \w+ \d{4} to \d+ \w+ \d{4}", title.group(1))
    svg = html[html.index(f"s-curve-ways-{look}-title") :].split("</svg>")[0]
    assert svg.count('class="curve"') == svg.count('class="curve former"') == 1
    for name in ("P80 now", "P80 then", "Committed"):
        assert name in words(svg)
    table = re.search(r"<tr><td>P80</td>(.*?)</tr>", html)
    assert table is not None
    assert words(table.group(1)).split() == re.sub(r".*P80 goes from (.*) to (.*)\.", r"\1 \2", title.group(1)).split()


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_yardsticks_are_told_apart(language: Language) -> None:
    verdict = crowded()
    kinds = {one.with_people for one in verdict.ways.ways}
    html = words(section(verdict, language))
    both = {"nl": "Twee maatstaven", "en": "Two yardsticks"}[language]
    each = [said(Message.of(key), language) for key in ("report.ways.with_people", "report.ways.by_logic")]

    assert kinds == {True, False}
    assert html.count(both) == 1
    assert all(html.count(one) >= 2 for one in each)


def test_one_yardstick_is_not_explained() -> None:
    assert "yardstick" not in section(ordinary(), "en")
    assert "with the people there are" not in section(ordinary(), "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [ordinary, bare, harmful, crowded])
def test_screen_has_ways_out_in_six_lines_at_most_and_stays_one_screen(
    kind: Callable[[], Review], language: Language
) -> None:
    out = screen(kind(), language)
    head = {"nl": "Wat je eraan kunt doen", "en": "What can be done about it"}[language]
    block = next(part for part in out.split("\n\n") if part.startswith(head))

    assert len(out.splitlines()) <= 40
    assert max(map(len, out.splitlines())) <= 100
    assert len(block.splitlines()) <= 7
    assert block.count("⟨") == len(kind().ways.leading(3)) + len(kind().ways.combinations[:1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_without_ways_out_says_so_everywhere(language: Language) -> None:
    verdict = replace(ordinary(), ways=WaysOut(tried=12))
    told = {"nl": "geen uitweg gevonden die een dag wint", "en": "No way out was found that gains a day"}[language]

    assert told in words(section(verdict, language))
    assert "12" in words(section(verdict, language))
    assert "<svg" not in section(verdict, language)
    assert told in screen(verdict, language)


@pytest.mark.parametrize("kind", [finished, empty])
def test_nothing_is_to_be_done_about_what_is_done(kind: Callable[[], Review]) -> None:
    assert section(kind(), "en") == ""
    assert "What can be done" not in screen(kind(), "en")


def test_a_plan_without_promise_tells_no_chance() -> None:
    html = words(section(bare(), "en"))

    assert not re.search(r"chance \d", html)
    assert "Committed" not in html


@pytest.mark.parametrize(
    ("cost", "currency", "told"),
    [
        (None, "EUR", "kosten onbekend"),
        (0.0, "EUR", "geen extra kosten"),
        (1234.4, "EUR", "kost EUR 1.234"),
        (1234.4, None, "kost 1.234"),
        (-900.0, "EUR", "bespaart EUR 900"),
        (-900.0, None, "bespaart 900"),
    ],
)
def test_cost_is_told_in_the_plans_currency(cost: float | None, currency: str | None, told: str) -> None:
    assert render(cost_line(cost, currency), "nl") == told


@pytest.mark.parametrize(
    ("days", "apart", "told"),
    [(12.0, 8.0, "strengthen"), (5.0, 8.0, "partly gain the same days"), (8.1, 8.0, "don’t get in each other’s way")],
)
def test_what_goes_together_is_held_beside_the_sum(days: float, apart: float, told: str) -> None:
    title = ordinary().ways.ways[0].title
    one = Combination(
        ("a", "b"),
        ("1", "2"),
        (title, title),
        (title, title),
        (title, title),
        days,
        0.5,
        apart,
        None,
        None,
        None,
        datetime(2027, 1, 1),
        False,
    )

    assert told in render(interaction_line(one), "en")


@pytest.mark.parametrize(("with_people", "told"), [(True, "ook met de mensen die er zijn"), (False, "te houden: ")])
def test_a_promise_says_whether_the_people_are_counted(with_people: bool, told: str) -> None:
    verdict = crowded()
    way = replace(verdict.ways.ways[-1], with_people=with_people)
    (line,) = promise_lines(replace(verdict, ways=replace(verdict.ways, promise=way)))

    assert told in render(line, "nl")


@pytest.mark.parametrize(("language", "steep"), [("nl", "steil"), ("en", "steep")])
def test_a_gain_on_a_cliff_is_called_steep_on_every_door(language: Language, steep: str) -> None:
    verdict = ordinary()
    note = Message.of("remedies.note.steep", p75=0.4, p85=9.1, mean=3.0)
    first, *rest = (replace(one, steep=False, notes=()) for one in verdict.ways.ways)
    cliff = replace(first, steep=True, notes=(note,))
    apart = replace(verdict, ways=replace(verdict.ways, ways=(cliff, *rest), combinations=()))

    assert words(section(apart, language)).split().count(steep) == 1
    assert said(note, language) in words(section(apart, language))
    assert sum(f" {steep}" in line for line in screen(apart, language).splitlines() if "⟨" in line) == 1 + sum(
        one.steep for one in verdict.prices.bottlenecks[:5]
    )
    all_ways = StringIO()
    with redirect_stdout(all_ways):
        show_ways_out(apart, language)
    told = " ".join(all_ways.getvalue().split())
    assert f"· {steep}" in told
    assert said(note, language) in told
    book = CalamineWorkbook.from_filelike(BytesIO(workbook(apart, language)))
    sheet = book.get_sheet_by_name({"nl": "Uitwegen", "en": "Ways out"}[language]).to_python()
    assert [row[-1] for row in sheet[1:]].count(render(note, language)) == 1


def test_the_chance_now_is_told_on_both_yardsticks_where_there_are_two() -> None:
    verdict = crowded()
    ways = replace(verdict.ways, chance=0.34, chance_with_people=0.12)
    told = chance_now(replace(verdict, ways=ways))

    assert told is not None
    assert "alleen op logica 34 %, met de mensen die er zijn 12 %" in said(told, "nl")
    assert chance_now(replace(verdict, ways=replace(ways, chance_with_people=None))) is None


def test_workbook_has_every_way_with_its_other_forms() -> None:
    verdict = ordinary()
    first, *rest = verdict.ways.ways
    degree = Degree("10%", first.title, first.effect, 0.5, 0.1, None)
    ways = replace(verdict.ways, ways=(replace(first, degrees=(degree,), cost=12.0), *rest), promise=first)
    book = CalamineWorkbook.from_filelike(BytesIO(workbook(replace(verdict, ways=ways), "en")))
    head, *rows = book.get_sheet_by_name("Ways out").to_python()
    found = [dict(zip(map(str, head), row, strict=True)) for row in rows]

    others = sum(len(one.degrees) for one in rest) + 1
    kinds = [row["List"] for row in found]
    assert kinds[:2] == ["way out", "other form"]
    assert (kinds.count("way out"), kinds.count("other form")) == (len(ways.ways), others)
    assert (kinds.count("together"), kinds.count("promise")) == (len(ways.combinations), 1)
    assert found[0]["Gain (working days of P80)"] == round(first.days, 1)
    assert found[0]["P80 then"] == first.p80
    assert found[0]["Side effect (not simulated)"] == render(first.side, "en")
    assert (found[0]["Cost"], found[1]["Gain (working days of P80)"]) == (12.0, 0.5)
