"""Own history: which finished work counts, by which class, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.cases.programme import mspdi, programme
from tests.cases.register_plans import DAY, MONDAY, plan
from tests.cases.sheets import separated

import rechterhand as rh
from rechterhand import errors
from rechterhand.record.activity import Activity, Baseline
from rechterhand.text import LANGUAGES, render


def finished(key: int, ratio: float, discipline: str = "", name: str = "", parent: int | None = None) -> Activity:
    return Activity(
        key,
        name or f"Werk {key}",
        code=f"H{key}",
        parent_id=parent,
        duration_minutes=round(20 * DAY * ratio),
        actual_duration_minutes=round(20 * DAY * ratio),
        actual_start=MONDAY - timedelta(days=100 + key),
        actual_finish=MONDAY - timedelta(days=50),
        baselines=(Baseline(0, duration_minutes=20 * DAY),),
        codes={"Discipline": discipline} if discipline else {},
    )


def earlier(*rows: Activity, key: str = "eerder") -> rh.Plan:
    return replace(plan(), key=key, name=key, activities=rows, links=())


BUILD = earlier(*(finished(100 + place, 1.5 + place / 10, "Bouw") for place in range(5)))
OTHER = earlier(*(finished(200 + place, 0.9 + place / 10) for place in range(6)), key="ander")


def middle(one: rh.Range) -> float:
    return float((one.low * one.high) ** 0.5)


def test_an_activity_is_compared_by_its_code_else_with_everything() -> None:
    found = rh.read_history([BUILD, OTHER], plan())

    assert set(found.ranges) == {10, 11, 20, 24, 25}  # the plan gives 21 points of its own
    assert found.ranges[10] == found.ranges[20]
    assert middle(found.ranges[10]) == pytest.approx(1.69, abs=0.02)  # the geometric mean of 1.5 to 1.9
    assert found.ranges[11] == found.ranges[24] != found.ranges[10]
    assert 1.0 < middle(found.ranges[11]) < 1.7
    assert found.ranges[11].shape is rh.Shape.LOGNORMAL
    assert 0 < found.correlation < 1


def test_the_deepest_branch_of_the_same_name_comes_before_everything() -> None:
    branch = replace(finished(300, 1.0), id=300, name="Ontwerp", actual_start=None, actual_finish=None, baselines=())
    branch = replace(branch, type=plan().activities[0].type)
    design = [finished(310 + place, 3.0 + place / 10, parent=300) for place in range(5)]
    found = rh.read_history([earlier(branch, *design, *(finished(400 + one, 1.0) for one in range(5)))], plan())

    assert middle(found.ranges[11]) == pytest.approx(3.2, abs=0.05)
    assert middle(found.ranges[24]) < 2.5


def test_versions_of_one_project_count_once() -> None:
    once = rh.read_history([OTHER], plan())
    again = tuple(replace(one, code=f"X{one.id}") for one in OTHER.activities)  # as another format has it
    twice = rh.read_history([OTHER, replace(OTHER, key="versie 2", activities=again)], plan())

    assert twice.ranges == once.ranges
    assert twice.correlation == once.correlation


def test_finished_work_of_the_plan_itself_counts() -> None:
    own = plan()
    own = replace(own, activities=(*own.activities, *(finished(500 + place, 2.0 + place / 10) for place in range(5))))

    assert middle(rh.read_history([], own).ranges[24]) > 1.5


def test_a_table_goes_before_history_and_history_before_the_default(tmp_path: Path) -> None:
    table = tmp_path / "ranges.csv"
    table.write_text("Taken;Laag;Hoog;Samenhang\nA100;0,9x;1,3x;\nalle;;;0,2\n", encoding="utf-8")
    found = rh.read_history([OTHER], plan(), rh.read_uncertainty(table, plan()))

    assert found.ranges[10] == rh.Range(rh.Shape.TRIANGULAR, 0.9, 1.0, 1.3)
    assert found.ranges[11].shape is rh.Shape.LOGNORMAL
    assert found.correlation == 0.2


@pytest.mark.parametrize("language", LANGUAGES)
def test_too_little_history_is_refused_and_copied_durations_are_told(language: str) -> None:
    with pytest.raises(errors.BadInput) as caught:
        rh.read_history([earlier(*OTHER.activities[:3])], plan())
    copied = rh.read_history([earlier(*(finished(600 + place, 1.0) for place in range(6)))], plan())

    assert "3" in render(caught.value.message, language)  # type: ignore[arg-type] - one of both languages
    assert {one.key for one in copied.assumptions} == {"history", "history_copied"}
    assert all(render(one.text, language) for one in copied.assumptions)  # type: ignore[arg-type] - one of both languages


def test_milestones_summaries_and_work_without_a_plan_teach_nothing() -> None:
    rows = [
        replace(one, baselines=()) if one.id % 2 else replace(one, actual_finish=None, actual_start=MONDAY)
        for one in OTHER.activities
    ]
    with pytest.raises(errors.BadInput):
        rh.read_history([earlier(*rows)], plan())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("historie")
    whole = programme()
    done = tuple(
        replace(
            one,
            actual_start=one.start or MONDAY,
            actual_finish=(one.start or MONDAY) + timedelta(days=30),
            actual_duration_minutes=round((one.duration_minutes or 0) * 1.2),
            remaining_duration_minutes=0,
            percent_complete=100.0,
        )
        if not one.type.is_summary
        else one
        for one in whole.activities
    )
    (made / "vorig.xml").write_text(mspdi(replace(whole, activities=done)), encoding="utf-8")
    (made / "kapot.mpp").write_bytes(b"geen planning" * 40)
    (made / "notities.docx").write_bytes(b"PK\x03\x04")
    return made


@pytest.mark.slow
def test_a_folder_is_read_and_what_isnt_a_plan_is_said(folder: Path, tmp_path: Path) -> None:
    from tests.cases.commands import run

    path = tmp_path / "zaaksysteem.xml"
    path.write_text(mspdi(programme()), encoding="utf-8")
    done = run("review", path, "--history", folder, "--iterations", "200", "--lang", "en", "--json", "-")
    refused = run("review", path, "--history", folder / "kapot.mpp", "--iterations", "200", "--lang", "en")

    assert done.code == 0
    assert '"history"' in done.out
    assert "kapot.mpp" in done.err
    assert refused.code == 2
    assert str(folder / "kapot.mpp") in refused.err


def test_dates_of_baseline_and_work_say_how_long_it_took(tmp_path: Path) -> None:
    """A table without a column of planned durations: two weeks planned, three weeks worked, time after time."""
    rows: list[tuple[object, ...]] = [
        ("Project", "Brug"),
        ("Projectstart", "2026-01-05"),
        ("Statusdatum", "2026-12-28"),
        ("Nr", "Taak", "Duur", "Basislijn begin", "Basislijn einde", "Werkelijk begin", "Werkelijk einde", "% gereed"),
    ]
    for place in range(6):
        first = date(2026, 1, 5) + timedelta(weeks=4 * place)
        days = [first + timedelta(days=more) for more in (0, 11, 0, 18)]
        rows.append((place + 1, f"Klaar {place}", "15d", *(day.isoformat() for day in days), "100%"))
    rows.append((9, "Straks", "40d", None, None, None, None, "0%"))
    found = rh.read_history([], separated(tmp_path / "brug.csv", rows))

    (learnt,) = found.ranges.values()
    assert middle(learnt) == pytest.approx(1.5, abs=0.01)
