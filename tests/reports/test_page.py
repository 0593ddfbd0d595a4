"""What the verdict's page and the terminal say, and when they have little to say."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from io import StringIO
from itertools import pairwise

import pytest
from rich.console import Console
from tests.cases.verdicts import bare, empty, finished, harmful, moved, ordinary, spoilt, unmoved, wordy

from rechterhand.cli.verdict import show_verdict
from rechterhand.demo.plan import demonstration
from rechterhand.engine.schedule.result import to_minute
from rechterhand.engine.simulate.run import Run
from rechterhand.findings.bottleneck import Hidden, Joint, Overlap, Together
from rechterhand.findings.check import CheckResults, Verdict
from rechterhand.reports.charts.axis import Axis
from rechterhand.reports.charts.gantt import Wait, bars, shown_rows
from rechterhand.reports.charts.s_curve import s_curve
from rechterhand.reports.charts.svg import Look
from rechterhand.reports.page import page
from rechterhand.reports.remarks import priced
from rechterhand.text import LANGUAGES, Language, Message, render
from rechterhand.text.writing import long_date, number
from rechterhand.verdict import Review, review

VERDICTS: dict[str, Callable[[], Review]] = {
    "ordinary": ordinary,
    "harmful": harmful,
    "wordy": wordy,
    "bare": bare,
    "finished": finished,
    "empty": empty,
    "moved": moved,
    "spoilt": spoilt,
    "unmoved": unmoved,
}


def words(html: str) -> str:
    """The page's text on one line."""
    body = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def screen(verdict: Review, language: Language) -> list[str]:
    console = Console(file=StringIO(), width=100, highlight=False)
    show_verdict(verdict, language, console)
    return console.file.getvalue().splitlines()  # type: ignore[attr-defined]  # it is the buffer made above


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_says_when_what_and_whether(language: Language) -> None:
    verdict = ordinary()
    text = words(page(verdict, language))

    assert long_date(verdict.simulation.percentiles["p80"].moment, language) in text
    for one in verdict.prices.bottlenecks[:10]:
        assert f"{number(one.price_days, language, 1)} ± {number(one.standard_error_days, language, 1)}" in text
    for check in verdict.checks:
        if check.finding.verdict is Verdict.FAIL:
            assert {"nl": "✗ fout", "en": "✗ failed"}[language] in text
    for told in verdict.simulation.sharpen:
        name, days = verdict.plan.activity(told.activity_id).name, number(told.narrower_days, language, 1)
        assert {"nl": f"{name}: haalt er {days}", "en": f"{name}: takes off {days}"}[language] in text


def test_prices_stand_from_dear_to_cheap_and_open_to_their_relief() -> None:
    html = page(ordinary(), "en")
    tags = [float(one) for one in re.findall(r'<summary><span class="tag">([\d.]+) <small>', html)]

    assert tags == sorted(tags, reverse=True)
    assert html.count('<details class="price">') == len(tags)
    assert "Suppose: The wait is taken out; the link stays." in words(html)


@pytest.mark.parametrize(("language", "steep"), [("nl", "steil"), ("en", "steep")])
def test_a_steep_price_says_so_in_its_row_as_on_the_terminal(language: Language, steep: str) -> None:
    verdict = ordinary()
    first, *others = verdict.prices.bottlenecks
    found = (replace(first, steep=True), *(replace(one, steep=False) for one in others))
    verdict = replace(verdict, prices=replace(verdict.prices, bottlenecks=found))

    rows = re.findall(r'<details class="price"><summary>(.*?)</summary>', page(verdict, language))

    assert [f"· {steep}" in words(one) for one in rows] == [True] + [False] * (len(rows) - 1)
    assert sum(f"· {steep}" in line for line in screen(verdict, language)) == 1


def test_hidden_cost_is_told_apart_from_prices() -> None:
    verdict = ordinary()
    title = Message.of("bottlenecks.activity.title", name="Gunning")
    hidden = (Hidden("activity", "activity:11", title, (11,), 2.5, 0.2),)

    text = words(page(replace(verdict, prices=replace(verdict.prices, hidden=hidden)), "en"))

    assert "Without ‘Gunning takes longer than planned’ the finish would honestly be 2.5 working days later" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_lies_inside_a_row_and_what_rows_bring_together_is_told(language: Language) -> None:
    verdict = ordinary()
    title = Message.of("bottlenecks.activity.title", name="Gunning")
    link = Message.of("bottlenecks.open_end.closes", name="Gunning")
    first, *others = verdict.prices.bottlenecks
    prices = replace(
        verdict.prices,
        bottlenecks=(replace(first, overlaps=(Overlap("activity", "activity:11", title, (11,), 2.5, 0.2),)), *others),
        joint=(Joint((Together("link", "link:1:2:FS", title, 3.3),) * 2, 20.0, 0.1, 6.6),),
        hidden=(Hidden("open_end", "open_end:11:finish", title, (11, 12), 2.5, 0.2, link),),
    )
    full = replace(verdict, prices=prices)

    text, lines = words(page(full, language)), " ".join(screen(full, language))

    gunning, half = render(title, language), "2,5" if language == "nl" else "2.5"
    assert f"{gunning} ({half})" in text
    assert render(link, language) in text
    told = "Samen meer dan de som" if language == "nl" else "Together more than the sum"
    assert told in text
    assert told in lines


