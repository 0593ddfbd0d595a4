"""Chains, meetings of paths, calendars and open ends: worked cases of what each costs, and of what is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from statistics import NormalDist
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases.priced import CERTAIN, MONDAY, ROUND_THE_CLOCK, WORKING, plan_of, prices_of
from tests.cases.random_plans import plans

from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.futures.spread import spreads_of
from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.price.solve import Pricing
from rechterhand.engine.simulate.run import Run, finishes_of
from rechterhand.engine.simulate.solve import simulate
from rechterhand.findings.bottleneck import Bottleneck, PriceList
from rechterhand.findings.detector import Scene
from rechterhand.findings.pricing import detectors, with_proposals
from rechterhand.findings.proposals import proposals
from rechterhand.record.activity import Activity, ActivityType
from rechterhand.record.calendar import STANDARD_DAY, Calendar, CalendarException
from rechterhand.record.link import Link
from rechterhand.record.persons import without_names
from rechterhand.record.plan import Plan
from rechterhand.reports.remarks import joint_line
from rechterhand.text import render

NORMAL = NormalDist()
OVERRUN = Range(Shape.DISCRETE, steps=((1.0, 0.1), (1.5, 0.9)))
"""As planned in one future of ten, half as long again in nine."""


def _row(prices: PriceList, key: str) -> Bottleneck:
    (found,) = (one for one in prices.bottlenecks if one.key == key)
    return found


def _kinds(prices: PriceList) -> set[str]:
    return {one.kind for one in prices.bottlenecks} | {
        other.kind for one in prices.bottlenecks for other in one.overlaps
    }


# chains


def _of_one_party(days: tuple[float, ...] = (10, 20), who: tuple[int, ...] = (1, 1), name: str = "tester") -> Plan:
    """Activities one after another, each done by one resource."""
    tasks = [{"id": at, "days": length} for at, length in enumerate(days, 1)]
    links = [f"{at} FS {at + 1}" for at in range(1, len(days))]
    return plan_of(
        tasks,
        links,
        resources=[{"id": 1, "name": name, "role": "beheerder"}, {"id": 2, "name": "bouwteam"}],
        assignments=[{"task": at, "resource_id": key} for at, key in enumerate(who, 1)],
    )


def _overrun(*ids: int) -> Uncertainty:
    return replace(CERTAIN, ranges=dict.fromkeys(ids, OVERRUN))


def test_a_chain_costs_the_overrun_of_all_its_members_and_names_them_with_their_own() -> None:
    """In 81 futures of 100 both are late, so P80 is 45 days, not 30; 40 without the first, 35 without the second."""
    prices = prices_of(_of_one_party(), _overrun(1, 2))

    chain = prices.bottlenecks[0]
    assert (chain.kind, chain.key, chain.activity_ids) == ("chain", "chain:1:2", (1, 2))
    assert chain.price_days == pytest.approx(15)
    assert (chain.per_day, chain.ceiling_days) == (pytest.approx(1), pytest.approx(45))
    assert [(one.key, one.price_days) for one in chain.overlaps] == [
        ("activity:2", pytest.approx(10)),
        ("activity:1", pytest.approx(5)),
    ]
    assert len(prices.bottlenecks) == 1


def test_a_member_that_is_nearly_the_whole_chain_leads_it() -> None:
    """The smallest thing that explains the price comes first."""
    prices = prices_of(_of_one_party((2, 40)), _overrun(1, 2))

    assert [one.key for one in prices.bottlenecks] == ["activity:2", "activity:1"]
    assert [one.key for one in prices.bottlenecks[0].overlaps] == ["chain:1:2"]


def test_work_of_two_parties_is_no_chain() -> None:
    assert "chain" not in _kinds(prices_of(_of_one_party(who=(1, 2)), _overrun(1, 2)))


def test_a_chain_ends_where_the_run_branches() -> None:
    plan = _of_one_party((10, 20, 20), (1, 1, 1))
    beside = replace(plan, links=(Link(1, 2), Link(1, 3)))

    assert "chain" not in _kinds(prices_of(beside, _overrun(1, 2, 3)))


@pytest.mark.parametrize("field", [{"responsible": "Netwerkteam"}, {"codes": {"Leverancier": "Netwerkteam"}}])
def test_without_resources_the_responsible_or_the_supplier_is_the_party(field: dict[str, Any]) -> None:
    plan = plan_of([{"id": 1, "days": 10, **field}, {"id": 2, "days": 20, **field}], ["1 FS 2"])
    (chain,) = prices_of(plan, _overrun(1, 2)).bottlenecks

    assert "Netwerkteam" in render(chain.title, "nl")


def test_a_chain_names_no_person_where_names_are_left_out() -> None:
    plan = _of_one_party(name="Jan de Vries")
    named, shown = (
        render(prices_of(one, _overrun(1, 2)).bottlenecks[0].title, "nl") for one in (plan, without_names(plan))
    )

    assert "Jan de Vries" in named
    assert "Keten van beheerder (" in shown
    assert "Jan" not in shown


def test_what_stands_for_unnamed_people_is_nobodys_chain() -> None:
    tasks = [{"id": 1, "days": 10, "responsible": "Jan de Vries"}, {"id": 2, "days": 20, "responsible": "Piet Jansen"}]

    assert "chain" not in _kinds(prices_of(without_names(plan_of(tasks, ["1 FS 2"])), _overrun(1, 2)))


# meetings of paths

STEPS = 1000
FEEDER = Range(
    Shape.DISCRETE, steps=tuple((1 + 0.08 * NORMAL.inv_cdf((at + 0.5) / STEPS), 1 / STEPS) for at in range(STEPS))
)
"""A duration of N(100, 8) for a plan of a hundred days."""


def _feeders(count: int, after: float = 300) -> Plan:
    """So many equal paths of a hundred days to one moment, and the work after it."""
    tasks: list[dict[str, Any]] = [{"id": at, "days": 100} for at in range(1, count + 1)]
    tasks += [{"id": 90, "days": 0, "type": "milestone"}, {"id": 91, "days": after}]
    links = [f"{at} FS 90" for at in range(1, count + 1)] + ["90 FS 91"]
    return plan_of(tasks, links, calendar=ROUND_THE_CLOCK)


def _normal(count: int) -> Uncertainty:
    return replace(CERTAIN, ranges=dict.fromkeys(range(1, count + 1), FEEDER))


@pytest.mark.parametrize(("count", "published"), [(2, 3.3), (5, 7.0), (10, 9.4)])
def test_a_meeting_costs_what_the_latest_of_its_feeders_is_later_than_one(count: int, published: float) -> None:
    """P80 of the latest of n is where each of them has the n-th root of 0.8."""
    row = _row(prices_of(_feeders(count), _normal(count)), "merge:90")
    wanted = 8 * (NORMAL.inv_cdf(0.8 ** (1 / count)) - NORMAL.inv_cdf(0.8))

    assert wanted == pytest.approx(published, abs=0.07)
    assert abs(row.price_days - wanted) < 4 * row.standard_error_days + 0.05
    assert row.standard_error_days < 0.5


def test_a_meeting_at_the_very_end_has_no_price_since_its_feeders_must_be_finished_anyhow() -> None:
    assert "merge" not in _kinds(prices_of(_feeders(5, after=0), _normal(5)))


def test_one_path_that_always_decides_is_no_meeting() -> None:
    plan = _feeders(2)
    longer = replace(plan.activities[0], duration_minutes=300 * 480, remaining_duration_minutes=300 * 480)
    plan = replace(plan, activities=(longer, *plan.activities[1:]))

    assert "merge" not in _kinds(prices_of(plan, _normal(2)))


# calendars


def _on(calendar: Calendar, days: float, before: float | None = None) -> Plan:
    """Work in a calendar of its own, after work in the project's."""
    tasks = [{"id": 2, "days": days, "calendar_id": 2}]
    tasks += [] if before is None else [{"id": 1, "days": before}]
    return replace(plan_of(tasks, [] if before is None else ["1 FS 2"]), calendars=(WORKING, calendar))


