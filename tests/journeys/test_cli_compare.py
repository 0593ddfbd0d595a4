"""``rechterhand compare``: what changed between versions, and what moved the finish."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from tests.cases.commands import run, run_cold
from tests.cases.history import versions
from tests.cases.programme import mspdi
from tests.cases.schemas import faults

from rechterhand.export import written
from rechterhand.record.link import Link
from rechterhand.record.plan import Dialect, LagCalendar


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three versions as Microsoft Project writes them, the second also as a Primavera file."""
    folder = tmp_path_factory.mktemp("versions")
    for number, plan in enumerate(versions()[:3], 1):
        (folder / f"v{number}.xml").write_text(mspdi(plan), encoding="utf-8")
    second = versions()[1]
    options = replace(second.options, lag_calendar=LagCalendar.PREDECESSOR)
    other = folder / "anders"
    other.mkdir()
    made = written(replace(second, dialect=Dialect.PRIMAVERA, options=options), "v2.xer")
    (other / "v2.xer").write_bytes(made.data)
    return folder


def test_terminal_tells_why_the_end_moved(series: Path) -> None:
    ran = run("compare", series / "v1.xml", series / "v2.xml", "--no-futures", "--lang", "nl")

    assert (ran.code, ran.err) == (0, "")
    assert "v1.xml → v2.xml" in ran.out
    assert "gewijzigde duren" in ran.out
    assert "samen" in ran.out


@pytest.mark.parametrize("language", ["nl", "en"])
def test_json_of_two_versions_fits_its_schema(series: Path, language: str) -> None:
    ran = run("compare", series / "v1.xml", series / "v2.xml", "--iterations", 500, "--json", "-", "--lang", language)
    document = json.loads(ran.out)

    assert faults(document, "compare") == []
    assert round(sum(one["days"] for one in document["causes"]), 3) == document["finish_movement_days"]
    assert round(sum(one["days"] for one in document["p80"]["causes"]), 3) == document["p80"]["movement_days"]
    assert [one["file"] for one in document["versions"]] == [str(series / "v1.xml"), str(series / "v2.xml")]
    found = {(one["what"], one["activity_id"]) for one in document["changes"]}
    assert {("added", 31), ("duration", 14), ("logic", 20)} <= found


def test_json_of_a_series_fits_its_schema(series: Path, tmp_path: Path) -> None:
    target = tmp_path / "reeks.json"
    page, book = tmp_path / "reeks.html", tmp_path / "reeks.xlsx"
    files = [series / f"v{number}.xml" for number in (1, 2, 3)]

    ran = run("compare", *files, "--no-futures", "--json", target, "--html", page, "--xlsx", book, "--lang", "nl")

    document = json.loads(target.read_text(encoding="utf-8"))
    assert ran.code == 0
    assert faults(document, "compare") == []
    assert len(document["steps"]) == 2
    assert [one["p80"] for one in document["versions"]] == [None] * 3
    assert "De stappen in werkdagen" in ran.out
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert book.read_bytes()[:2] == b"PK"


def test_a_folder_is_a_series_of_each_version_in_one_format(series: Path) -> None:
    ran = run("compare", series, "--no-futures", "--json", "-", "--lang", "en")

    names = [Path(one["file"]).name for one in json.loads(ran.out)["versions"]]
    assert names == ["v1.xml", "v2.xml", "v3.xml"]
    assert "1 file was left out, being a version that is there in another format too" in ran.err
    assert "v2.xer" in ran.err


def test_a_folder_is_in_order_of_status_dates(series: Path, tmp_path: Path) -> None:
    for number, name in enumerate(("c", "b", "a"), 1):
        (tmp_path / f"{name}.xml").write_bytes((series / f"v{number}.xml").read_bytes())

    document = json.loads(run("compare", tmp_path, "--no-futures", "--json", "-").out)

    assert [Path(one["file"]).name for one in document["versions"]] == ["c.xml", "b.xml", "a.xml"]


@pytest.mark.parametrize("command", ["compare", "series", "check", "review"])
def test_a_later_version_before_an_earlier_one_is_refused_by_every_command(series: Path, command: str) -> None:
    first, second, third = (series / f"v{number}.xml" for number in (1, 2, 3))
    asked = {
        "compare": ("compare", second, first),
        "series": ("compare", second, first, third),
        "check": ("check", first, "--against", second),
        "review": ("review", first, "--against", second),
    }

    ran = run(*asked[command], "--lang", "nl")

    assert ran.code == 2
    assert "Een versie van 2 november 2026 staat voor een van 5 oktober 2026." in ran.err
    assert "v2.xml, v1.xml" in ran.err
    assert "de oudste eerst" in ran.err


@pytest.mark.parametrize("command", ["compare", "review"])
@pytest.mark.parametrize("name", ["kring.xml", "plan.xml"])
def test_the_version_that_cannot_be_scheduled_is_the_one_that_is_named(
    series: Path, tmp_path: Path, command: str, name: str
) -> None:
    old, new = tmp_path / "oud" / name, tmp_path / "nieuw" / "plan.xml"
    first = versions()[0]
    back = Link(20, 14, id=900)
    for path, plan in ((old, replace(first, links=(*first.links, back))), (new, first)):
        path.parent.mkdir()
        path.write_text(mspdi(plan), encoding="utf-8")

    ran = run("compare", old, new) if command == "compare" else run("review", new, "--against", old)

    assert ran.code == 2
    assert str(new) not in ran.err
    assert (str(old) in ran.err) or (name == new.name and f"{name} · " in ran.err)


