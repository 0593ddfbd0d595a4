"""Files of GanttProject: links at any depth, progress by a percentage, and nothing dropped without a word."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from tests.cases.gan import Task, phased, write

from rechterhand import errors
from rechterhand.engine.schedule.solve import schedule
from rechterhand.intake import Intake
from rechterhand.record.plan import Plan
from rechterhand.text import render


def dates(plan: Plan) -> dict[str, tuple[str, str]]:
    found = schedule(plan)
    return {
        one.name: (f"{found[one.id].early_start:%d-%m}", f"{found[one.id].early_finish:%d-%m}")
        for one in plan.activities
    }


def test_links_below_a_summary_are_read_and_give_the_dates_of_the_file(intake: Intake, tmp_path: Path) -> None:
    found = intake.read(write(tmp_path / "plan.gan", phased()))

    told = [(one.predecessor_id, one.successor_id, one.type.value, one.lag_minutes) for one in found.plan.links]
    assert told == [(2, 3, "FS", 0), (3, 4, "FS", 960)]
    assert dates(found.plan) == {
        "Phase": ("02-03", "13-04"),
        "Design": ("02-03", "13-03"),
        "Build": ("16-03", "13-04"),
        "Live": ("15-04", "15-04"),
    }
    assert found.not_understood == ()


@pytest.mark.parametrize(("number", "kind"), [(1, "SS"), (2, "FS"), (3, "FF"), (4, "SF")])
def test_types_and_leads_of_links_three_summaries_deep(intake: Intake, tmp_path: Path, number: int, kind: str) -> None:
    deep = Task(5, "Deep", "2026-03-09", 5)
    first = Task(4, "First", "2026-03-02", 10, links=((5, number, -3),))
    tasks = [Task(1, "A", "2026-03-02", 10, below=(Task(2, "B", "2026-03-02", 10, below=(first, deep)),))]

    (link,) = intake.read(write(tmp_path / "plan.gan", tasks)).plan.links

    assert (link.predecessor_id, link.successor_id, link.type.value, link.lag_minutes) == (5, 6, kind, -1440)


def test_half_done_has_half_its_duration_left_and_is_told(intake: Intake, tmp_path: Path) -> None:
    found = intake.read(write(tmp_path / "plan.gan", phased(50)))

    design = found.plan.activities[1]
    assert (design.actual_start, design.actual_finish) == (datetime(2026, 3, 2, 8), None)
    assert (design.actual_duration_minutes, design.remaining_duration_minutes) == (2400, 2400)
    assert (design.stop, design.resume) == (datetime(2026, 3, 6, 17), datetime(2026, 3, 9, 8))
    assert dates(found.plan)["Live"] == ("15-04", "15-04")
    assert [render(one.text, "en") for one in found.assumptions] == [
        "One task has a percentage done but no actual dates; it counts as begun, or finished at 100 %, "
        "on its planned dates: Design."
    ]
    assert "telt als begonnen, of bij 100 % als klaar" in render(found.assumptions[0].text, "nl")


def test_done_work_has_ended(intake: Intake, tmp_path: Path) -> None:
    plan = intake.read(write(tmp_path / "plan.gan", phased(100))).plan

    design = plan.activities[1]
    assert design.finished
    assert (design.actual_finish, design.remaining_duration_minutes) == (datetime(2026, 3, 13, 17), 0)
    late = schedule(replace(plan, status_date=datetime(2026, 3, 27, 17)))
    assert f"{late[2].early_finish:%d-%m}" == "13-03"


def test_a_task_that_waits_for_nothing_stays_where_it_was_put(intake: Intake, tmp_path: Path) -> None:
    found = intake.read(write(tmp_path / "plan.gan", [*phased(), Task(8, "Party", "2026-05-04", 5)]))

    assert dates(found.plan)["Party"] == ("04-05", "08-05")
    assert [one.key for one in found.assumptions] == ["dates_hold"]


def test_what_has_no_place_or_no_meaning_is_told(intake: Intake, tmp_path: Path) -> None:
    extra = Task(8, "Party", "2026-03-02", 5, inside="<notes><![CDATA[Invite all]]></notes>")
    paid = replace(extra, id=9, more='cost-manual-value="120.5" cost-calculated="false"', links=((77, 2, 0),))
    odd = phased(kind=9)
    before = (
        '<previous-tasks name="B"><previous-task id="1" start="2026-03-02" duration="8" meeting="false" super="false"/>'
        "</previous-tasks>"
    )
    away = '<vacations><vacation start="2026-03-05" end="2026-03-06" resourceid="0"/></vacations>'

    found = intake.read(write(tmp_path / "p.gan", [*odd, extra, paid], previous=before, vacations=away))

    assert {(one.field, one.count, one.example) for one in found.not_understood} == {
        ("GAN.depend.id", 1, "77 (id 9)"),
        ("GAN.depend.type", 1, "9 (id 2)"),
        ("GAN.previous-task", 1, "2026-03-02"),
        ("GAN.task.cost-manual-value", 1, "120.5"),
        ("GAN.vacation", 1, "2026-03-05"),
    }
    assert found.plan.activities[-2].notes == "Invite all"


def test_a_file_without_list_of_columns_is_read_all_the_same(intake: Intake, tmp_path: Path) -> None:
    assert len(intake.read(write(tmp_path / "plan.gan", phased(), columns="")).plan.links) == 2


def test_a_file_without_tasks_is_refused_in_plain_words(intake: Intake, tmp_path: Path) -> None:
    path = tmp_path / "plan.gan"
    text = write(path, phased()).read_text(encoding="utf-8")
    path.write_text(text[: text.index("<tasks")] + text[text.index("</tasks>") + 8 :], encoding="utf-8")

    with pytest.raises(errors.RechterhandError) as refused:
        intake.read(path)

    assert "java" not in render(refused.value.message, "en").lower()
