"""Uncertainty tables and risk registers become ranges and risks; what can't be used is told by row and column."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.cases.register_plans import DAY, cases, plan, written
from tests.cases.sheets import open_document, separated, workbook

import rechterhand as rh
from rechterhand import errors
from rechterhand.engine.futures.uncertainty import Impact
from rechterhand.intake import Intake
from rechterhand.text import LANGUAGES, Language, render

PLAN = plan()


@pytest.fixture(scope="module")
def intake() -> Iterator[Intake]:
    with Intake() as made:
        yield made


def named(form: str) -> list[Any]:
    return [pytest.param(one, id=one["name"]) for one in cases(form)]


def refused(error: errors.RechterhandError) -> list[str]:
    """The problems by name, one or several."""
    if not error.problems:
        return [error.message.key.removeprefix("registers.")]
    return [str(one.values["problem"].key).removeprefix("registers.") for one in error.problems]  # type: ignore[union-attr] - a message by its making


def as_told(one: rh.Range, each: float = 1.0) -> list[Any]:
    if one.shape == "discrete":
        return [one.shape.value, *([value / each, chance] for value, chance in one.steps)]
    return [one.shape.value, one.low / each, one.likely / each, one.high / each]


def flat(values: Any) -> list[Any]:
    return [inner for one in values for inner in (flat(one) if isinstance(one, list) else [one])]


@pytest.mark.parametrize("case", named("uncertainty"))
def test_ranges_are_as_the_rows_say(case: dict[str, Any], tmp_path: Path, intake: Intake) -> None:
    path = written(tmp_path, case, "onzekerheid")
    if "problems" in case:
        with pytest.raises(errors.BadInput) as caught:
            rh.read_uncertainty(path, PLAN, intake=intake)
        assert refused(caught.value) == case["problems"]
        assert caught.value.where["file"] == str(path)
        return

    found = rh.read_uncertainty(path, PLAN, intake=intake)

    assert {str(key) for key in found.ranges} == set(case["ranges"])
    for key, told in case["ranges"].items():
        wanted, got = flat(told), flat(as_told(found.ranges[int(key)]))
        assert got[0] == wanted[0], key
        assert got[1:] == pytest.approx(wanted[1:]), key
    assert found.correlation == case.get("correlation", 0.3)
    usual = {"uncertainty_file", "uncertainty_rows"} if case["ranges"] else set()
    assert {one.key for one in found.assumptions} - usual == set(case.get("told", ()))


@pytest.mark.parametrize("case", named("risks"))
def test_risks_are_as_the_rows_say(case: dict[str, Any], tmp_path: Path, intake: Intake) -> None:
    path = written(tmp_path, case, "risicos")
    if "problems" in case:
        with pytest.raises(errors.BadInput) as caught:
            rh.read_risks(path, PLAN, intake=intake)
        assert refused(caught.value) == case["problems"]
        return

    found = rh.read_risks(path, PLAN, intake=intake)

    assert {one.key for one in found.risks} == set(case["risks"])
    for one in found.risks:
        *impact, ids = case["risks"][one.key]
        assert flat_equal(weighed(one.impact), impact), one.key
        assert list(one.activity_ids) == ids
        left = case.get("left", {}).get(one.key)
        assert (one.residual is None) == (left is None), one.key
        if one.residual is not None:
            assert flat_equal(weighed(one.residual), left)
    assert {one.key for one in found.assumptions} - {"risks_file"} == set(case.get("told", ()))
    branches = {
        one.key: [[each.probability, list(each.activity_ids)] for each in one.options] for one in found.branches
    }
    assert branches == case.get("branches", {})
    assert {
        one.key: [one.activity_id, one.by.isoformat(timespec="minutes"), list(one.late), list(one.in_time)]
        for one in found.conditional
    } == case.get("conditional", {})
    assert {
        one.key: [
            one.probability,
            *(each.isoformat(timespec="minutes") for each in (one.since, one.until)),
            one.days.likely,
            list(one.activity_ids),
        ]
        for one in found.lost_days
    } == case.get("lost", {})
    answered: dict[str, Any] = {
        one.key: each.residual for one in found.branches for each in one.options if each.residual is not None
    }
    answered |= {
        one.key: [one.residual_probability, one.residual_days.likely if one.residual_days else None]
        for one in found.lost_days
        if one.residual_probability is not None
    }
    assert answered == case.get("response", {})
    money = {one.key: each.cost.likely for one in found.branches for each in one.options if each.cost is not None}
    money |= {one.key: one.cost.likely for one in found.lost_days if one.cost is not None}
    assert money == case.get("money", {})
    costs = {one.key: one.impact.cost.likely for one in found.risks if one.impact.cost is not None}
    assert costs == case.get("costs", {})


def weighed(one: Impact) -> list[Any]:
    if one.minutes is not None:
        return [one.probability, "days", *as_told(one.minutes, DAY)]
    assert one.factor is not None
    return [one.probability, "factor", *as_told(one.factor)]


def flat_equal(got: list[Any], wanted: list[Any]) -> bool:
    return all(
        one == other if isinstance(other, str) else one == pytest.approx(other)
        for one, other in zip(got, wanted, strict=True)
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["uncertainty", "risks"])
def test_every_problem_and_assumption_is_a_sentence_in_both_languages(
    form: str, language: Language, tmp_path: Path, intake: Intake
) -> None:
    read = rh.read_uncertainty if form == "uncertainty" else rh.read_risks
    for case in cases(form):
        path = written(tmp_path, case, form)
        try:
            told = [one.text for one in read(path, PLAN, intake=intake).assumptions]
        except errors.BadInput as error:
            told = [error.message, *error.problems, *([error.hint] if error.hint else [])]
        for one in told:
            text = render(one, language)
            assert text
            assert "{" not in text


@pytest.mark.parametrize("format_", ["csv", "xlsx", "ods"])
def test_workbooks_and_text_give_the_same(format_: str, tmp_path: Path, intake: Intake) -> None:
    ranges = [("Taken", "Laag", "Waarschijnlijk", "Hoog"), ("alle", -0.1, 0, 0.3), ("A100", "8d", "10d", "20d")]
    risks = [("ID", "Risico", "Kans (%)", "Gevolg (werkdagen)", "Taken"), ("R1", "Te laat", 0.3, 20, "A100")]
    write = {"csv": separated, "xlsx": workbook, "ods": open_document}[format_]

    found = rh.read_risks(
        write(tmp_path / f"b.{format_}", risks),  # type: ignore[operator] - one of three writers
        PLAN,
        rh.read_uncertainty(write(tmp_path / f"a.{format_}", ranges), PLAN, intake=intake),  # type: ignore[operator] - one of three writers
        intake=intake,
    )

    assert found.ranges[11] == rh.Range(rh.Shape.TRIANGULAR, 0.9, 1.0, 1.3)
    assert found.ranges[10] == rh.Range(rh.Shape.TRIANGULAR, 0.8, 1.0, 2.0)
    assert [(one.key, one.impact.probability, one.activity_ids) for one in found.risks] == [("R1", 0.3, (10,))]


def test_impact_days_are_days_of_the_plans_own_length(tmp_path: Path, intake: Intake) -> None:
    rows = [("Risico", "Kans", "Gevolg (werkdagen)", "Taken"), ("Te laat", "30 %", 10, "A100")]
    found = rh.read_risks(separated(tmp_path / "r.csv", rows), plan(minutes_per_day=432), intake=intake)

    minutes = found.risks[0].impact.minutes
    assert minutes is not None
    assert minutes.likely == 10 * 432


def test_a_single_problem_names_its_row_and_column(tmp_path: Path, intake: Intake) -> None:
    rows = [("Risico", "Kans", "Gevolg (werkdagen)", "Taken"), ("Te laat", "hoog", 10, "A100")]
    path = workbook(tmp_path / "r.xlsx", rows)
    with pytest.raises(errors.BadInput) as caught:
        rh.read_risks(path, PLAN, intake=intake)

    assert caught.value.where == {"file": str(path), "sheet": "Planning", "row": 2, "column": "B (Kans)"}
    assert caught.value.hint is not None
    assert "30 %" in render(caught.value.hint, "nl")


def test_near_codes_are_suggested_and_never_names(tmp_path: Path, intake: Intake) -> None:
    rows = [("Taken", "Laag", "Hoog"), ("A1OO", "0,9x", "1,3x"), ("Schetse", "0,9x", "1,3x")]
    with pytest.raises(errors.BadInput) as caught:
        rh.read_uncertainty(separated(tmp_path / "r.csv", rows), PLAN, intake=intake)

    told = [render(one, "en") for one in caught.value.problems]
    assert "Do you mean" not in told[1]
    assert "Schetsen" not in told[1]


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("leeg.csv", b"", errors.UnreadableFile),
        ("brief.csv", b"Beste collega,\nhierbij het register.\n", errors.NoTable),
        ("kop.csv", b"Taken;Laag;Hoog\n", errors.NoTable),
        ("plan.xer", b"ERMHDR\t19.12\t2026-01-01\r\n", errors.UnknownFormat),
        ("kapot.xlsx", b"PK\x03\x04" + b"\x99" * 400, errors.UnreadableFile),
        ("kapot.ods", b"\x99" * 400, errors.UnreadableFile),
        ("nul.csv", b"\0" * 4096, errors.UnreadableFile),
    ],
)
def test_what_is_no_such_table_is_refused_clearly(
    name: str, data: bytes, kind: type[errors.RechterhandError], tmp_path: Path, intake: Intake
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    for read in (rh.read_uncertainty, rh.read_risks):
        with pytest.raises(kind) as caught:
            read(path, PLAN, intake=intake)
        assert caught.value.where["file"] == str(path)
        assert all(render(caught.value.message, language) for language in LANGUAGES)


def test_a_file_that_isnt_there(tmp_path: Path, intake: Intake) -> None:
    with pytest.raises(errors.MissingFile):
        rh.read_risks(tmp_path / "weg.xlsx", PLAN, intake=intake)
