"""Every document fits the JSON Schema that the package publishes, in both languages, and says no more than it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from tests.cases.plans import build
from tests.cases.schemas import COMMANDS, faults, files
from tests.cases.verdicts import bare, empty, finished, harmful, moved, ordinary, spoilt, unmoved

import rechterhand
from rechterhand import errors
from rechterhand.engine.schedule.float_paths import float_paths
from rechterhand.engine.simulate.others import OTHERS
from rechterhand.engine.simulate.result import Committed
from rechterhand.engine.simulate.run import Run
from rechterhand.findings.bottleneck import Alike, Hidden, Joint, Overlap, Together
from rechterhand.findings.check import Severity, Verdict
from rechterhand.intake.reader import NotUnderstood, Reading
from rechterhand.record.activity import ActivityType
from rechterhand.record.assumption import Assumption
from rechterhand.remedies.way_out import Combination, Degree, WaysOut
from rechterhand.schema import registry
from rechterhand.schema.documents.advise import advise_document
from rechterhand.schema.documents.bottlenecks import bottlenecks_document
from rechterhand.schema.documents.check import check_document
from rechterhand.schema.documents.compare import compare_document
from rechterhand.schema.documents.read import read_document
from rechterhand.schema.documents.remedies import remedies_document
from rechterhand.schema.documents.review import review_document
from rechterhand.schema.documents.schedule import schedule_document
from rechterhand.schema.documents.simulate import outlook_document, simulate_document
from rechterhand.schema.envelope import envelope, refusal, to_bytes
from rechterhand.schema.registry import json_schemas
from rechterhand.text import LANGUAGES, Language, Message, render
from rechterhand.toolbox.advise import advise
from rechterhand.verdict import Review
from rechterhand.verdict import review as make_review
from rechterhand.versions.compare import compare

VERDICTS = {
    "ordinary": ordinary,
    "harmful": harmful,
    "bare": bare,
    "finished": finished,
    "empty": empty,
    "moved": moved,
    "spoilt": spoilt,
    "unmoved": unmoved,
}


def body_of(command: str, review: Review, language: Language) -> dict[str, Any]:
    if command == "read":
        return read_document(review.reading)
    if command == "schedule":
        return schedule_document(review.schedule)
    if command == "simulate":
        return outlook_document(review)
    if command == "bottlenecks":
        return bottlenecks_document(review.prices, language)
    if command == "remedies":
        return remedies_document(review.ways, language)
    if command == "advise":
        return advise_document(advise(review), language)
    return check_document(review.checks, language) if command == "check" else review_document(review, language)


def test_every_document_of_a_verdict_is_held_against_its_schema() -> None:
    """Those of a comparison, of projects together, of a file and of the list of techniques have tests of their own."""
    assert set(COMMANDS) == set(registry.COMMANDS) - {"compare", "export", "programme", "techniques"}


def document_of(command: str, review: Review, language: Language, *, stable: bool = False) -> Any:
    head = envelope(command, review.plan.source, review.assumptions, review.timings, language=language, stable=stable)
    return json.loads(to_bytes(head | body_of(command, review, language), lines=True))


def full() -> Review:
    """A verdict with something in every list."""
    review = ordinary()
    title = Message.of("bottlenecks.activity.title", name="Gunning")
    reading = Reading(
        review.plan,
        (NotUnderstood("kleur", 3, "blauw", "blad 1, C4"), NotUnderstood("lettertype", 1, "Arial")),
        (Assumption("not_confined", Message.of("sandbox.open_network")),),
        {"read": 0.1},
    )
    prices = replace(
        review.prices,
        hidden=(
            Hidden("activity", "activity:11", title, (11,), 2.5, 0.2),
            Hidden("open_end", "open_end:11:finish", title, (11, 12), 2.5, 0.2, title),
        ),
        bottlenecks=tuple(
            replace(
                one,
                steep=True,
                notes=(title,),
                alike=(Alike("activity:11", title, (11,)),),
                overlaps=(Overlap("activity", "activity:11", title, (11,), 2.5, 0.2),),
            )
            for one in review.prices.bottlenecks
        ),
        joint=(Joint((Together("link", "link:1:2:FS", title, 3.3),) * 2, 20.0, 0.1, 6.6),),
        step_days=5.0,
        ranked_on="band",
    )
    return replace(review, reading=reading, prices=prices, ways=_every_way(review.ways))


def _every_way(found: WaysOut) -> WaysOut:
    """Ways out with other forms, without a rate, that save money, and a promise."""
    first, *rest = found.ways
    degree = Degree("10%", first.title, first.effect, 0.5, 0.1, None)
    ways = (
        replace(first, cost=None, degrees=(degree,), steep=True, notes=(first.title,)),
        *(replace(one, cost=-50.0) for one in rest),
    )
    titles = (first.title, first.title)
    together = Combination(
        (first.key,) * 2,
        (first.degree,) * 2,
        titles,
        titles,
        titles,
        3.0,
        0.2,
        4.0,
        None,
        None,
        None,
        first.p80,
        with_people=True,
    )
    return replace(found, ways=ways, combinations=(together,), promise=first, chance_with_people=0.2)


@pytest.mark.parametrize(("kind", "dated"), [("empty", False), ("finished", True)])
def test_where_no_work_is_open_no_door_tells_a_percentile(kind: str, dated: bool) -> None:
    review = VERDICTS[kind]()
    document = document_of("review", review, "en")

    assert document["simulate"]["finish"] is None
    assert (document["simulate"]["planned_finish"] is not None) is dated
    assert (document["schedule"]["project_finish"] is not None) is dated
    assert "P80" not in repr(review) + repr(review.simulation) + review._repr_html_()
    assert compare(review.reading, review.reading, run=Run(200)).forecast is None


@pytest.mark.parametrize("stable", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("kind", [*VERDICTS, "full"])
def test_document_fits_its_schema(kind: str, command: str, language: Language, stable: bool) -> None:
    review = full() if kind == "full" else VERDICTS[kind]()

    document = document_of(command, review, language, stable=stable)

    assert faults(document, command) == []
    assert ("timings" in document) is not stable


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_refusal_fits_the_schema(command: str, language: Language) -> None:
    error = errors.UnreadableFile(
        Message.of("intake.empty"), where={"file": "plan.mpp", "row": 4}, hint=Message.of("intake.empty_hint")
    )

    document = json.loads(to_bytes(refusal(command, "plan.mpp", error, language), lines=False))

    assert faults(document, command) == []
    assert document["error"]["code"] == "unreadable_file"


@pytest.mark.parametrize(
    "harm",
    [
        lambda one: one.update(surprise=1),
        lambda one: one.pop("assumptions"),
        lambda one: one["read"].update(surprise=1),
        lambda one: one["schedule"]["activities"][0].update(total_float_days=1),
        lambda one: one["schedule"].update(project_finish="14-03-2027"),
        lambda one: one["simulate"]["finish"].pop("p80_low"),
        lambda one: one["check"]["checks"][0].update(verdict="good"),
        lambda one: one["bottlenecks"]["bottlenecks"][0].update(price_days=None),
        lambda one: one["remedies"].pop("promise"),
        lambda one: one["remedies"]["ways_out"][0].update(days=None),
        lambda one: one["remedies"]["ways_out"][0].update(surprise=1),
        lambda one: one["remedies"]["ways_out"][0].pop("side_effect"),
        lambda one: one.update(schema="rechterhand/check/1"),
        lambda one: one.pop("against"),
        lambda one: one.update(against={}),
    ],
)
def test_schema_refuses_what_is_not_documented(harm: Any) -> None:
    document = document_of("review", ordinary(), "en")

    harm(document)

    assert faults(document, "review") != []


def test_review_holds_exactly_the_documents_of_the_steps() -> None:
    review = ordinary()
    whole = document_of("review", review, "nl")

    for command in ("read", "schedule", "check"):
        alone = document_of(command, review, "nl")
        head = {"schema", "source", "assumptions", "timings"}
        assert whole[command] == {key: value for key, value in alone.items() if key not in head}


@pytest.mark.parametrize(
    "harm",
    [
        lambda one: one.pop("text"),
        lambda one: one.update(surprise=1),
        lambda one: one["compare"].update(surprise=1),
        lambda one: one["compare"].pop("causes"),
        lambda one: one["compare"]["causes"][0].update(days=None),
    ],
)
def test_schema_refuses_what_is_not_documented_of_the_earlier_version(harm: Any) -> None:
    document = document_of("review", moved(), "en")

    harm(document["against"])

    assert faults(document, "review") != []


def test_review_holds_exactly_the_comparison_with_the_earlier_version() -> None:
    review = moved()
    assert review.comparison is not None

    told = document_of("review", review, "nl")["against"]["compare"]

    assert told == json.loads(to_bytes(compare_document(review.comparison, "nl"), lines=True))
    assert document_of("review", ordinary(), "nl")["against"] is None


def test_review_times_every_step() -> None:
    timings = document_of("review", ordinary(), "en")["timings"]

    assert set(timings) == {"read", "compile", "schedule", "drag", "check", "simulate", "price", "ways_out"}


def test_a_plan_with_people_times_them_too() -> None:
    form = {
        "start": datetime(2026, 1, 5, 8),
        "tasks": [{"id": 1, "days": 10}, {"id": 2, "days": 10}],
        "resources": [{"id": 1, "name": "tester", "max_units": 1.0}],
        "assignments": [{"id": key, "task": key, "resource_id": 1, "remaining_work_minutes": 4800} for key in (1, 2)],
    }
    document = document_of("review", make_review(build(form), run=Run(iterations=100, seed=1)), "en")

    assert faults(document, "review") == []
    assert "people" in document["timings"]


@pytest.mark.parametrize("name", VERDICTS)
def test_float_paths_fit_the_schema(name: str) -> None:
    review = VERDICTS[name]()
    head = envelope("schedule", review.plan.source, (), {}, language="en", stable=True)
    document = head | schedule_document(review.schedule, float_paths(review.schedule, count=4))

    assert faults(json.loads(to_bytes(document, lines=True)), "schedule") == []
    assert bool(document["float_paths"]["paths"]) == (name not in {"finished", "empty"})


def test_every_scheduled_activity_has_its_drag() -> None:
    activities = document_of("schedule", ordinary(), "en")["activities"]

    drags = [one["drag_minutes"] for one in activities if one["type"] == "task" and one["critical"]]
    assert drags
    assert all(drag is not None and drag >= 0 for drag in drags)


@pytest.mark.parametrize(
    ("enum", "file", "field"),
    [
        (ActivityType, "schedule.json", "type"),
        (Severity, "check.json", "severity"),
        (Verdict, "check.json", "verdict"),
    ],
)
def test_schema_names_every_value(enum: type[StrEnum], file: str, field: str) -> None:
    found = [one["enum"] for name, one in fields(files()[file]) if name == field and "enum" in one]

    assert found == [[one.value for one in enum]]


def test_schema_names_every_kind_of_error() -> None:
    kinds = {one.code for one in vars(errors).values() if isinstance(one, type) and issubclass(one, Exception)}
    named = files()["common.json"]["$defs"]["refusal"]["properties"]["error"]["properties"]["code"]["enum"]

    assert kinds - {errors.RechterhandError.code} == set(named)


def test_other_defaults_are_told_by_name() -> None:
    document = document_of("review", ordinary(), "en")

    assert {one["key"] for one in document["simulate"]["others"]} == set(OTHERS)


@pytest.mark.parametrize("name", sorted(files()))
def test_schema_is_itself_valid(name: str) -> None:
    Draft202012Validator.check_schema(files()[name])


def fields(schema: Any) -> Iterator[tuple[str, Any]]:
    """Every property of a schema with its name."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {}).items()
        for inner in schema.values():
            yield from fields(inner)
    if isinstance(schema, list):
        for inner in schema:
            yield from fields(inner)