@pytest.mark.parametrize(("kind", "told"), [("finished", "Al het werk is klaar"), ("empty", "bevat geen werk")])
def test_plan_without_open_work_says_so(kind: str, told: str) -> None:
    verdict = VERDICTS[kind]()

    assert told in words(page(verdict, "nl"))
    assert told in " ".join(screen(verdict, "nl"))
    for text in (words(page(verdict, "nl")), " ".join(screen(verdict, "nl"))):
        assert not re.search(r"P80|0 van de 0|Niets verschuift|standaarden|bandbreedte", text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", VERDICTS)
def test_terminal_needs_one_screen(kind: str, language: Language) -> None:
    verdict = VERDICTS[kind]()
    title = Message.of("bottlenecks.activity.title", name="x" * 300)
    hidden = (Hidden("activity", "activity:11", title, (11,), 2.5, 0.2),) * 5
    full = replace(verdict, prices=replace(verdict.prices, hidden=hidden, step_days=5.0))

    for one in (verdict, full):
        lines = screen(one, language)
        assert len(lines) <= 40
        assert max(map(len, lines)) <= 100


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_demonstration_fits_one_screen_and_page(language: Language) -> None:
    verdict = review(demonstration(), run=Run(iterations=500))

    assert len(screen(verdict, language)) <= 40
    assert words(page(verdict, language)).count("±") >= 10


def test_priced_rows_are_among_the_bars_and_what_is_left_out_is_counted() -> None:
    verdict = review(demonstration(), run=Run(iterations=500))
    dear = {verdict.plan.activity(one.activity_ids[0]).name for one in priced(verdict)[:20] if one.kind == "activity"}
    _, left = shown_rows(verdict)

    assert dear
    assert dear <= {one.name for one in bars(verdict)}
    assert f"en nog {left} ta" in words(page(verdict, "nl")) if left else True
    assert not left or "die het einde in een deel van de toekomsten bepa" in words(page(verdict, "nl"))


@pytest.mark.parametrize("days", [3, 10, 25])
def test_short_plans_have_dates_below_them(days: int) -> None:
    low = to_minute(datetime(2002, 4, 30, 8))
    axis = Axis(low, low + days * 1440, 300, 930)

    places = [place for place, _, whole in axis.ticks(80) if not whole]

    assert len(places) >= 2
    assert all(b - a >= 79 for a, b in pairwise(places))


def test_a_price_of_nought_is_not_listed() -> None:
    verdict = ordinary()
    first = replace(verdict.prices.bottlenecks[0], price_days=0.04, mean_days=0.04)
    none = replace(verdict, prices=replace(verdict.prices, bottlenecks=(first,)))

    for text in (words(page(none, "nl")), " ".join(screen(none, "nl"))):
        assert "0,0 ±" not in text


def test_checks_that_say_the_same_of_one_activity_take_one_line() -> None:
    verdict = ordinary()
    long = next(one for one in verdict.checks if one.finding.evidence)
    worst = replace(long.finding.evidence[0], fields={"duration_days": 1305.0})
    finding = replace(long.finding, verdict=Verdict.FAIL, evidence=(worst,))
    same = [replace(long, id=key, finding=finding) for key in ("long_activities", "coarse_near_work")]

    text = " ".join(screen(replace(verdict, checks=CheckResults(same)), "nl"))

    assert "Lange taken" in text
    assert "Werk dichtbij nog grof" not in text


def test_terminal_speaks_one_language() -> None:
    text = " ".join(screen(ordinary(), "nl"))

    assert "Wat het ophoudt" in text
    assert "What holds it up" not in text


@pytest.mark.parametrize("span", [10, 100, 1_000, 20_000])
def test_months_on_the_axis_never_collide(span: int) -> None:
    start = datetime(2026, 9, 7, 8)
    axis = Axis.over([to_minute(start), to_minute(start) + span * 1440], 46, 746)

    places = [place for place, _ in axis.months(room=70)]

    assert all(46 <= place <= 746 for place in places)
    assert all(after - before >= 55 for before, after in pairwise(places))
    assert len(places) >= (1 if span > 31 else 0)


def test_promises_in_danger_come_first() -> None:
    verdict = ordinary()
    first = verdict.simulation.committed[0]
    kept, lost = (replace(first, what="deadline", activity_id=key, chance=key / 40, whole=False) for key in (28, 4))
    futures = replace(verdict.simulation, committed=(first, kept, lost))

    text = words(page(replace(verdict, simulation=futures), "en"))

    places = [text.index(one) for one in ("End of the baseline", "Deadline of Projectplan", "Deadline of Livegang")]
    assert places == sorted(places)


def test_terminal_counts_what_the_limit_is_about() -> None:
    verdict = ordinary()
    ends = next(one for one in verdict.checks if one.id == "open_ends")
    more = replace(ends, finding=replace(ends.finding, evidence=tuple(ends.finding.evidence) * 9, value=4 / 19))

    text = " ".join(screen(replace(verdict, checks=CheckResults((more,))), "en"))

    assert "4 of 19." in text


def test_the_price_of_a_wait_stands_at_the_wait_and_not_on_a_bar() -> None:
    verdict = ordinary()
    first = verdict.prices.bottlenecks[0]
    link = replace(first, kind="link", key="link:9:10:FS", activity_ids=(9, 10), price_days=77.7, mean_days=77.7)
    found = (link, *(one for one in verdict.prices.bottlenecks if one.kind != "link"))
    prices = replace(verdict.prices, bottlenecks=found, ranked_on="p80")
    rows = {one.name: one for one in bars(replace(verdict, prices=prices))}

    before, after = (verdict.plan.activity(key).name for key in (9, 10))
    finish = verdict.schedule[9].early_finish
    assert finish is not None
    assert 77.7 not in {one.price for one in rows.values()}
    assert before not in rows or rows[before].wait is None
    assert rows[after].wait == Wait(to_minute(finish), 77.7)


def test_price_of_a_date_stands_at_the_row_that_it_holds_and_not_as_the_price_of_its_work() -> None:
    verdict = ordinary()
    first = verdict.prices.bottlenecks[0]
    held = replace(first, kind="constraint", key="constraint:10", activity_ids=(10,), price_days=77.7, mean_days=77.7)
    told = replace(verdict, prices=replace(verdict.prices, bottlenecks=(held,), ranked_on="p80"))
    rows = {one.name: one for one in bars(told)}

    name = verdict.plan.activities[verdict.schedule.position[10]].name
    made = page(told, "nl")
    drawn = made[made.index("<svg", made.index("legend")) :]
    assert (rows[name].held, rows[name].price) == (77.7, None)
    assert "vastgehouden door een datum" in words(made)
    assert drawn.count("77,7") >= 2


def test_legend_explains_what_is_drawn_and_nothing_else() -> None:
    verdict = ordinary()
    legend = {
        "mijlpaal": any(one.milestone for one in bars(verdict)),
        "vastgehouden door een datum": any(one.held for one in bars(verdict)),
        "wachttijd in een koppeling": any(one.wait for one in bars(verdict)),
    }
    told = re.findall("class=[\"']legend[\"']>(.*?)</ul>", page(verdict, "nl"))
    shown = " ".join(words(one) for one in told)

    assert {name: name in shown for name in legend} == legend


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_numbers_of_checks_add_up_wherever_they_are_told(language: Language) -> None:
    verdict = ordinary()
    odd = CheckResults(
        tuple(
            replace(one, finding=replace(one.finding, verdict=verdict_of))
            for one, verdict_of in zip(verdict.checks, [*Verdict, *[Verdict.PASS] * len(verdict.checks)], strict=False)
        )
    )
    told = replace(verdict, checks=odd)

    for text in (words(page(told, language)), " ".join(screen(told, language))):
        counted = re.search(rf"\b{len(odd)} (?:controles|checks): (\d+ [a-z ]+(?:, \d+ [a-z ]+)*)", text)
        assert counted is not None
        assert sum(map(int, re.findall(r"\d+", counted[1]))) == len(odd)


@pytest.mark.parametrize("look", ["wide", "narrow"])
def test_no_line_of_the_curve_runs_through_words(look: Look) -> None:
    verdict = ordinary()
    last = verdict.simulation.percentiles["p80"]
    p50 = replace(verdict.simulation.percentiles["p50"], moment=last.moment - timedelta(days=1))
    drawn = s_curve(
        replace(
            verdict.simulation,
            finishes=verdict.simulation.finishes.clip(max=to_minute(last.moment)),
            percentiles={**verdict.simulation.percentiles, "p50": p50},
        ),
        None,
        "nl",
        look,
    )
    starts = [float(one) for one in re.findall(r'<line[^>]*y1="([\d.]+)"[^>]*class="mark', drawn)]
    words_at = [float(one) for one in re.findall(r'<text[^>]*y="([\d.]+)"[^>]*class="label said', drawn)]

    assert len(starts) == len(words_at) == 2
    assert min(starts) > max(words_at)
