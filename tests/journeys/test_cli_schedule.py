"""``rechterhand schedule``: dates and floats on the terminal and as JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.cases.commands import piped, prompted, run, shown
from tests.cases.schemas import faults


def cells(out: str, name: str) -> list[str]:
    """The cells of the row with this name, without the name."""
    row = next(line for line in out.splitlines() if name in line)
    before, _, after = row.partition(name)
    return [*before.split(), *re.findall(r"\d+ \w+ \d{4}|\S+", after)]


def xer(codes: list[str]) -> str:
    """A plan of Primavera with these activities."""
    rows = [f"%R\t{at}\t1\t1\tTT_Task\tTK_NotStart\t{code}\tBuild {at}\t80" for at, code in enumerate(codes, 1)]
    return "\r\n".join(
        (
            "ERMHDR\t18.8\t2026-01-05\tProject\tpmo\tPMO\tdb\tProject Management\tEUR",
            "%T\tPROJECT",
            "%F\tproj_id\tproj_short_name\tplan_start_date\tlast_recalc_date\texport_flag",
            "%R\t1\tplan\t2026-01-05 08:00\t2026-01-05 08:00\tY",
            "%T\tPROJWBS",
            "%F\twbs_id\tproj_id\tseq_num\tproj_node_flag\tstatus_code\twbs_short_name\twbs_name",
            "%R\t1\t1\t1\tY\tWS_Open\tplan\tPlan",
            "%T\tTASK",
            "%F\ttask_id\tproj_id\twbs_id\ttask_type\tstatus_code\ttask_code\ttask_name\ttarget_drtn_hr_cnt",
            *rows,
            "%E",
        )
    )


def test_table_has_dates_floats_and_drag_in_the_readers_convention(plan: Path) -> None:
    dutch, english = run("schedule", plan, "--lang", "nl"), run("schedule", plan, "--lang", "en")

    assert cells(dutch.out, "Acceptatietest") == ["21", "26-04-2027", "14-05-2027", "13,0", "0,0", "13,0", "0,0"]
    assert cells(dutch.out, "Nazorg") == ["29", "22-06-2027", "19-07-2027", "0,0", "0,0", "0,0", "20,0", "●◆"]
    assert cells(english.out, "Acceptatietest")[1:3] == ["26 Apr 2027", "14 May 2027"]
    assert "Einde: 19 juli 2027" in dutch.out.splitlines()
    assert "Finish: 19 July 2027" in english.out.splitlines()
    for word in ("storende", "rem", "◆ op het langste pad", "werkdagen"):
        assert word in dutch.out


DATES = {"22-06-2027", "19-07-2027", "22 Jun 2027", "19 Jul 2027"}
"""Begin and end of the aftercare, as either language writes them."""


@pytest.mark.parametrize("columns", [40, 60, 80])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_narrow_terminal_leaves_columns_out_and_cuts_no_date_or_number(plan: Path, language: str, columns: int) -> None:
    wide = {word for line in run("schedule", plan, "--lang", language).out.splitlines() for word in line.split()}

    for arguments in ((), ("--paths", "3")):
        out = shown("schedule", plan, *arguments, columns=columns, locale=f"{language}_NL.UTF-8")

        row = cells(out, "Nazorg")
        assert max(map(len, out.splitlines())) <= columns
        assert {word for word in row if re.search(r"\d", word)} <= DATES | wide
        assert {"nl": "19-07-2027", "en": "19 Jul 2027"}[language] in row
        assert [line for line in out.splitlines() if re.search(r"\d\S*…", line)] == []


def test_legend_explains_the_columns_that_are_there(plan: Path) -> None:
    for columns, seen in ((140, True), (60, False)):
        out = " ".join(shown("schedule", plan, columns=columns, locale="en_GB.UTF-8").split())

        assert ("Interfering float: who uses it" in out) is seen
        assert ("interfering" in out.partition("● critical")[0]) is seen
        assert "Floats and drag in working days." in out


def test_long_ids_are_whole_or_left_out(tmp_path: Path) -> None:
    path = tmp_path / "plan.xer"
    codes = [f"P1EWCC-PWP02-ZONE4-{number:05}" for number in (1, 2)]
    path.write_text(xer(codes), encoding="ascii")

    for columns, seen in ((60, True), (40, False)):
        out = shown("schedule", path, columns=columns, locale="en_GB.UTF-8")

        assert [code in out for code in codes] == [seen, seen]
        assert ("no room here for the ids" in " ".join(out.split())) is not seen
        assert "P1EWCC" not in re.sub("|".join(codes), "", out)


def test_one_path_is_called_the_only_one_when_it_is(plan: Path, tmp_path: Path) -> None:
    alone = tmp_path / "plan.xer"
    alone.write_text(xer(["A1"]), encoding="ascii")

    assert "No other path" not in run("schedule", plan, "--paths", "1", "--lang", "en").out
    assert "Er leidt geen ander pad" not in run("schedule", plan, "--paths", "1", "--lang", "nl").out
    assert "Er leidt geen ander pad" in run("schedule", alone, "--to", "A1", "--lang", "nl").out


def test_row_of_the_whole_project_bears_its_name(tmp_path: Path, plans: Path) -> None:
    text = (plans / "zaaksysteem.xml").read_text(encoding="utf-8")
    row = "<Task><UID>0</UID><ID>0</ID><OutlineLevel>0</OutlineLevel><Summary>1</Summary></Task>"
    path = tmp_path / "plan.xml"
    path.write_text(text.replace("<Tasks>", f"<Tasks>{row}"), encoding="utf-8")

    first = next(line for line in run("schedule", path).out.splitlines() if line.split()[:1] == ["0"])

    assert "Zaaksysteem vernieuwen" in first


@pytest.mark.parametrize(
    ("language", "told"), [("nl", "De planning bevat geen werk."), ("en", "The plan holds no work.")]
)
def test_plan_without_work_says_so(tmp_path: Path, language: str, told: str) -> None:
    path = tmp_path / "plan.xml"
    path.write_text(
        '<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project"><Name>Leeg</Name>'
        "<StartDate>2026-01-05T08:00:00</StartDate><Tasks></Tasks></Project>",
        encoding="utf-8",
    )

    ran = run("schedule", path, "--lang", language)

    assert (ran.code, ran.out.strip()) == (0, told)


@pytest.mark.parametrize(("kind", "wiped"), [("xterm", True), ("dumb", False)])
def test_progress_is_silent_where_a_line_cannot_be_wiped(plan: Path, kind: str, wiped: bool) -> None:
    ran = prompted("schedule", plan, answers=[], TERM=kind)

    assert ran.code == 0
    assert ("\x1b[2K" in ran.out) is wiped
    assert ("…\r" in ran.out) is wiped


@pytest.mark.parametrize("language", ["nl", "en"])
def test_table_fits_a_narrow_terminal(plan: Path, language: str) -> None:
    for arguments in ((), ("--paths", "3")):
        ran = shown("schedule", plan, *arguments, columns=80, locale=f"{language}_NL.UTF-8")

        assert max(len(line) for line in ran.splitlines()) <= 80
        assert cells(ran, "Nazorg")[-2:] == [{"nl": "20,0", "en": "20.0"}[language], "●◆"]


def test_paths_say_what_they_may_slip_and_where_they_join(plan: Path) -> None:
    out = run("schedule", plan, "--paths", "2", "--lang", "nl").out

    title, first, second = (line for line in out.splitlines() if line.startswith(("Paden", "Pad ")))
    assert title == "Paden naar ‘Decharge’ (19 juli 2027), het meest kritieke eerst"
    assert first == "Pad 1 bepaalt dit einde"
    assert second == "Pad 2 mag 13 werkdagen uitlopen (relatieve speling); het komt uit op 27 ‘Definitieve conversie’"
    assert out.index(first) < out.index("Bevriezing van wijzigingen") < out.index(second) < out.index("Herstelronde")
    assert "Koppeling met het burgerregister" not in out


def test_paths_lead_to_the_activity_that_was_named(plan: Path) -> None:
    out = run("schedule", plan, "--to", "21", "--lang", "en").out

    assert out.startswith("Paths to ‘Acceptatietest’ (14 May 2027)")
    assert "Path 2 may slip 8 working days (relative float); it joins 20 ‘Ketentest’" in out


def test_paths_to_what_does_not_exist_are_refused(plan: Path) -> None:
    ran = run("schedule", plan, "--to", "999", "--lang", "nl")

    assert ran.code == 2
    assert "Geen open taak heeft het id 999" in ran.err
    assert ran.out == ""


def test_paths_are_in_the_document_when_asked_for(plan: Path) -> None:
    asked, plain = (json.loads(run("schedule", plan, *more, "--json", "-").out) for more in (["--paths", "2"], []))

    assert faults(asked, "schedule") == []
    assert [one["relative_float_minutes"] for one in asked["float_paths"]["paths"]] == [0, 13 * 480]
    assert asked["float_paths"]["to"] == asked["float_paths"]["paths"][0]["activities"][-1]["id"] == 30
    assert asked["activities"] == plain["activities"]
    assert "float_paths" not in plain


def test_json_fits_its_schema_and_has_drag(plan: Path) -> None:
    ran = run("schedule", plan, "--json", "-")

    document = json.loads(ran.out)
    assert faults(document, "schedule") == []
    assert document["project_finish"] == "2027-07-19T17:00"
    assert max(one["drag_minutes"] or 0 for one in document["activities"]) >= 480
    assert max(one["interfering_float_minutes"] or 0 for one in document["activities"]) == 57 * 480
    assert [one["id"] for one in document["activities"] if one["on_longest_path"]] == [1, 23, 26, 27, 28, 29, 30]
    assert set(document["timings"]) >= {"read", "compile", "schedule", "drag"}


def test_whole_document_is_kept_when_the_pipe_is_closed(plan: Path, tmp_path: Path) -> None:
    ran = piped(f"rechterhand schedule {plan} --json out.json | head -1", folder=tmp_path)

    assert faults(json.loads((tmp_path / "out.json").read_text()), "schedule") == []
    assert ran.err == ""


def test_lines_are_kept_when_the_pipe_is_closed(plans: Path, tmp_path: Path) -> None:
    ran = piped(f"rechterhand schedule {plans}/vreemd.xml {plans}/zaaksysteem.xml --json - | head -1", folder=tmp_path)

    assert faults(json.loads(ran.out), "schedule") == []
    assert ran.err == ""


def test_names_of_people_stand_in_the_table_only_when_asked(plan: Path) -> None:
    assert "Annemiek" not in run("schedule", plan).out
    assert "Annemiek van der Velde" in run("schedule", plan, "--names").out


def test_terminal_gets_no_control_characters(tmp_path: Path, plans: Path) -> None:
    text = (plans / "zaaksysteem.xml").read_text(encoding="utf-8")
    path = tmp_path / "plan.xml"
    path.write_text(text.replace("Ketentest", "Keten\u009b31mtest\u202egnp.exe"), encoding="utf-8")

    out = run("schedule", path).out

    assert "Keten" in out
    assert not set("\u009b\x1b\u202e") & set(out)


TABLE = """Statusdatum;02-03-2026;;;
Nr;Taak;Duur;Start;Voorganger
1;Voorstel;5d;{start};
2;Ontwerp;10d;;1
"""
MOVED = {"nl": "Dat werk is hier achter die datum gezet", "en": "put behind that date here"}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("paths", [(), ("--paths", "2")])
def test_it_says_that_it_put_work_behind_the_status_date(tmp_path: Path, language: str, paths: tuple[str, ...]) -> None:
    (tmp_path / "plan.csv").write_text(TABLE.format(start="23-02-2026"), encoding="utf-8")

    done = run("schedule", tmp_path / "plan.csv", *paths, "--lang", language)
    made = json.loads(run("schedule", tmp_path / "plan.csv", *paths, "--lang", language, "--json", "-").out)

    told = " ".join(done.out.split())
    assert MOVED[language] in told
    assert {"nl": "de planning zelf zegt 13 maart 2026", "en": "the plan says 13 March 2026"}[language] in told
    assert [one["text"] in told for one in made["assumptions"] if one["key"] == "overdue_work"] == [True]
    assert made["project_finish"][:10] > "2026-03-13"
    assert faults(made, "schedule") == []


def test_work_behind_the_status_date_is_no_assumption(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text(TABLE.format(start="09-03-2026"), encoding="utf-8")

    assert MOVED["nl"] not in " ".join(run("schedule", tmp_path / "plan.csv", "--lang", "nl").out.split())


def test_a_table_without_dates_says_from_which_day_it_was_computed(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text("Nr;Taak;Duur;Voorganger\n1;Voorstel;5d;\n2;Ontwerp;10d;1\n", encoding="utf-8")

    assumed = json.loads(run("schedule", tmp_path / "plan.csv", "--lang", "nl", "--json", "-").out)["assumptions"]
    text = next(one["text"] for one in assumed if one["key"] == "no_dates")

    assert text in " ".join(run("schedule", tmp_path / "plan.csv", "--lang", "nl").out.split())


BEGUN = """Nr;Omschrijving;Start;Einde;Duur;Voorganger;% gereed
1;Bouw;16-3-2026;17-4-2026;25;;40
2;Keuring;;;1;1BB+5d;0
3;Oplevering;;;1;1BB+20d;0
"""


def test_what_waits_for_the_start_of_work_under_way_waits_from_its_actual_start(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text(BEGUN, encoding="utf-8")

    made = json.loads(run("schedule", tmp_path / "plan.csv", "--lang", "nl", "--json", "-").out)

    starts = {one["id"]: one["early_start"][:10] for one in made["activities"]}
    assert starts == {1: "2026-03-16", 2: "2026-03-23", 3: "2026-04-13"}
    assert made["project_finish"][:10] == "2026-04-17"
