"""A number and the words around it agree, in every text: '1 task has', '2 tasks have', '1 taak', '0 taken'.

A text with a number either has two forms chosen by ``{count}``, or chooses its words beside the number
(``{links} {links:link|links}``), or stands in ALONE with the reason why no word depends on the number.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from rechterhand.text import LANGUAGES, Language, Message, render
from rechterhand.text.catalogue import areas, texts

NAMES = """
    whose
diamond dot id role
after amount at before cause causes committed constraint counts date end example examples field file files finish first
format found heading headings inside key known last message name names now option other others p80 plan promised reason
relief rule start status suffix suffixes tally task title titles together told type verdict version wanted what where
activity actual awaited against short calendar computed constraint keys kind lag letter owner problem profile reason
reference resource saved stored suggestion todo unit usual via words day holiday country currency why hits
address cell folder left near one own party piece place risk second technique techniques
basis answers choice fits items purpose question step technique value values who
host port process said
browser bucket by system
"""
TOLD = frozenset(NAMES.split())
"""Placeholders that stand for words, dates or messages: nothing to count."""

MEASURED = "measured"
"""A message 'number of population', whose two numbers are looked at as ``{measured.verb:…}``."""

SPELLED = re.compile(r"pct\d?|chance|margin|plain|date|short|time|month|list")
"""Shares, errors behind a number, numbers that are names, dates and lists: no plural depends on them."""

ALONE: dict[str, str] = {
    "doctor.no_space": "GB is GB",
    "doctor.space": "GB is GB",
    "start.look.versions": "the word agrees with how many versions there are, not with how many of them were reviewed",
    "report.page": "the word stands before the numbers",
    "cli.bad_seed": "the largest seed, with no word behind it",
    "checks.measure.few": "the words stand in the text around it",
    "checks.measure.share": "the words stand in the text around it",
    "checks.odd_logic_density.evidence": "a ratio, with no word behind it",
    "checks.odd_logic_density.summary": "ratios, with no word behind them",
    "cli.usage.between": "bounds, with nothing counted behind them",
    "cli.usage.default": "no word behind the number",
    "cli.usage.from": "bounds, with nothing counted behind them",
    "cli.verdict.of": "no word behind the numbers",
    "cli.verdict.times": "the word stands before the number, which is a factor",
    "cli.wrong.number": "bounds, with nothing counted behind them",
    "cli.wrong.number_from": "bounds, with nothing counted behind them",
    "excuses.rows.left": "the words stand in the text around it",
    "plans.checks.tally": "the words behind the numbers are the same for any number",
    "plans.more": "no word behind the number but that of all of them",
    "plans.rest": "no word behind the number but that of all of them",
    "plans.upload.hint": "MB is MB",
    "start.drop.hint": "MB is MB",
    "start.limit.in.megabytes": "MB is MB",
    "evidence.number": "the word stands in the name before it",
    "intake.too_large": "MB is MB",
    "workbench.body_too_large": "MB is MB",
    "intake.unpacks_too_large": "MB is MB",
    "since.cause": "the word stands before the list that it is in",
    "since.cause_with": "the word stands before the list that it is in",
    "since.causes_and_rest": "the word stands before the list",
    "since.member": "the word stands before the list that it is in",
    "since.member_with_error": "the word stands before the list that it is in",
    "simulate.together": "no word behind the number",
    "report.technique": "min is min",
    "report.ways.curves.few": "a hundred futures at least",
    "report.overlap": "the words stand before the list that it is in",
    "report.tally": "the verdict is one word for any number",
    "toolbox.advise.fact": "'min' has no plural",
    "toolbox.show.step": "'min' has no plural",
    "toolbox.wrong.told_number": "the number is a constant far above one",
    "toolbox.wrong.too_large": "kB is kB, and the number is a constant far above one",
    "psplib.bad_successor": "the number is a name",
    "profiles.too_large": "kB is kB, and the number is a constant far above one",
    "profiles.too_long": "the number is a constant far above one",
    "checks.limit.between": "messages, with their own words",
    "checks.measured": "messages, with their own words",
    "remedies.shorten_wait.effect": "messages, with their own words",
    "report.how.futures": "a hundred futures at least",
    "talk.foot": "a hundred futures at least",
    "cli.verdict.sharpen.one": "the word stands before the list that it is in",
    "compare.assume.fewer_futures": "a thousand futures at least",
    "compare.chain": "the name stands before the number, with no word behind it",
    "compare.how.futures": "a hundred futures at least",
    "compare.member.rows": "the name stands before the number, with no word behind it",
    "report.limit.chosen": "the limit is a message with words of its own",
    "report.limit.usual": "the limit is a message with words of its own",
    "compare.number": "the words stand before the value of a setting",
    "script.gantt_cut": "always six hundred rows, and a word before the other number",
    "script.palette_found": "'found' has no plural",
    "script.too_large": "sizes with their unit, which the script writes",
    "registers.branch_option": "the words stand before the list that it is in",
    "registers.ranges_together": "no word behind the number",
    "registers.risks.no_header": "the number is a constant far above one",
    "registers.uncertainty.no_header": "the number is a constant far above one",
    "tables.no_header": "the number is a constant far above one",
    "tables.no_header_near": "the number is a constant far above one",
    "tables.too_many_cells": "the number is a constant far above one",
    "tables.too_many_columns": "the number is a constant far above one",
    "tables.too_many_rows": "the number is a constant far above one",
    "tables.too_many_sheets": "the number is a constant far above one",
}
ALONE |= dict.fromkeys(
    [
        "compare.change.calendar",
        "compare.change.constraint",
        "compare.change.deadline",
        "compare.change.default_calendar",
        "compare.change.dialect",
        "compare.change.elapsed",
        "compare.change.expected_finish",
        "compare.change.external_early_start",
        "compare.change.external_late_finish",
        "compare.change.link_added",
        "compare.change.link_changed",
        "compare.change.link_deleted",
        "compare.change.manual",
        "compare.change.moved",
        "compare.change.option",
        "compare.change.renamed",
        "compare.change.renumbered",
        "compare.change.resource_calendar",
        "compare.change.second_constraint",
        "compare.change.type",
        "compare.change.typed_finish",
        "compare.change.typed_start",
        "compare.from_to",
    ],
    "old and new are names, dates or choices, with no word behind them",
)
ALONE |= dict.fromkeys(
    [
        "compare.change.baseline_cost",
        "compare.change.cost_fixed",
        "compare.change.cost_total",
        "report.cost.told",
        "report.cost.risks.told",
        "simulate.cost",
    ],
    "amounts of money, with no word behind them",
)
SAME = {
    "nl": {
        "checks.level_of_effort_share.by_hours": "'uur' has no plural",
        "checks.odd_calendars.hours": "'uur' has no plural",
        "checks.overloaded_resources.evidence": "'uur' has no plural",
        "checks.peak_load.evidence": "'uur' has no plural",
        "checks.peak_load.summary": "'uur' has no plural",
        "compare.change.work": "'uur' has no plural",
        "checks.level_of_effort_share.evidence": "'uur' has no plural",
        "checks.remaining_effort_in_past.evidence": "'uur' has no plural",
        "checks.remaining_effort_in_past.summary": "'uur' has no plural",
        "cli.read.missed": "'keer' has no plural",
        "cli.read.missed_because": "'keer' has no plural",
        "cli.read.missed_cells": "'keer' has no plural",
        "registers.history_taken": "'maal' has no plural",
        "report.not_understood": "'keer' has no plural",
        "report.not_understood_because": "'keer' has no plural",
    },
    "en": {},
}
QUIET = frozenset(
    [
        "band",
        "capacity",
        "checks",
        "correlation",
        "done",
        "error",
        "failed",
        "fewest",
        "finishes",
        "future",
        "index",
        "more",
        "most",
        "number",
        "old",
        "p75",
        "passed",
        "population",
        "setting",
        "starts",
        "sum",
        "warned",
        "week",
    ]
)
"""Numbers that may stand without a word of their own beside another one that has it."""
FIRST = {
    "start.look.versions": {"reviewed"},
    "registers.history_copied": {"same"},
    "report.sharpen.days": {"days"},
    "talk.question.range.why": {"days"},
}
"""The first number of 'n of m days', whose word stands behind the second."""


def parts(form: str) -> Iterator[tuple[str, str]]:
    """Every placeholder with its way of writing, those inside choices too."""
    for _, name, spec, _ in string.Formatter().parse(form):
        if name is not None:
            yield name, spec or ""
            yield from parts(spec or "")


def everything(language: Language) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for area in areas(language):
        found |= texts(area, language)
    return found


def counted(forms: tuple[str, ...]) -> set[str]:
    """The numbers in a text; a measure counts as its number."""
    found = set()
    for form in forms:
        for name, spec in parts(form):
            if name == MEASURED or name.startswith(MEASURED + "."):
                found.add(MEASURED)
            elif name not in TOLD and not SPELLED.fullmatch(spec):
                found.add(name)
    return found


def chosen(forms: tuple[str, ...]) -> set[str]:
    """The numbers by which a word of the text is chosen."""
    found = {name.partition(".")[0] for form in forms for name, spec in parts(form) if "|" in spec}
    return found | {"count"} if len(forms) > 1 else found


def speaking(language: Language) -> dict[str, tuple[str, ...]]:
    """The texts in which words depend on a number."""
    excused = ALONE.keys() | SAME[language].keys()
    return {key: forms for key, forms in everything(language).items() if counted(forms) and key not in excused}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_has_a_word_that_agrees_or_a_reason(language: Language) -> None:
    wrong = {}
    for key, forms in speaking(language).items():
        lacking = counted(forms) - chosen(forms) - FIRST.get(key, set())
        if lacking - QUIET or lacking == counted(forms):
            wrong[key] = sorted(lacking)

    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_reasons_are_for_texts_that_exist(language: Language) -> None:
    assert (ALONE.keys() | SAME[language].keys()) - everything(language).keys() == set()


def values_of(forms: tuple[str, ...], number: float) -> dict[str, Any]:
    """A value for every placeholder, each number the same."""
    found: dict[str, Any] = {}
    for form in forms:
        for name, spec in parts(form):
            base = name.partition(".")[0]
            if base == MEASURED:
                shown = {"number": number, "population": max(number, 1), "verb": number or 1, "share": 0.5}
                found[base] = Message("checks.measure.share", shown)
            elif spec in {"date", "short", "time", "month"}:
                found[base] = date(2027, 3, 14)
            elif SPELLED.fullmatch(spec):
                found.setdefault(base, 0.5 if spec.startswith("pct") else 7)
            else:
                found[base] = "…" if base in TOLD else number
    return found


VERBS = {"nl": {("is", "zijn"), ("was", "waren")}, "en": {("is", "are"), ("was", "were")}}

CHOICE = re.compile(r"\{[\w.]+:[^{}|]*\|((?:[^{}]|\{[^{}]*\})*)\}")
"""A word chosen inside a form: there the plural stands beside that of the other form."""

ADJECTIVES = {"calendar", "date", "finish", "other", "second", "week"}
"""Words that are counted in one text and describe what is counted in another."""


def words(language: Language, place: int) -> set[str]:
    """Singulars (0) or plurals (1): words that stand at the same place in two forms and begin alike."""
    pairs: list[tuple[str, ...]] = []
    for forms in everything(language).values():
        pairs += [tuple(spec.split("|")) for form in forms for _, spec in parts(form) if "|" in spec]
        pairs += [tuple(CHOICE.sub(r"\1", form) for form in forms)] if len(forms) > 1 else []
    both = [tuple(re.findall(r"[^\W\d_]+", one)) for pair in pairs for one in pair]
    alike = {(one, other) for a, b in zip(both[::2], both[1::2], strict=True) for one, other in zip(a, b, strict=False)}
    kept = {pair for pair in alike if pair[0] != pair[1] and pair[0][:2].lower() == pair[1][:2].lower()}
    return {pair[place] for pair in kept | VERBS[language]}


def beside(number: str, language: Language, place: int) -> re.Pattern[str]:
    """The number with a word behind it that doesn't fit, at most one word between that isn't what it counts."""
    wrong = sorted(words(language, place) - words(language, 1 - place) - ADJECTIVES)
    right = sorted(words(language, 1 - place))
    between = rf"(?:(?!(?:of|van|{'|'.join(right)})\b)[^\W\d]+ )?"
    return re.compile(rf"(?<![\d.,]){number} {between}(?:{'|'.join(wrong)})\b")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("number", "place"), [(0, 0), (1, 1), (2, 0), (1.0, 1)])
def test_rendered_numbers_fit_their_words(language: Language, number: float, place: int) -> None:
    pattern = beside(f"{number:g}", language, place)

    found = {key: render(Message(key, values_of(forms, number)), language) for key, forms in speaking(language).items()}

    assert {key: text for key, text in found.items() if pattern.search(text)} == {}


def test_words_that_do_not_fit_are_recognised() -> None:
    assert {"taken", "koppelingen", "hebben", "werkdagen"} <= words("nl", 1) - words("nl", 0)
    assert {"tasks", "links", "have", "days"} <= words("en", 1) - words("en", 0)
    assert beside("1", "nl", 1).search("1 onvoltooide taken")
    assert beside("1", "en", 1).search("1 activities")
    assert not beside("1", "en", 1).search("1 of 2 tasks, 11 links")
    assert beside("2", "nl", 0).search("2 taak")
