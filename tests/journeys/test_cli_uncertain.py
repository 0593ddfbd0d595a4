"""``review --uncertainty --risks``: a planted risk shows up priced, as worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cases.commands import Ran, run
from tests.cases.programme import PEOPLE, mspdi, programme
from tests.cases.schemas import faults
from tests.cases.sheets import separated, workbook

pytestmark = pytest.mark.slow

PLAN = [
    ("Nr", "WBS", "Taak", "Duur", "Voorgangers", "Begin"),
    (1, "1", "Voorbereiding", None, None, None),
    (2, "1.1", "Ontwerpen", "10d", None, "04-01-2027"),
    (3, "1.2", "Bestek schrijven", "10d", 2, None),
    (4, "2", "Bouw", None, None, None),
    (5, "2.1", "Koppeling bouwen", "20d", 3, None),
    (6, "2.2", "Omgeving inrichten", "10d", 5, None),
]
CERTAIN = [("Taken", "Vorm"), ("alle", "vast")]
FEW = ("--iterations", "2000", "--seed", "1", "--stable")


def planned(folder: Path) -> Path:
    return workbook(folder / "plan.xlsx", PLAN)


def reviewed(folder: Path, *more: object) -> Ran:
    return run("review", planned(folder), *FEW, *more)


def document(folder: Path, *more: object) -> dict[str, object]:
    done = reviewed(folder, "--json", "-", "--lang", "en", *more)
    assert done.code == 0, done.err
    assert done.err == ""
    found: dict[str, object] = json.loads(done.out)
    assert faults(found, "review") == []
    return found


def test_a_planted_risk_is_priced_as_worked_out_by_hand(tmp_path: Path) -> None:
    """All work is certain, in one chain of 50 days. The risk adds 15 days with probability 1/2, with its response 1/10.

    So P80 is 65 days, with the response 50: that is worth 15 days on P80, and 0.4 times 15 = 6 days on average.
    """
    ranges = separated(tmp_path / "zeker.csv", CERTAIN)
    risks = separated(
        tmp_path / "risicos.csv",
        [("Nr", "Risico", "Kans", "Gevolg (werkdagen)", "Taken", "Restkans"), ("R7", "Te laat", "50%", 15, 5, "10%")],
    )
    found = document(tmp_path, "--uncertainty", ranges, "--risks", risks)

    (risk,) = [one for one in found["bottlenecks"]["bottlenecks"] if one["kind"] == "risk"]  # type: ignore[index] - a document
    assert risk["key"] == "risk:R7"
    assert risk["price_days"] == pytest.approx(15)
    assert risk["mean_days"] == pytest.approx(6, abs=0.5)
    assert risk["activity_ids"] == [5]
    # 50 working days from Monday 4 January 2027 end on 12 March, 65 on 2 April
    assert found["simulate"]["finish"]["p80"] == "2027-04-02T17:00"  # type: ignore[index] - a document
    told = {one["key"]: one["text"] for one in found["assumptions"]}  # type: ignore[index, attr-defined] - a document
    assert "1 risk from risicos.csv" in told["risks_file"]
    assert "4 of 4 activities" in told["uncertainty_file"]


def test_the_verdict_says_what_it_rests_on(tmp_path: Path) -> None:
    ranges = separated(tmp_path / "bandbreedtes.csv", [("WBS", "Laag", "Hoog"), ("2", "-10%", "+50%")])
    page = tmp_path / "oordeel.html"
    done = reviewed(tmp_path, "--uncertainty", ranges, "--html", page, "--lang", "nl")

    assert done.code == 0
    assert "2 van de 4 taken met resterend werk kregen een bandbreedte uit bandbreedtes.csv" in done.out.replace(
        "\n", " "
    )
    assert "van 90 % tot 150 % van de geplande duur" in page.read_text().replace("\u00a0", " ")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_doesnt_fit_is_told_by_row_and_column_and_ends_with_2(tmp_path: Path, language: str) -> None:
    rows = [
        ("Nr", "Risico", "Kans", "Gevolg (werkdagen)", "Taken"),
        ("R1", "a", "hoog", 5, 99),
        ("R2", "b", "130%", 5, 5),
    ]
    risks = workbook(tmp_path / "risicos.xlsx", rows)
    done = reviewed(tmp_path, "--risks", risks, "--lang", language)
    told = reviewed(tmp_path, "--risks", risks, "--lang", language, "--json", "-")

    assert done.code == 2
    assert done.out == ""
    for one in ("risicos.xlsx", "Planning!C2", "Planning!E2", "Planning!C3", "‘hoog’", "30 %"):
        assert one in done.err, one
    refused = json.loads(told.out)
    assert faults(refused, "review") == []
    assert len(refused["error"]["problems"]) == 3


def test_a_comparison_has_the_same_ranges_and_risks(tmp_path: Path) -> None:
    later = [*PLAN[:5], (5, "2.1", "Koppeling bouwen", "25d", 3, None), PLAN[6]]
    new = workbook(tmp_path / "nieuw.xlsx", later)
    ranges = separated(tmp_path / "zeker.csv", CERTAIN)
    risks = separated(
        tmp_path / "risicos.csv", [("Risico", "Kans", "Gevolg (werkdagen)", "Taken"), ("Te laat", "50%", 15, 5)]
    )
    options = ("--against", planned(tmp_path), "--uncertainty", ranges, "--risks", risks, "--json", "-")
    found = json.loads(run("review", new, *FEW, *options).out)
    forecast = found["against"]["compare"]["p80"]

    # P80 of both is the plan with the risk's 15 days: five days later, and certainly so
    assert forecast["movement_days"] == pytest.approx(5)
    assert forecast["new"]["p80"] == found["simulate"]["finish"]["p80"]


def test_a_risks_title_names_nobody_unless_asked(tmp_path: Path) -> None:
    plan = tmp_path / "zaaksysteem.xml"
    plan.write_text(mspdi(programme()), encoding="utf-8")
    title = f"{PEOPLE[0]} valt uit, en Johan de Groot ook"
    risks = separated(
        tmp_path / "risicos.csv", [("Risico", "Kans", "Gevolg (werkdagen)", "Taken"), (title, "90%", 60, "alle")]
    )
    few = ("--iterations", "200", "--risks", risks, "--json", "-")

    assert "de Groot" not in run("review", plan, *few).out
    assert PEOPLE[0] not in run("review", plan, *few).out
    assert title in run("review", plan, *few, "--names").out


def test_no_output_is_written_over_a_table(tmp_path: Path) -> None:
    risks = workbook(tmp_path / "risicos.xlsx", [("Risico", "Kans", "Gevolg (werkdagen)", "Taken"), ("a", "50%", 5, 5)])
    before = risks.read_bytes()

    assert reviewed(tmp_path, "--risks", risks, "--xlsx", risks).code == 2
    assert risks.read_bytes() == before


@pytest.mark.parametrize(
    ("kind", "sheet"), [("risks", "Risico's"), ("uncertainty", "Onzekerheid"), ("plan", "Planning")]
)
def test_forms_are_written_by_kind(tmp_path: Path, kind: str, sheet: str) -> None:
    from openpyxl import load_workbook

    done = run("template", tmp_path / "leeg.xlsx", "--kind", kind, "--lang", "nl")

    assert done.code == 0
    assert load_workbook(tmp_path / "leeg.xlsx").sheetnames[0] == sheet


def test_an_unknown_kind_of_form_is_refused(tmp_path: Path) -> None:
    done = run("template", tmp_path / "leeg.xlsx", "--kind", "planning", "--lang", "nl")

    assert done.code == 2
    assert "plan, uncertainty, risks of circumstances" in done.err
    assert list(tmp_path.iterdir()) == []