def test_promises_come_in_order_of_weight() -> None:
    """The whole first, then milestones that nothing follows, other milestones, deadlines, other dates of work."""
    review = ordinary()
    ends = {one.predecessor_id for one in review.plan.links}
    rows = [one for one in review.plan.activities if not one.type.is_summary and not one.finished]
    milestone = {one.id for one in rows if one.type is ActivityType.MILESTONE}
    end, inner = (next(key for key in sorted(milestone) if (key in ends) is follows) for follows in (False, True))
    first, last = 14, 15
    day = datetime(2027, 3, 1)
    told = (
        Committed("fnlt", first, day, 0.5),
        Committed("deadline", first, day, 0.5),
        Committed("deadline", last, day + timedelta(days=1), 0.5),
        Committed("mfo", inner, day, 0.5),
        Committed("mfo", end, day, 0.5),
        Committed("baseline_finish", None, day, 0.5),
    )
    document = simulate_document(replace(review.simulation, committed=told))

    assert [(one["what"], one["activity_id"]) for one in document["committed"]] == [
        ("baseline_finish", None),
        ("mfo", end),
        ("mfo", inner),
        ("deadline", last),
        ("deadline", first),
        ("fnlt", first),
    ]


def test_finished_work_has_no_late_dates() -> None:
    activities = {one["id"]: one for one in schedule_document(ordinary().schedule)["activities"]}

    assert (activities[4]["late_start"], activities[4]["late_finish"]) == (None, None)
    assert activities[21]["late_finish"] is not None


def test_references_resolve_by_id_in_any_registry() -> None:
    known: Any = Registry().with_resources([(key, Resource.from_contents(one)) for key, one in json_schemas().items()])
    document = document_of("review", ordinary(), "nl")

    own = next(one for key, one in json_schemas().items() if key.endswith("/review.json"))
    assert not list(Draft202012Validator(own, registry=known).iter_errors(document))
    del document["source"]["sha256"]
    assert list(Draft202012Validator(own, registry=known).iter_errors(document))


@pytest.mark.parametrize("command", sorted(registry.COMMANDS))
def test_every_command_has_its_schema_whole_and_valid(command: str) -> None:
    whole = rechterhand.json_schema(command)

    Draft202012Validator.check_schema(whole)
    assert whole["$id"].endswith(f"/{command}.json")
    assert faults(refusal(command, "plan.xml", errors.UnreadableFile(Message.of("intake.empty")), "en"), command) == []


def test_a_command_without_document_has_no_schema() -> None:
    with pytest.raises(errors.BadInput) as caught:
        rechterhand.json_schema("demo")

    assert render(caught.value.message, "nl").startswith("Geen commando ‘demo’ schrijft")
