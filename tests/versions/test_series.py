"""A series: every step tells its days, milestones are followed, and what was put off is counted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.cases.history import RUN, history, step, versions

from rechterhand.errors import BadInput
from rechterhand.lineage import Certainty
from rechterhand.versions.cause import Cause
from rechterhand.versions.change import What
from rechterhand.versions.compare import compare
from rechterhand.versions.series import series


def test_steps_tell_the_planted_months() -> None:
    made = history()

    assert [one.finish.days for one in made.steps] == [1.0, 3.0, 15.0]
    assert made.days == 19.0
    assert [one.finish.of(Cause.LOGIC) for one in made.steps] == [0.0, 0.0, 2.0]
    assert made.days_each_month == pytest.approx(19 / (91 / 30))


def test_a_few_weeks_give_no_pace() -> None:
    made = history()
    month = replace(made, points=made.points[:2])
    two = replace(made, points=(made.points[0], replace(made.points[1], status=made.points[2].status)))

    assert month.days_each_month is None
    assert two.days_each_month is not None


def test_neighbouring_steps_agree_on_the_version_between_them() -> None:
    made = history()

    for one, following in zip(made.steps, made.steps[1:], strict=False):
        assert one.finish.new == following.finish.old
        assert one.forecast is not None
        assert following.forecast is not None
        assert one.forecast.new.percentiles == following.forecast.old.percentiles


def test_milestones_are_followed_through_all_versions() -> None:
    trends = {one.name: one for one in history().trends}

    assert set(trends) == {"Gunning", "Livegang", "Decharge"}
    assert [one is not None for one in trends["Livegang"].dates] == [True] * 4
    dates = [one for one in trends["Livegang"].dates if one is not None]
    assert dates == sorted(dates)
    assert dates[-1] > dates[0]


def test_what_should_have_ended_and_did_not_is_put_off() -> None:
    figures = history().figures

    assert [(one.due, one.done) for one in figures] == [(2, 1), (2, 1), (4, 1)]
    assert figures[-1].overdue == 2
    assert [one.added for one in figures] == [1, 2, 0]
    assert [one.deleted for one in figures] == [0, 2, 0]
    assert 0 < figures[0].churn < 0.3


def test_put_off_is_what_is_left_of_what_was_due() -> None:
    """By hand: 4 days of 'Architectuur', 9 of 'Bestek', 12 of 'Inschrijvingen' with both parts of 'Opschonen'."""
    assert [one.postponed_days for one in history().figures] == [4.0, 9.0, 12.0 + 20.0 + 18.0]


def test_what_grew_is_not_put_off() -> None:
    """'Architectuur' had 12 days left and has 30: twelve were put off, eighteen are a changed duration."""
    old, new = versions()[:2]
    grown = replace(
        new,
        activities=tuple(
            replace(one, duration_minutes=40 * 480, remaining_duration_minutes=30 * 480) if one.id == 6 else one
            for one in new.activities
        ),
    )

    (figures,) = series([old, grown], futures=False).figures

    assert figures.postponed_days == 12.0


def test_waves_hold_all_work_of_each_version() -> None:
    for wave, plan in zip(history().waves, versions(), strict=True):
        work = sum((one.duration_minutes or 0) / 480 for one in plan.activities if not one.type.is_summary)
        assert sum(days for _, _, days in wave.months) == pytest.approx(work)


def test_one_version_is_no_series() -> None:
    with pytest.raises(BadInput) as refused:
        series(versions()[:1])

    assert refused.value.message.key == "compare.one_version"


def test_history_tells_what_was_split_renamed_and_rewritten() -> None:
    second, third = step(1), step(2)

    assert [(one.what, one.activity_id) for one in second.changes if one.what is What.SPLIT] == [(What.SPLIT, 16)]
    assert [one.activity_id for one in third.changes if one.what is What.RENAMED] == [29]
    assert [(one.field, one.activity_id) for one in third.changes if one.in_past] == [("actual_finish", 4)]


def test_two_strangers_are_refused_with_their_match_rate() -> None:
    old = versions()[0]
    rows = tuple(
        replace(one, id=one.id + 500, name=f"Iets anders {one.id}", guid=None, parent_id=None, code=None)
        for one in old.activities
        if not one.type.is_summary
    )
    new = replace(old, activities=rows, links=(), assignments=())

    with pytest.raises(BadInput) as refused:
        compare(old, new, futures=False)

    assert refused.value.message.key == "compare.strangers"
    assert refused.value.message.values["share"] < 0.1  # type: ignore[operator] - a number


def test_renumbered_versions_in_another_order_tell_the_same() -> None:
    old, new = versions()[:2]
    shift = {one.id: one.id + 1000 for one in new.activities}
    moved = replace(
        new,
        activities=tuple(
            replace(one, id=shift[one.id], parent_id=None if one.parent_id is None else shift[one.parent_id])
            for one in reversed(new.activities)
        ),
        links=tuple(
            replace(one, predecessor_id=shift[one.predecessor_id], successor_id=shift[one.successor_id])
            for one in new.links
        ),
        assignments=tuple(replace(one, activity_id=shift[one.activity_id]) for one in new.assignments),
    )

    plain, renumbered = compare(old, new, run=RUN), compare(old, moved, run=RUN)

    assert {one.cause: one.days for one in renumbered.finish.parts} == {
        one.cause: one.days for one in plain.finish.parts
    }
    assert renumbered.forecast is not None
    assert plain.forecast is not None
    assert renumbered.forecast.old == plain.forecast.old
    assert renumbered.forecast.days == pytest.approx(plain.forecast.days, abs=1.0)
    assert {one.certainty for one in renumbered.lineage.pairs} == {Certainty.LIKELY}


def test_p80_has_the_same_futures_for_equal_work() -> None:
    old = versions()[0]
    same = compare(old, old, run=RUN)
    moved = step(0)

    assert same.forecast is not None
    assert moved.forecast is not None
    assert same.forecast.days == 0
    assert sum(one.days for one in moved.forecast.parts) == pytest.approx(moved.forecast.days, abs=1e-9)
    assert moved.forecast.standard_error_days < 1.5
    assert same.forecast.old == moved.forecast.old
