"""`rechterhand read` on plans in tables and instances: what was understood, what wasn't, and what was assumed."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cases.sheets import SMALL, separated, workbook

RUN = (sys.executable, "-c", "from rechterhand.cli.main import main; main()")


def rechterhand(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*RUN, *map(str, arguments)], capture_output=True, text=True, timeout=600, check=False)


def untidy(folder: Path) -> Path:
    """A plan as it comes: remarks above, a cell without a date, a predecessor that isn't there, a person's name."""
    rows = [
        ("Planning zaaksysteem", None, "versie 0.7"),
        (),
        (*SMALL[0], "Wie"),
        (*SMALL[1], "Annemiek van der Velde"),
        (2, "Bouw (Annemiek)", "10d", "n.t.b.", None, "1BE+2d", "Ontwikkelaar[50%]"),
        (3, "Test", "5d", dt.datetime(2026, 4, 1), None, "2;9", "Tester"),
    ]
    return workbook(folder / "plan.xlsx", rows)


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("nl", ("3 taken", "2 koppelingen", "Niet begrepen", "Aangenomen", "9 is geen taak die in de tabel voorkomt")),
        ("en", ("3 activities", "2 links", "Not understood", "Assumed", "9 is no task of the table")),
    ],
)
def test_the_report_says_what_and_where_in_the_readers_language(
    tmp_path: Path, language: str, wanted: tuple[str, ...]
) -> None:
    done = rechterhand("read", untidy(tmp_path), "--lang", language)
    text = " ".join(done.stdout.split())

    assert done.returncode == 0
    for one in (*wanted, "Planning!D5", "Planning!F6", "versie 0.7", "Planning zaaksysteem"):
        assert one in text, one


def test_names_of_people_stay_out_unless_asked_for(tmp_path: Path) -> None:
    path = untidy(tmp_path)

    assert "Annemiek" not in rechterhand("schedule", path, "--lang", "nl").stdout
    assert "Annemiek" in rechterhand("schedule", path, "--lang", "nl", "--names").stdout


def test_people_in_a_column_that_nothing_knows_stay_out_too(tmp_path: Path) -> None:
    rows = [(*SMALL[0], "Aanvrager"), *((*row, "Fatima de Boer") for row in SMALL[1:])]
    path = workbook(tmp_path / "plan.xlsx", rows)

    assert "Fatima" not in rechterhand("read", path, "--lang", "nl").stdout
    assert "Fatima de Boer" in rechterhand("read", path, "--lang", "nl", "--names").stdout


def test_json_carries_places_and_reasons(tmp_path: Path) -> None:
    done = rechterhand("read", untidy(tmp_path), "--json", "-", "--stable", "--lang", "en")
    document = json.loads(done.stdout)

    assert document["source"]["format"] == "XLSX"
    assert document["counts"]["activities"] == 3
    start = next(one for one in document["not_understood"] if one["field"] == "Begin")
    assert (start["count"], start["example"], start["where"]) == (1, "n.t.b.", "Planning!D5")
    assert start["reason"] == "the cell says that it isn't known yet"
    assert "own_calendar" in {one["key"] for one in document["assumptions"]}


def test_in_a_folder_registers_are_skipped_and_plans_are_read(tmp_path: Path) -> None:
    separated(tmp_path / "a-risicos.csv", [("Risico", "Kans", "Gevolg"), ("Uitloop", 3, 4)])
    separated(tmp_path / "b-plan.csv", SMALL)
    (tmp_path / "notities.txt").write_text("hallo")
    done = rechterhand("read", tmp_path, "--json", tmp_path / "uit.jsonl", "--lang", "nl")
    lines = [json.loads(line) for line in (tmp_path / "uit.jsonl").read_text().splitlines()]

    assert done.returncode == 0
    assert [Path(line["source"]["file"]).name for line in lines] == ["b-plan.csv"]
    assert done.stderr.count("Overgeslagen") == 2


def test_the_same_register_by_name_is_refused(tmp_path: Path) -> None:
    path = separated(tmp_path / "risicos.csv", [("Risico", "Kans", "Gevolg"), ("Uitloop", 3, 4)])
    done = rechterhand("read", path, "--json", "-", "--lang", "nl")
    document = json.loads(done.stdout)

    assert done.returncode == 2
    assert document["error"]["code"] == "no_table"
    assert "Risico, Kans, Gevolg" in done.stderr


def test_a_mapping_file_reads_what_headings_dont_tell(tmp_path: Path) -> None:
    path = separated(tmp_path / "plan.csv", [("Ding", "Hoelang"), ("Ontwerp", "5d"), ("Bouw", "10d")])
    mapping = tmp_path / "kolommen.toml"
    mapping.write_text('[columns]\nname = "Ding"\nduration = "Hoelang"\n')

    assert rechterhand("read", path).returncode == 2
    done = rechterhand("read", path, "--mapping", mapping, "--json", "-")
    assert json.loads(done.stdout)["counts"]["activities"] == 2


def test_a_mapping_that_doesnt_fit_names_the_mapping_file(tmp_path: Path) -> None:
    path = separated(tmp_path / "plan.csv", SMALL)
    mapping = tmp_path / "kolommen.toml"
    mapping.write_text('[columns]\nkleur = "Ding"\n')
    done = rechterhand("read", path, "--mapping", mapping, "--lang", "nl")

    assert done.returncode == 2
    assert "kolommen.toml" in done.stderr
    assert "columns.kleur" in done.stderr


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        (
            "nl",
            ("volgt uit de andere datum en de duur: A", "het begin volgt uit de voorgangers: B", "Einde: 3 april 2026"),
        ),
        (
            "en",
            (
                "follows from the other date and the duration: A",
                "follows from its predecessors: B",
                "Finish: 3 April 2026",
            ),
        ),
    ],
)
def test_progress_without_a_date_counts_and_what_was_made_of_it_is_said(
    tmp_path: Path, language: str, wanted: tuple[str, ...]
) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(
        "Peildatum;20-3-2026\nNr;Taak;Begin;Duur;Voorganger;% gereed\n"
        "1;A;2-3-2026;10d;;100%\n2;B;;10d;1;50%\n3;C;;5d;2;0%\n"
    )
    told = [rechterhand(verb, path, "--lang", language).stdout for verb in ("read", "schedule")]
    text = " ".join("".join(told).split())

    for one in wanted:
        assert one in text, one