def _meetings(weeks: range) -> tuple[CalendarException, ...]:
    days = (MONDAY.date() + timedelta(weeks=week) for week in weeks)
    return tuple(CalendarException(day, day, STANDARD_DAY) for day in days)


def test_a_board_costs_the_working_days_until_it_meets() -> None:
    """Work until Monday evening in the twentieth week; the board meets four weeks later, not on Tuesday morning."""
    board = Calendar(2, "Stuurgroep", ((),) * 7, _meetings(range(0, 200, 4)), minutes_per_day=480)
    row = _row(prices_of(_on(board, 0.5, before=101), CERTAIN), "calendar:2")

    assert row.price_days == pytest.approx(19)
    assert (row.kind, row.activity_ids, row.standard_error_days) == ("calendar", (2,), 0)


def test_the_days_between_meetings_are_no_holidays() -> None:
    """The same board, told as a weekly day with exceptions in the weeks between."""
    closed = tuple(
        replace(one, hours=()) for week in range(200) if week % 4 for one in _meetings(range(week, week + 1))
    )
    board = Calendar(2, "Stuurgroep", (STANDARD_DAY, *((),) * 6), closed, minutes_per_day=480)

    assert _row(prices_of(_on(board, 0.5, before=101), CERTAIN), "calendar:2").price_days == pytest.approx(19)


