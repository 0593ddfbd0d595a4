"""``rechterhand read``: what was understood, of one plan, of several, of a folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cases.commands import prompted, run
from tests.cases.real import FOLDER, needs_data
from tests.cases.schemas import faults


def test_counts_are_told_in_the_language_asked_for(plan: Path) -> None:
    dutch, english = run("read", plan, "--lang", "nl"), run("read", plan, "--lang", "en")

    assert dutch.code == english.code == 0
    assert "24 taken, 6 overzichtstaken, 30 koppelingen" in dutch.out
    assert "24 activities, 6 summaries, 30 links" in english.out
    assert dutch.err == english.err == ""


@pytest.mark.parametrize(("locale", "word"), [("nl_NL.UTF-8", "koppelingen"), ("C.UTF-8", "links")])
def test_language_follows_the_locale(plan: Path, locale: str, word: str) -> None:
    assert word in run("read", plan, locale=locale).out


def test_json_on_standard_output_is_all_there_is(plan: Path) -> None:
    ran = run("read", plan, "--json", "-")

    document = json.loads(ran.out)
    assert faults(document, "read") == []
    assert document["source"]["file"] == str(plan)
    assert document["counts"]["links"] == 30
    assert ran.err == ""


def test_folder_gives_a_line_for_each_plan_and_for_each_refusal(plans: Path) -> None:
    ran = run("read", plans, "--json", "-", "--stable")

    documents = [json.loads(line) for line in ran.out.splitlines()]
    assert [Path(one["source"]["file"]).relative_to(plans).as_posix() for one in documents] == [
        "archief/zaaksysteem.xml",
        "kapot.mpp",
        "vreemd.xml",
        "zaaksysteem.xml",
    ]
    assert [one.get("error", {}).get("code") for one in documents] == [None, "unknown_format", None, None]
    assert all(faults(one, "read") == [] for one in documents)
    assert ran.code == 2
    assert "notities.docx" in ran.err
    assert run("read", plans, "--json", "-", "--stable").out == ran.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["read", "bestaat-niet.xml"], "can't be opened"),
        (["read", "leeg"], "no plan of a known format"),
        (["read", "leeg.xml"], "The file is empty"),
        (["read", "leeg.xml", "--password-file", "geen.txt"], "password file"),
        (["read", "leeg.xml", "--json", "leeg/x/../../leeg.xml/y.json"], "The file is empty"),
        (["read"], "PLAN"),
        (["read", "leeg.xml", "--lang", "fr"], "nl"),
        (["lees", "leeg.xml"], "lees"),
    ],
)
def test_what_the_user_can_mend_is_told_and_gives_two(tmp_path: Path, arguments: list[str], told: str) -> None:
    (tmp_path / "leeg").mkdir()
    (tmp_path / "leeg.xml").touch()

    ran = run(*arguments, folder=tmp_path)

    assert ran.code == 2
    assert told in ran.err
    assert ran.out == ""
    assert "Traceback" not in ran.err


def test_refusal_says_where_in_the_users_language(tmp_path: Path) -> None:
    path = tmp_path / "plan.mpp"
    path.write_bytes(b"")

    ran = run("read", path, "--lang", "nl")

    assert ran.err.splitlines()[0] == "Het bestand is leeg."
    assert f"bestand: {path}" in ran.err


def test_document_is_not_half_written_where_it_cannot_be(plan: Path, tmp_path: Path) -> None:
    target = tmp_path / "map"
    target.mkdir()

    ran = run("read", plan, "--json", target)

    assert ran.code == 2
    assert "can't be written" in ran.err
    assert list(tmp_path.rglob("*")) == [target]


@pytest.mark.data
@needs_data
@pytest.mark.parametrize(
    ("answers", "code", "told"),
    [
        (["xyzzy", "xyzzy 2", "password"], 0, "Dat wachtwoord klopt niet. Nog 1 poging:"),
        (["xyzzy", "b", "c"], 2, "Het wachtwoord klopt niet."),
    ],
)
def test_a_wrong_password_may_be_mended_twice(answers: list[str], code: int, told: str) -> None:
    path = FOLDER / "plans" / "mpxj" / "password-protected-mpp9.mpp"
    ran = prompted("read", path, "--lang", "nl", answers=answers)

    assert ran.code == code
    assert ran.out.count("Wachtwoord van") == 1
    assert "Dat wachtwoord klopt niet. Nog 2 pogingen:" in ran.out
    assert told in ran.out
    assert "xyzzy" not in ran.out


@pytest.mark.parametrize("columns", [60, 80, 500])
def test_what_goes_to_a_file_is_as_wide_as_columns_says(plan: Path, columns: int) -> None:
    lines = run("read", plan, "--lang", "nl", COLUMNS=str(columns)).out.splitlines()

    assert max(map(len, lines)) <= min(columns, 110)
    assert max(map(len, lines)) > min(columns, 110) - 25


@pytest.mark.parametrize(
    ("language", "told"), [("nl", "De datums in het bestand lopen van"), ("en", "Dates in the file run from")]
)
def test_dates_are_told_so_that_a_misread_one_is_seen(tmp_path: Path, language: str, told: str) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("Taak;Start;Einde\nA;1-6-2027;4-6-2027\nB;7-6-2027;9-7-2027\n", encoding="utf-8")
    out = " ".join(run("read", path, "--lang", language).out.split())

    assert told in out
    assert {"nl": "1 juni 2027 tot en met 9 juli 2027", "en": "1 June 2027 to 9 July 2027"}[language] in out


def test_a_wrong_java_isnt_blamed_on_the_file(plan: Path) -> None:
    ran = run("read", plan, "--lang", "nl", RECHTERHAND_JAVA="/nergens")

    assert ran.code == 2
    assert "In /nergens staat geen Java" in ran.err
    assert "Het bestand is in orde: RECHTERHAND_JAVA noemt die map." in ran.err
    assert "beschadigd" not in ran.err


@pytest.mark.parametrize(
    ("heading", "code", "told"),
    [
        ("Omschrijving werkzaamheden", 0, "één taak"),
        ("Klusjes lijst", 2, "maar geen kolom erin is bekend als de taken. Andere erin: Klusjes lijst."),
    ],
)
def test_a_header_without_names_says_which_column_it_doesnt_know(
    heading: str, code: int, told: str, tmp_path: Path
) -> None:
    table = tmp_path / "plan.csv"
    table.write_text(f"#;{heading};Duur;Start;Einde\n1;Bouwen;5;5-1-2026;9-1-2026\n", encoding="utf-8")
    ran = run("read", table, "--lang", "nl")

    assert ran.code == code
    assert told in ran.out + ran.err
