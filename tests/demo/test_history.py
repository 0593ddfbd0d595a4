"""The six versions of the demonstration: every planted change is found, and the days of the causes add up."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise

import pytest

from rechterhand.demo.plan import LAST, demonstration
from rechterhand.demo.planted import Planted, as_of, history
from rechterhand.demo.programme import load
from rechterhand.lineage import Certainty
from rechterhand.record.plan import Dialect
from rechterhand.versions.cause import Cause
from rechterhand.versions.change import What
from rechterhand.versions.compare import Comparison, compare

TOOLS = pytest.mark.parametrize("dialect", list(Dialect))
STEPS = pytest.mark.parametrize("version", range(2, LAST + 1))
FOLLOWS = {"work_minutes", "cost_total"}
"""Work and money follow from durations; an estimate is given with what is known when work begins."""


@cache
def step(dialect: Dialect, version: int) -> Comparison:
    """A version against the one before."""
    return compare(demonstration(dialect, version - 1), demonstration(dialect, version), futures=False)


def planted(version: int) -> list[Planted]:
    return [one for one in history().changes if one.version == version]


def found(made: Comparison) -> Counter[str]:
    """'<kind> <task> <field>' of every change."""
    plans = (made.old.plan, made.new.plan)
    codes = {one.id: one.code for plan in plans for one in plan.activities if one.code is not None}
    return Counter(f"{one.what} {codes.get(one.activity_id or 0, '-')} {one.field}" for one in made.changes)


def wanted(version: int, dialect: Dialect) -> Counter[str]:
    told: Counter[str] = Counter()
    for one in planted(version):
        told.update(one.found)
        if dialect is Dialect.PRIMAVERA:
            told.update(one.found_primavera)
    return told


@TOOLS
@STEPS
def test_every_planted_change_is_found(dialect: Dialect, version: int) -> None:
    missing = wanted(version, dialect) - found(step(dialect, version))

    assert missing == Counter()


@TOOLS
@STEPS
def test_all_else_is_time_that_went_by_and_what_follows_from_it(dialect: Dialect, version: int) -> None:
    made = step(dialect, version)
    rest = found(made) - wanted(version, dialect)
    begun = {one.split()[1] for one in found(made) if one.split()[0] == What.PROGRESS}

    strange = [
        told
        for told in rest
        for what, code, field in [told.split()]
        if what != What.PROGRESS and field not in FOLLOWS and not (field == "three_point" and code in begun)
    ]
    assert strange == []


@TOOLS
@STEPS
def test_causes_add_up_to_the_minute(dialect: Dialect, version: int) -> None:
    for one in step(dialect, version).movements:
        assert sum(part.days for part in one.parts) * 480 == pytest.approx(one.days * 480, abs=1e-6)


@TOOLS
@STEPS
def test_every_row_is_recognised_for_certain(dialect: Dialect, version: int) -> None:
    pairs = step(dialect, version).lineage.pairs

    assert {one.certainty for one in pairs} == {Certainty.CERTAIN}


@TOOLS
@pytest.mark.parametrize(
    ("version", "cause", "way"),
    [(3, Cause.DURATION, 1), (4, Cause.LOGIC, -1), (5, Cause.LOGIC, -1), (6, Cause.CONSTRAINT, 1)],
)
def test_the_story_is_told_by_the_cause_that_was_planted(
    dialect: Dialect, version: int, cause: Cause, way: int
) -> None:
    finish = step(dialect, version).finish

    assert finish.of(cause) * way > 2


def test_versions_are_a_month_apart_and_the_last_is_todays() -> None:
    dates = history().status_dates

    assert len(dates) == LAST == 6
    assert all(28 <= (new - old).days <= 35 for old, new in pairwise(dates))
    assert dates[-1] == load().status_date
    assert demonstration() == demonstration(version=LAST)


def test_there_is_every_kind_of_change() -> None:
    kinds = Counter(one.kind for one in history().changes)

    assert kinds.keys() >= {
        "added", "link", "duration", "constraint", "calendar", "resource", "renamed", "split", "actual", "remaining",
    }  # fmt: skip
    assert {one.version for one in history().changes} == set(range(2, LAST + 1))


@TOOLS
def test_the_past_is_the_same_in_every_version_but_where_it_was_written_anew(dialect: Dialect) -> None:
    anew = {edit.code for one in history().changes if one.kind == "actual" for edit in one.edits}
    for version in range(2, LAST + 1):
        made = step(dialect, version)
        codes = {one.id: one.code for one in made.new.plan.activities if one.code is not None}
        rewritten = {codes[one.activity_id] for one in made.changes if one.in_past and one.activity_id in codes}
        assert rewritten <= anew


@TOOLS
def test_all_versions_have_one_baseline(dialect: Dialect) -> None:
    for version in range(2, LAST + 1):
        changes = step(dialect, version).changes
        assert not any(one.what is What.BASELINE for one in changes)


@pytest.mark.parametrize("version", [0, LAST + 1, -1])
def test_a_version_that_there_is_not_is_refused(version: int) -> None:
    with pytest.raises(ValueError, match="versions 1 to 6"):
        demonstration(version=version)


def test_a_history_that_does_not_fit_the_programme_is_refused() -> None:
    other = as_of(load(), 1)

    with pytest.raises(ValueError, match="history: "):
        as_of(other, 1)


def test_both_tools_name_the_same_activities_for_lost_progress() -> None:
    """The working processes of social care took longer than was said; what ended on its day isn't named."""
    named = []
    for dialect in Dialect:
        made = step(dialect, LAST)
        codes = {one.id: (one.code or "").split(".")[-1] for one in made.new.plan.activities}
        (part,) = (one for one in made.finish.parts if one.cause is Cause.PROGRESS)
        assert all(one.days > 0 for one in part.members)
        named.append([codes[key] for key in part.activity_ids])

    assert named[0] == named[1]
    assert named[0][0] == "INR140"