def test_days_off_of_a_calendar_stay() -> None:
    """Eight days on a calendar from Monday to Thursday, with the second week off: Thursday, or Wednesday in five days.

    Without the week off it would be Wednesday a week earlier, a gain of six days instead of one.
    """
    shut = CalendarException(date(2026, 1, 12), date(2026, 1, 16))
    short = Calendar(2, "Vier dagen", ((STANDARD_DAY,) * 4 + ((),) * 3), (shut,), minutes_per_day=480)

    assert _row(prices_of(_on(short, 8), CERTAIN), "calendar:2").price_days == pytest.approx(1)


@pytest.mark.parametrize(
    "calendar",
    [
        Calendar(2, "Dag en nacht", (((0, 1440),),) * 7, minutes_per_day=1440),
        Calendar(2, "Met vrije week", exceptions=(CalendarException(date(2026, 1, 12), date(2026, 1, 16)),)),
    ],
)
def test_more_working_time_or_days_off_alone_are_no_bottleneck(calendar: Calendar) -> None:
    prices = prices_of(_on(calendar, 20), CERTAIN)

    assert "calendar" not in _kinds(prices)
    assert prices.hidden == ()


# open ends


def _with_an_open_end() -> Plan:
    """A branch with a closing milestone that one of its activities doesn't lead to; ten days follow on it."""
    tasks: list[dict[str, Any]] = [
        {"id": 10, "type": "summary", "name": "Inrichting"},
        {"id": 1, "days": 5, "parent_id": 10},
        {"id": 2, "days": 20, "parent_id": 10, "name": "Rechten inrichten"},
        {"id": 3, "days": 0, "type": "milestone", "parent_id": 10, "name": "Inrichting gereed"},
        {"id": 4, "days": 10},
        {"id": 5, "days": 0, "type": "milestone"},
    ]
    return plan_of(tasks, ["1 FS 2", "1 FS 3", "3 FS 4", "4 FS 5"])


def test_an_open_end_is_hidden_with_what_its_link_would_make_later() -> None:
    """25 days as it stands; tied to the milestone, 5 + 20 + 10."""
    prices = prices_of(_with_an_open_end(), CERTAIN)

    (hidden,) = prices.hidden
    assert (hidden.kind, hidden.key, hidden.later_days) == ("open_end", "open_end:2:finish", pytest.approx(10))
    assert render(hidden.title, "nl") == "Los einde: na Rechten inrichten komt niets"
    assert hidden.relief is not None
    assert "Inrichting gereed, de mijlpaal die deze tak afsluit" in render(hidden.relief, "nl")
    assert "open_end" not in _kinds(prices)


