"""The demonstration portfolio has six stories that a project office would believe, told by versions of their plans."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from rechterhand.demo.portfolio import DemoProject, file_name, plan_file, plan_of, portfolio
from rechterhand.engine.simulate.run import Run
from rechterhand.intake import read
from rechterhand.record.activity import Activity
from rechterhand.record.persons import masker
from rechterhand.record.plan import Plan
from rechterhand.reports.days import WorkingDays
from rechterhand.verdict import Review, review

SLUGS = [one.slug for one in portfolio().projects]


def tasks(plan: Plan) -> dict[str | None, Activity]:
    return {one.code: one for one in plan.activities if not one.type.is_summary}


def newest(slug: str) -> Review:
    project = portfolio().project(slug)
    plan = plan_of(project, project.versions)
    return review(plan, run=Run(500), today=project.status_dates[-1].date())


def days_late(found: Review, project: DemoProject) -> int:
    p80 = found.simulation.percentiles["p80"].moment.date()
    return WorkingDays(found.plan).between(project.committed, p80)


def test_it_covers_methods_phases_and_eighteen_months() -> None:
    projects = portfolio().projects

    assert len(projects) == 6
    assert {one.method for one in projects} == {"prince2", "ipma", "scrum", "hybrid", "waterfall", "other"}
    assert {one.phase for one in projects} == {"starting_up", "initiation", "delivery", "closing"}
    days = [day for one in projects for day in one.status_dates]
    assert (max(days) - min(days)).days > 540
    assert {one.tool for one in projects} == {".xml", ".xer"}
    assert {one.role for one in portfolio().personas} == {
        "pmo", "project_leader", "programme_manager", "pmo_lead", "steering", "team_member", "reader"
    }  # fmt: skip


@pytest.mark.parametrize("slug", SLUGS)
def test_each_version_goes_on_from_the_one_before(slug: str) -> None:
    project = portfolio().project(slug)
    plans = [plan_of(project, number + 1) for number in range(project.versions)]

    assert 20 <= len(tasks(plans[-1])) <= 80
    assert plans[-1] == plan_of(project, project.versions)
    assert masker(plans[-1]) is None
    for before, after in pairwise(plans):
        known, later = tasks(before), tasks(after)
        assert set(known) <= set(later)
        done = [code for code, one in known.items() if one.finished]
        assert [code for code in done if later[code].actual_finish != known[code].actual_finish] == []
    assert [one.status_date for one in plans] == list(project.status_dates)
    used = {one.resource_id for one in plans[-1].assignments}
    assert [one.name for one in plans[-1].resources if one.id not in used] == []


@pytest.mark.parametrize("version", [0, 99])
def test_there_is_no_other_version(version: int) -> None:
    with pytest.raises(ValueError, match=f"not {version}"):
        plan_of(portfolio().project("archief"), version)


@pytest.mark.parametrize("slug", ["verbouwing", "verhuizing"])
def test_the_files_read_back_whole(slug: str, tmp_path: Path) -> None:
    project = portfolio().project(slug)
    path = tmp_path / file_name(project, project.versions)
    path.write_bytes(plan_file(project, project.versions))

    found, made = read(path), plan_of(project, project.versions)

    assert found.not_understood == ()
    assert found.plan.status_date == made.status_date
    assert {code: (one.start, one.finish) for code, one in tasks(found.plan).items()} == {
        code: (one.start, one.finish) for code, one in tasks(made).items()
    }


def test_the_supplier_delivers_late() -> None:
    project = portfolio().project("verbouwing")
    first, last = plan_of(project, 1), plan_of(project, project.versions)

    facade = tasks(last)["VB410"]
    assert (facade.duration_minutes or 0) > 1.5 * (tasks(first)["VB410"].duration_minutes or 0)
    assert days_late(newest("verbouwing"), project) > (project.time_tolerance_days or 0)


def test_one_project_waits_on_another() -> None:
    moved = newest("verhuizing")
    mine = tasks(moved.plan)["VH200"]
    theirs = plan_of(portfolio().project("verbouwing"), portfolio().project("verbouwing").versions)

    assert mine.constraint_date is not None
    assert mine.constraint_date.date() >= max(one.finish.date() for one in theirs.activities if one.finish)
    assert moved.prices.bottlenecks[0].activity_ids == (mine.id,)


def test_one_holder_of_a_quality_holds_it_up() -> None:
    project, found = portfolio().project("klantportaal"), newest("klantportaal")
    holder = next(one.id for one in found.plan.resources if one.name == "koppelspecialist")
    theirs = {one.activity_id for one in found.plan.assignments if one.resource_id == holder}

    assert set(found.prices.bottlenecks[0].activity_ids) <= theirs
    assert 0 < days_late(found, project) <= (project.time_tolerance_days or 0)


@pytest.mark.parametrize("slug", ["werkplek", "archief", "hybride"])
def test_the_others_keep_their_date(slug: str) -> None:
    assert days_late(newest(slug), portfolio().project(slug)) <= 0


def test_the_closing_one_is_nearly_done_and_the_starting_one_has_hardly_begun() -> None:
    def share(slug: str) -> float:
        project = portfolio().project(slug)
        rows = tasks(plan_of(project, project.versions)).values()
        return sum(one.finished for one in rows) / len(rows)

    assert 0.8 < share("archief") < 1
    assert share("hybride") < 0.4
