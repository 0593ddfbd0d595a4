"""Progress of tasks that lack dates: what is done is never planned anew, and what was made of it is said."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rechterhand.engine.schedule.solve import schedule
from rechterhand.intake import Intake, Reading
from rechterhand.intake.tables.worktime import WEEKS, after, before, minutes_between

WAYS = ("derived", "duration", "links", "plan", "back")


def plan(intake: Intake, path: Path, text: str) -> Reading:
    """Lines of separated text; a slash ends a line."""
    file = path / "plan.csv"
    file.write_text("\n".join(one.strip() for one in text.split("/")), encoding="utf-8")
    return intake.read(file)


def dates(reading: Reading) -> str:
    """Day and month of every start and finish, and what is left in days, in the order of the table."""
    found = {one.activity.id: one for one in schedule(reading.plan)}
    return ", ".join(
        f"{one.name} {_day(found[one.id].early_start)}..{_day(found[one.id].early_finish)}"
        + (f" {(one.remaining_duration_minutes or 0) / 480:g}d" if one.started else "")
        for one in reading.plan.activities
    )


def _day(moment: dt.datetime | None) -> str:
    return "–" if moment is None else f"{moment.day}-{moment.month}"


def ways(reading: Reading) -> dict[str, str]:
    """Which tasks got their dates by which way."""
    told = {one.key.removeprefix("actuals_"): one.text.values.get("examples") for one in reading.assumptions}
    return {key: str(told[key]) for key in WAYS if key in told}


ONE = [
    ("Nr;Taak;Start;Duur;Voorganger;% gereed / 1;A;2-3-2026;10;;100% / 2;B;;5;1;0%", "B 16-3..20-3"),
    ("Nr;Taak;Start;Duur;Voorganger;Status / 1;A;2-3-2026;10;;Gereed / 2;B;;5;1BE+2d;", "B 18-3..24-3"),
    ("ID;Task;Start;Duration;Predecessors;Status / 1;A;2-3-2026;10;;Done / 2;B;;5;1FS+2d;", "B 18-3..24-3"),
    (
        "Peildatum;9-3-2026 / Nr;Taak;Start;Duur;Voorganger;% gereed / 1;A;2-3-2026;10;;100% / 2;B;;5;1BE+5d;0%",
        "B 23-3..27-3",
    ),
    (
        "Peildatum;20-3-2026 / Nr;Taak;Duur;Voorganger;% gereed;Werkelijk begin;Werkelijk einde"
        "/ 1;A;10d;;100%;2-3-2026; / 2;B;10d;1;50%;16-3-2026;",
        "B 16-3..27-3 5d",
    ),
    (
        "Nr;Taak;Einde;Duur;Voorganger;% gereed / 1;A;13-3-2026;10;;100% / 2;B;27-3-2026;10;1;50%",
        "B 16-3..27-3 5d",
    ),
    (
        "Nr;Taak;Duur;Voorganger;Werkelijk einde / 1;A;10;;13-3-2026 / 2;B;5;1;",
        "B 16-3..20-3",
    ),
    (
        "Nr;Taak;Start;Duur;Kalender;Voorganger;% gereed / 1;A;2-3-2026;12;7 dagen;;100 / 2;B;;5;;1;0",
        "B 16-3..20-3",
    ),
    (
        "Nr;Taak;Start;Duur;Werkelijke duur;Voorganger;% gereed / 1;A;2-3-2026;5;10;;100 / 2;B;;5;;1;0",
        "B 16-3..20-3",
    ),
]


@pytest.mark.parametrize(("text", "wanted"), ONE)
def test_a_finished_task_with_one_date_and_a_duration_took_that_long(
    intake: Intake, tmp_path: Path, text: str, wanted: str
) -> None:
    reading = plan(intake, tmp_path, text)

    assert dates(reading) == f"A 2-3..13-3 0d, {wanted}"
    assert "A" in ways(reading)["duration"]
    assert reading.not_understood == ()


UNDATED = [
    (
        "a finished predecessor",
        "Peildatum;20-3-2026 / Nr;Taak;Begin;Duur;Voorganger;% gereed"
        "/ 1;A;2-3-2026;10d;;100% / 2;B;;10d;1;50% / 3;C;;5d;2;0%",
        "A 2-3..13-3 0d, B 16-3..27-3 5d, C 30-3..3-4",
        {"duration": "A", "links": "B"},
    ),
    (
        "a lag after it",
        "Peildatum;20-3-2026 / Nr;Taak;Begin;Duur;Voorganger;% gereed"
        "/ 1;A;2-3-2026;5d;;100% / 2;B;;10d;1BE+5d;50% / 3;C;;5d;2;0%",
        "A 2-3..6-3 0d, B 16-3..27-3 5d, C 30-3..3-4",
        {"duration": "A", "links": "B"},
    ),
    (
        "the start of another",
        "Peildatum;20-3-2026 / Nr;Taak;Begin;Duur;Voorganger;% gereed"
        "/ 1;A;2-3-2026;20d;;75% / 2;B;;10d;1SS+10d;50% / 3;C;;5d;2;0%",
        "A 2-3..27-3 5d, B 16-3..27-3 5d, C 30-3..3-4",
        {"derived": "A", "links": "B"},
    ),
    (
        "what its phase waits for",
        "Peildatum;20-3-2026 / WBS;Taak;Begin;Duur;Voorganger;% gereed"
        "/ 1;A;2-3-2026;10d;;100% / 2;Bouw;;;1; / 2.1;B;;10d;;50% / 3;C;;5d;2;0%",
        "A 2-3..13-3 0d, Bouw 16-3..27-3, B 16-3..27-3 5d, C 30-3..3-4",
        {"duration": "A", "links": "B"},
    ),
    (
        "the project's start",
        "Projectstart;2-3-2026 / Peildatum;20-3-2026 / Nr;Taak;Duur;Voorganger;% gereed"
        "/ 1;A;10;;100% / 2;B;10;1;50% / 3;C;5;2;0%",
        "A 2-3..13-3 0d, B 16-3..27-3 5d, C 30-3..3-4",
        {"plan": "A", "links": "B"},
    ),
    (
        "the status date alone",
        "Peildatum;20-3-2026 / Nr;Taak;Duur;Voorganger;% gereed / 1;A;10;;100% / 2;B;10;1;50% / 3;C;5;2;0%",
        "A 2-3..13-3 0d, B 16-3..27-3 5d, C 30-3..3-4",
        {"back": "A", "links": "B"},
    ),
    (
        "work that is still to come",
        "Nr;Taak;Start;Duur;Voorganger;Status / 1;A;;10;;Gereed / 2;B;;5;1;Gereed / 3;C;23-3-2026;5;2;Gepland",
        "A 2-3..13-3 0d, B 16-3..20-3 0d, C 23-3..27-3",
        {"back": "A", "links": "B"},
    ),
    (
        "nothing at all",
        "Nr;Taak;Duur;Voorganger;% gereed / 1;A;10;;100% / 2;B;10;1;50% / 3;C;5;2;0%",
        "A 5-1..16-1 0d, B 19-1..30-1 5d, C 2-2..6-2",
        {"plan": "A", "links": "B"},
    ),
    (
        "links that would have it begin after the status date",
        "Peildatum;6-3-2026 / Nr;Taak;Begin;Duur;Voorganger;% gereed"
        "/ 1;A;2-3-2026;10d;;80% / 2;B;;10d;1;20% / 3;C;;5d;2;0%",
        "A 2-3..10-3 2d, B 5-3..20-3 8d, C 23-3..27-3",
        {"derived": "A", "back": "B"},
    ),
    (
        "finished sooner than its duration",
        "Peildatum;20-3-2026 / Nr;Taak;Begin;Duur;Voorganger;% gereed"
        "/ 1;A;2-3-2026;10d;;100% / 2;B;;10d;1;100% / 3;C;;5d;2;0%",
        "A 2-3..13-3 0d, B 16-3..20-3 0d, C 23-3..27-3",
        {"duration": "A", "links": "B"},
    ),
    (
        "a milestone that was reached",
        "Projectstart;2-3-2026 / Nr;Taak;Duur;Voorganger;Status / 1;A;10;;done / 2;M;0;1;done / 3;C;5;2;",
        "A 2-3..13-3 0d, M 13-3..13-3 0d, C 16-3..20-3",
        {"plan": "A", "links": "M"},
    ),
    (
        "a word for work under way",
        "Peildatum;13-3-2026 / Nr;Taak;Begin;Duur;Voorganger;Status"
        "/ 1;A;2-3-2026;5d;;gereed / 2;B;;10d;1;mee bezig / 3;C;;5d;2;open",
        "A 2-3..6-3 0d, B 9-3..27-3 10d, C 30-3..3-4",
        {"duration": "A", "links": "B"},
    ),
    (
        "marks instead of dates",
        "Peildatum;20-3-2026 / Nr;Taak;Begin;Duur;Vrg.;Gestart;Afgerond op"
        "/ 1;A;2-3-2026;10;;x;ja / 2;B;;10;1;x; / 3;C;;5;2;;",
        "A 2-3..13-3 0d, B 16-3..3-4 10d, C 6-4..10-4",
        {"duration": "A", "links": "B"},
    ),
    (
        "a loop of links",
        "Projectstart;2-3-2026 / Nr;Taak;Duur;Voorganger;% gereed / 1;A;10;2;100% / 2;B;10;1;100%",
        None,
        {"plan": "A", "links": "B"},
    ),
]


@pytest.mark.parametrize(("text", "wanted", "told"), [one[1:] for one in UNDATED], ids=[one[0] for one in UNDATED])
def test_progress_without_a_date_begins_where_it_could(
    intake: Intake, tmp_path: Path, text: str, wanted: str | None, told: dict[str, str]
) -> None:
    reading = plan(intake, tmp_path, text)

    assert ways(reading) == told
    assert reading.not_understood == ()
    assert wanted is None or dates(reading) == wanted
    finished = [one for one in reading.plan.activities if one.percent_complete == 100]
    assert all(one.actual_finish is not None for one in finished)


@pytest.mark.parametrize(
    ("status", "wanted"),
    [
        ("Peildatum;20-3-2026 /", "A 2-3..13-3 0d, B 16-3..25-3 3d, C 26-3..1-4"),
        ("", "A 2-3..13-3 0d, B 16-3..27-3 3d, C 30-3..3-4"),
    ],
)
def test_what_remains_says_how_far_a_task_is(intake: Intake, tmp_path: Path, status: str, wanted: str) -> None:
    head = "Nr;Taak;Begin;Einde;Duur;Voorganger;Resterende duur"
    rows = "1;A;2-3-2026;13-3-2026;10;;0 / 2;B;16-3-2026;27-3-2026;10;1;3 / 3;C;30-3-2026;3-4-2026;5;2;5 / 4;M;;;0;;0"
    reading = plan(intake, tmp_path, f"{status} {head} / {rows}")

    assert dates(reading).startswith(wanted)
    assert [one.percent_complete for one in reading.plan.activities] == [100, 70, None, None]
    told = {one.key: one.text.values for one in reading.assumptions}["progress_left"]
    assert (told["title"], told["examples"]) == ("Resterende duur", "A, B")


def test_a_percentage_goes_before_what_remains(intake: Intake, tmp_path: Path) -> None:
    text = "Nr;Taak;Begin;Duur;Resterende duur;% gereed / 1;A;2-3-2026;10;3;0% / 2;B;2-3-2026;10;0;50%"
    first, second = plan(intake, tmp_path, text).plan.activities

    assert (first.started, first.percent_complete) == (False, 0)
    assert (second.finished, second.percent_complete) == (False, 50)


def test_a_dropped_task_needs_no_date(intake: Intake, tmp_path: Path) -> None:
    reading = plan(intake, tmp_path, "Nr;Taak;Duur;% gereed;Status / 1;A;10;50%;vervallen / 2;B;5;0%;open")

    assert not reading.plan.activities[0].active
    assert ways(reading) == {}


def test_ten_thousand_finished_tasks_in_a_row_are_dated(intake: Intake, tmp_path: Path) -> None:
    rows = " / ".join(f"{one};Taak {one};1;{one - 1 or ''};100" for one in range(1, 10_001))
    reading = plan(intake, tmp_path, f"Projectstart;2-3-2026 / Nr;Taak;Duur;Voorganger;% gereed / {rows}")

    last = reading.plan.activities[-1]
    assert last.actual_start is not None
    assert minutes_between(dt.datetime(2026, 3, 2, 8), last.actual_start) == 9_999 * 480


@given(
    st.sampled_from(sorted(WEEKS)),
    st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2027, 1, 1)),
    st.integers(0, 200_000),
)
def test_counting_back_is_the_reverse_of_counting_on(kind: str, moment: dt.datetime, minutes: int) -> None:
    finish = moment.replace(second=0, microsecond=0)
    start = before(finish, minutes, kind)

    assert minutes_between(start, finish, kind) == minutes
    assert after(start, minutes, kind) <= finish


@pytest.mark.parametrize(
    ("text", "held", "first"),
    [
        ("Nr;Taak;Start;Duur;Voorganger / 1;A;2-3-2026;10;/ 2;B;16-3-2026;5;1 / 3;C;23-3-2026;5;2", None, 10),
        ("Nr;Taak;Einde;Duur;Voorganger / 1;A;13-3-2026;10;/ 2;B;20-3-2026;5;1 / 3;C;27-3-2026;5;2", None, 10),
        ("Nr;Taak;Start;Duur;Voorganger / 1;A;2-3-2026;10;/ 2;B;18-3-2026;5;1 / 3;C;25-3-2026;5;2", "B", 0),
        ("Nr;Taak;Start;Duur;Voorganger;Status / 1;A;;10;;gereed / 2;B;19-1-2026;5;1 / 3;C;26-1-2026;5;2", None, 0),
        ("Nr;Taak;Start;Duur;Voorganger / 1;A;2-3-2026;?;/ 2;B;16-3-2026;5;1 / 3;C;23-3-2026;5;2", "B", 0),
    ],
)
def test_dates_that_follow_from_durations_and_links_hold_no_task(
    intake: Intake, tmp_path: Path, text: str, held: str | None, first: int
) -> None:
    reading = plan(intake, tmp_path, text)

    told = {one.key: one.text.values.get("examples") for one in reading.assumptions}
    assert told.get("dates_wait") == held
    if held is None:
        assert [one.drag_minutes for one in schedule(reading.plan, drag=True)] == [first * 480, 2400, 2400]


@pytest.mark.parametrize(
    "text",
    [
        "Nr;Taak;Start;Einde;Duur;Voorganger/1;A;2-3-2026;13-3-2026;10;/2;M;13-3-2026;13-3-2026;0;1/3;B;16-3-2026;27-3-2026;10;2",
        "Nr;Taak;Start;Duur;Voorganger/1;A;2-3-2026;10;/2;M;13-3-2026;0;1/3;B;16-3-2026;10;2",
        "Nr;Taak;Start;Einde;Voorganger/1;A;2-3-2026;13-3-2026;/2;M;13-3-2026;13-3-2026;1/3;B;16-3-2026;27-3-2026;2",
        "Nr;Taak;Start;Einde;Duur;Voorganger/1;A;2-3-2026;13-3-2026;10;/2;M;13-3-2026;13-3-2026;;1/3;B;16-3-2026;27-3-2026;10;2",
        "Nr;Taak;Start;Einde;Duur;Voorganger/1;A;2-3-2026;13-3-2026;10;/2;M;;;0;1/3;B;16-3-2026;27-3-2026;10;2",
    ],
)
def test_what_follows_a_milestone_the_day_after_waits_for_it_and_for_nothing_else(
    intake: Intake, tmp_path: Path, text: str
) -> None:
    reading = plan(intake, tmp_path, text)

    assert dates(reading) == "A 2-3..13-3, M 13-3..13-3, B 16-3..27-3"
    assert reading.plan.activities[1].type.is_milestone
    assert reading.plan.activities[2].constraint_date is None


def test_a_day_of_work_after_the_day_on_which_the_other_ends_stays_work(intake: Intake, tmp_path: Path) -> None:
    reading = plan(intake, tmp_path, "Nr;Taak;Start;Einde;Voorganger/1;A;2-3-2026;13-3-2026;/2;B;16-3-2026;16-3-2026;1")

    assert dates(reading) == "A 2-3..13-3, B 16-3..16-3"
    assert reading.plan.activities[1].duration_minutes == 480