def _proposed(plan: Plan) -> list[tuple[int, int, str]]:
    """Ids of the ends of each proposal, and its reason."""
    network = compile_plan(plan, honest=True)
    simulation = simulate(plan, run=Run(100), uncertainty=CERTAIN, network=network)
    spreads = spreads_of(network, CERTAIN)
    scene = Scene(network, spreads, simulation.criticality, simulation.near_p80, simulation.finishes, Run(100))
    ids = [one.id for one in plan.activities]
    return [(ids[one.before], ids[one.after], one.relief.key.rpartition(".")[2]) for one in proposals(scene)]


BRANCH = {"id": 10, "type": "summary"}
MOMENT = {"days": 0, "type": "milestone"}
LATER = {"constraint": "snet", "constraint_date": MONDAY + timedelta(days=28)}


def _branch(inside: list[dict[str, Any]], links: list[str], outside: tuple[dict[str, Any], ...] = ()) -> Plan:
    """A branch of these rows, and before and after the plan a milestone (80, 90)."""
    ends = [{"id": 80, "days": 0, "type": "milestone"}, {"id": 90, "days": 0, "type": "milestone"}]
    return plan_of([BRANCH, *({"parent_id": 10, **one} for one in inside), *outside, *ends], links)


SHORT, LONG, CLOSE = {"id": 1, "days": 5}, {"id": 2, "days": 20}, {"id": 3, **MOMENT}
OUTSIDE = {"id": 6, **MOMENT}
AFTERWARDS = ({"id": 2, "days": 2}, {"id": 4, "days": 9}, {"id": 5, "days": 1})


@pytest.mark.parametrize(
    ("inside", "links", "wanted"),
    [
        pytest.param([SHORT, LONG, CLOSE], "80 FS 1, 80 FS 2, 1 FS 3, 3 FS 90", [(2, 3, "closes")], id="closes"),
        pytest.param(
            [SHORT, CLOSE, *AFTERWARDS],
            "80 FS 1, 1 FS 3, 3 FS 2, 3 FS 4, 4 FS 5, 5 FS 90",
            [(2, 5, "next")],
            id="comes after the closing milestone itself",
        ),
        pytest.param([SHORT, LONG], "80 FS 1, 80 FS 2, 1 FS 6, 6 FS 90", [(2, 6, "feeds")], id="feeds"),
        pytest.param([CLOSE, SHORT, LONG], "80 FS 3, 3 FS 1, 1 FS 90, 2 FS 90", [(3, 2, "opens")], id="opens"),
        pytest.param([SHORT, {**LONG, **LATER}], "80 FS 1, 1 FS 90, 2 FS 90", [(1, 2, "previous")], id="previous"),
        pytest.param([SHORT, LONG], "80 FS 6, 6 FS 1, 1 FS 90, 2 FS 90", [(6, 2, "fed")], id="fed"),
        pytest.param([LONG], "80 FS 90, 80 FS 2", [], id="nothing in sight"),
    ],
)
def test_an_open_end_is_tied_to_what_the_plan_suggests(
    inside: list[dict[str, Any]], links: str, wanted: list[tuple[int, int, str]]
) -> None:
    outside = (OUTSIDE,) if " 6" in links else ()
    assert _proposed(_branch(inside, links.split(", "), outside)) == wanted


def test_the_first_start_the_last_finish_and_work_under_linked_summaries_are_no_open_ends() -> None:
    chain = _branch([{"id": 1, "days": 5}, {"id": 2, "days": 5}], ["80 FS 1", "1 FS 2", "2 FS 90"])
    above = _branch([{"id": 1, "days": 5}, {"id": 3, **MOMENT}], ["80 FS 1", "80 FS 3", "3 FS 90", "10 FS 90"])

    assert _proposed(chain) == []
    assert _proposed(above) == []


@st.composite
def _branched(draw: st.DrawFn) -> Plan:
    """Random plans of which the rows lie in two branches, with some links gone."""
    plan = draw(plans())
    rows = tuple(replace(one, parent_id=draw(st.sampled_from([101, 102]))) for one in plan.activities)
    heads = tuple(Activity(key, f"Branch {key}", type=ActivityType.SUMMARY) for key in (101, 102))
    return replace(plan, activities=(*heads, *rows), links=tuple(one for one in plan.links if draw(st.booleans())))