def test_two_formats_of_one_version_are_the_same_plan(series: Path) -> None:
    ran = run("compare", series / "v2.xml", series / "anders" / "v2.xer", "--no-futures", "--json", "-")
    document = json.loads(ran.out)

    assert ran.code == 0
    assert document["matching"]["share"] == 1
    assert {one["what"] for one in document["changes"]}.isdisjoint({"added", "deleted", "split", "logic", "calendar"})
    assert "duration_minutes" not in {one["field"] for one in document["changes"]}
    assert "two_tools" in {one["key"] for one in document["assumptions"]}


def test_equal_input_gives_equal_bytes(series: Path) -> None:
    arguments = ("compare", series / "v1.xml", series / "v2.xml", "--iterations", 300, "--json", "-", "--stable")

    first, second = run(*arguments, "--threads", 1).out, run_cold(*arguments, "--threads", 2).out

    assert first == second
    assert "timings" not in json.loads(first)


def test_one_version_is_refused_with_what_to_do(series: Path) -> None:
    ran = run("compare", series / "v1.xml", "--lang", "en")

    assert ran.code == 2
    assert "One version can't be compared." in ran.err
    assert "Give two versions or more, the oldest first." in ran.err


def test_an_unreadable_version_is_named_and_nothing_is_written(series: Path, tmp_path: Path) -> None:
    broken, page = tmp_path / "kapot.mpp", tmp_path / "pagina.html"
    broken.write_bytes(b"geen planning" * 40)

    ran = run("compare", series / "v1.xml", broken, "--html", page, "--json", "-", "--lang", "nl")

    document = json.loads(ran.out)
    assert ran.code == 2
    assert str(broken) in ran.err
    assert faults(document, "compare") == []
    assert document["error"]["code"] == "unknown_format"
    assert not page.exists()


def test_two_unrelated_plans_are_refused_with_their_match_rate(series: Path, tmp_path: Path) -> None:
    stranger = tmp_path / "vreemd.csv"
    lines = [
        "nr;taak;duur;voorganger",
        *(f"{900 + row};Heel iets anders {row};5;{899 + row if row else ''}" for row in range(12)),
    ]
    stranger.write_text("\n".join(lines), encoding="utf-8")

    ran = run("compare", series / "v1.xml", stranger, "--lang", "nl")

    assert ran.code == 2
    assert "vrijwel niets gemeen" in ran.err
    assert "teruggevonden (0\u00a0%)" in ran.err


def test_a_page_over_a_version_is_refused(series: Path) -> None:
    ran = run("compare", series / "v1.xml", series / "v2.xml", "--html", series / "v1.xml")

    assert ran.code == 2
    assert (series / "v1.xml").read_text(encoding="utf-8").startswith("<?xml")


LIST = "Projectstart;2-11-2026\n\nID;Taak;Duur;Voorganger\n{}"
BEFORE = "1;Ontwerp;5d;\n2;Systeem bouwen;10d;1\n3;Systeem testen;4d;2\n4;Gebruikers opleiden;3d;3\n5;Nazorg;5d;4\n"
AFTER = "1;Ontwerp;5d;\n2;Systeem bouwen;10d;1\n3;Gebruikers opleiden;3d;2\n4;Nazorg;5d;3\n"


def test_a_deleted_row_keeps_its_name_where_another_has_its_number_now(tmp_path: Path) -> None:
    old, new = tmp_path / "oud.csv", tmp_path / "nieuw.csv"
    old.write_text(LIST.format(BEFORE), encoding="utf-8")
    new.write_text(LIST.format(AFTER), encoding="utf-8")
    page, told = tmp_path / "p.html", tmp_path / "p.json"

    ran = run("compare", old, new, "--no-futures", "--html", page, "--json", told, "--lang", "en")
    document = json.loads(told.read_text(encoding="utf-8"))

    assert faults(document, "compare") == []
    assert "‘Systeem testen’ −4.0" in ran.out
    (member,) = document["causes"][0]["members"]
    assert (member["names"], member["activity_ids"], member["deleted_ids"]) == (["Systeem testen"], [3], [3])
    path = document["critical_path"]
    assert (path["left"], path["deleted"]) == ([], [3])
    assert set(path["stayed"]) == {1, 2, 3, 4}
    assert "Systeem testen (deleted)" in page.read_text(encoding="utf-8")
    gone = [(one["name"], one["deleted_ids"]) for one in document["changes"] if one["what"] == "deleted"]
    assert gone == [("Systeem testen", [3])]


def test_dutch_changes_have_working_days_and_links_written_out(tmp_path: Path) -> None:
    old, new = tmp_path / "oud.csv", tmp_path / "nieuw.csv"
    old.write_text(LIST.format(BEFORE), encoding="utf-8")
    new.write_text(LIST.format(BEFORE.replace("5d;4", "5d;4EB-2d") + "6;Afsluiten;3d;5\n"), encoding="utf-8")
    book = tmp_path / "v.xlsx"

    ran = run("compare", old, new, "--no-futures", "--json", "-", "--xlsx", book, "--lang", "nl")
    told = [one["text"] for one in json.loads(ran.out)["changes"]]

    assert "Nieuw: ‘Afsluiten’ (3 werkdagen)" in told
    (link,) = (one for one in told if one.startswith("Koppeling"))
    assert link.endswith("van begin na einde naar begin na einde, 2 werkdagen overlappingstijd")
    assert "FS" not in link
    head, *rows = CalamineWorkbook.from_path(book).get_sheet_by_name("Wijzigingen").to_python()
    (row,) = (dict(zip(head, one, strict=True)) for one in rows if one[head.index("Soort")] == "logica" and one[5])
    assert (row["Oud"], row["Nieuw"]) == ("begin na einde", "begin na einde, 2 werkdagen overlappingstijd")