@settings(max_examples=100, deadline=None)
@given(_branched())
def test_every_proposal_is_priced_as_the_plan_with_that_link(plan: Plan) -> None:
    run, uncertainty = Run(30, 5, threads=1), Uncertainty()
    network = compile_plan(plan, honest=True)
    simulation = simulate(plan, run=run, network=network)
    base = Pricing(network, run, uncertainty)
    scene = Scene(network, base.spreads, simulation.criticality, simulation.near_p80, base.finishes, run)

    pricing, slotted = with_proposals(base, scene)

    again = finishes_of(slotted.network, pricing.spreads, run)
    assert again.tobytes() == simulation.finishes.tobytes(), "links that are only proposed hold nothing"
    candidates = list(detectors()["open_end"].detect(slotted))
    found = pricing.changed([one.relief().change for one in candidates])
    for one, finishes in zip(candidates, found, strict=True):
        with_it = replace(plan, links=(*plan.links, Link(*one.activity_ids)))
        anew = compile_plan(with_it, honest=True)
        assert finishes.tolist() == finishes_of(anew, spreads_of(anew, uncertainty), run).tolist()


# together


def _beside(count: int, lag: int = 20) -> Plan:
    """So many equal paths of N(100, 8) and twenty days of waiting before the work of one day."""
    tasks: list[dict[str, Any]] = [{"id": at, "days": 100} for at in range(1, count + 1)]
    tasks += [{"id": 90, "days": 1, "type": "task"}]
    return plan_of(tasks, [f"{at} FS+{lag}d 90" for at in range(1, count + 1)], calendar=ROUND_THE_CLOCK)


@pytest.mark.parametrize(("count", "one"), [(2, 3.3), (3, 1.7)])
def test_on_equal_paths_beside_each_other_all_at_once_bring_far_more_than_the_sum(count: int, one: float) -> None:
    prices = prices_of(_beside(count), _normal(count))

    (joint,) = (each for each in prices.joint if len(each.members) == count and each.members[0].kind == "link")
    assert joint.more
    assert joint.price_days == pytest.approx(20, abs=0.5)
    assert joint.sum_days == pytest.approx(count * one, abs=count * 0.7)
    listed = {each.key: prices.ranked(each)[0] for each in prices.bottlenecks}
    assert [each.price_days for each in joint.members] == [listed[each.key] for each in joint.members]
    line = joint_line(joint).values
    assert line["sum"] == pytest.approx(sum(round(listed[each.key], 1) for each in joint.members))


def test_paths_without_any_price_of_their_own_are_tried_together() -> None:
    """Two waiting times on equal paths: each is worth nothing as long as the other stands."""
    prices = prices_of(_beside(2), CERTAIN)

    assert prices.bottlenecks == ()
    (joint,) = prices.joint
    assert (joint.price_days, joint.sum_days) == (pytest.approx(20), 0)


def test_on_one_path_two_reliefs_bring_no_more_than_what_runs_beside_it_leaves() -> None:
    """A hundred days in all; beside them sixty. Forty and thirty alone, forty together."""
    tasks: list[dict[str, Any]] = [{"id": at, "days": 5} for at in range(1, 5)] + [{"id": 5, "days": 60}]
    prices = prices_of(plan_of(tasks, ["1 FS+50d 2", "2 FS 3", "3 FS+30d 4"]), CERTAIN)

    (joint,) = prices.joint
    assert (joint.more, joint.price_days, joint.sum_days) == (False, pytest.approx(40), pytest.approx(70))


def test_what_adds_up_is_not_told() -> None:
    tasks = [{"id": 1, "days": 5}, {"id": 2, "days": 5}, {"id": 3, "days": 5}, {"id": 4, "days": 5}]
    assert prices_of(plan_of(tasks, ["1 FS+5d 2", "2 FS 3", "3 FS+5d 4"]), CERTAIN).joint == ()
