"""``rechterhand check``: verdicts with their evidence."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from tests.cases.commands import run, run_cold, shown
from tests.cases.plans import build
from tests.cases.schemas import faults

from rechterhand.export import written


def test_failed_checks_come_first_with_their_evidence(plan: Path) -> None:
    ran = run("check", plan, "--lang", "nl")

    lines = ran.out.splitlines()
    assert ran.code == 0
    assert lines[0].startswith("✗")
    assert any("Bevriezing van wijzigingen’ ligt vast" in line for line in lines)
    assert lines.index(next(line for line in lines if line.startswith("✓"))) > 2


@pytest.mark.parametrize("language", ["nl", "en"])
def test_json_fits_its_schema_in_both_languages(plan: Path, language: str) -> None:
    document = json.loads(run("check", plan, "--json", "-", "--lang", language).out)

    assert faults(document, "check") == []
    leads = next(one for one in document["checks"] if one["id"] == "leads")
    assert leads["title"] == {"nl": "Overlappingstijd", "en": "Leads"}[language]
    assert leads["verdict"] == "fail"
    told = {"nl": ("echt op wacht", "Splits de voorganger"), "en": ("really waits for", "Split the predecessor")}[
        language
    ]
    assert told[0] in leads["explanation"]
    assert told[1] in leads["advice"]
    assert (leads["evidence"][0]["activity_id"], leads["evidence"][0]["other_id"]) == (24, 25)


def test_equal_input_gives_equal_bytes(plan: Path) -> None:
    first, second = (by("check", plan, "--json", "-", "--stable").out for by in (run, run_cold))

    assert first == second
    assert "timings" not in json.loads(first)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_lines_that_do_not_fit_go_on_under_their_first_word(plan: Path, language: str) -> None:
    lines = shown("check", plan, "--lang", language, columns=60).splitlines()
    tally = next(place for place, line in enumerate(lines) if not line)

    assert max(map(len, lines)) <= 60
    assert {line[0] for line in lines[:tally]} <= set("✗!✓?– ")
    assert all(line[:2].strip() or line.startswith("  ") for line in lines[:tally])
    follows = [b for a, b in pairwise(lines) if a.startswith("    ·") and b[4:5] not in "·→○"]
    assert [line for line in follows if line.strip() and not line.startswith("      ")] == []


@pytest.mark.parametrize(("language", "order"), [("nl", "fout goed"), ("en", "failed passed")])
def test_tally_adds_up_with_the_worst_first(plan: Path, language: str, order: str) -> None:
    lines = run("check", plan, "--lang", language).out.splitlines()
    (last,) = (one for one in lines if re.match(r"\d+ (?:checks|controles):", one))
    total, _, counted = last.partition(":")
    parts = re.findall(r"(\d+) ([^,.\d]+)[,.]", counted.partition(".")[0] + ".")

    assert sum(int(number) for number, _ in parts) == int(total.split()[0])
    assert all(number != "0" for number, _ in parts)
    assert [word for _, word in parts if word in order.split()] == order.split()


def test_rows_that_are_not_shown_are_counted_with_where_to_find_them(plan: Path) -> None:
    assert "--json of --xlsx" in run("check", plan, "--lang", "nl").out


OWN = """\
extends: dcma
title: {nl: Ons huis, en: Our house}
limits: {lags: 10 %}
excused:
  - check: leads
    activity: 24
    name: Opleiden medewerkers
    reason: Agreed in the board of 3 March
    owner: Annemiek van der Velde
    expires: 2027-06-30
  - check: DC05
    activity: 26
    reason: The supplier holds the date
    owner: project leader
    expires: 2026-09-01
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "huis.yaml"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_packaged_profile_runs_its_own_checks(plan: Path) -> None:
    document = json.loads(run("check", plan, "--profile", "dcma", "--json", "-").out)

    assert document["profile"]["key"] == "dcma"
    assert all(any(code.startswith("DC") for code in one["codes"]) for one in document["checks"])
    assert [one["key"] for one in document["assumptions"]][-1] == "profile"


def test_excused_activity_no_longer_counts_and_is_told_with_its_reason(plan: Path, own: Path) -> None:
    ran = run("check", plan, "--profile", own, "--lang", "en")
    document = json.loads(run("check", plan, "--profile", own, "--json", "-").out)

    leads = next(one for one in document["checks"] if one["id"] == "leads")
    assert faults(document, "check") == []
    assert (leads["verdict"], leads["value"], leads["evidence"], leads["recounted"]) == ("pass", 0.0, [], True)
    assert leads["excused"][0]["activity_id"] == 24
    assert leads["excused"][0]["reason"] == "Agreed in the board of 3 March"
    assert [one["state"] for one in document["excuses"]] == ["used", "expired"]
    assert ran.code == 0
    assert "Agreed in the board of 3 March" in ran.out
    assert "expired on 1 September 2026; on 5 October 2026 it counts again" in ran.out
    assert "Profile: Our house." in ran.out


def test_owners_are_named_only_when_names_are_asked_for(plan: Path, own: Path) -> None:
    assert "Annemiek" not in run("check", plan, "--profile", own).out
    assert "Annemiek" in run("check", plan, "--profile", own, "--names").out


def test_excuses_may_stand_in_a_file_of_their_own(plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "excuses.yaml"
    path.write_text(OWN[OWN.index("excused") :], encoding="utf-8")

    document = json.loads(run("check", plan, "--excuses", path, "--json", "-").out)

    assert document["profile"]["key"] == "default"
    assert [one["state"] for one in document["excuses"]] == ["used", "expired"]


def test_page_and_workbook_are_written_beside_the_terminal(plan: Path, own: Path, tmp_path: Path) -> None:
    page, book = tmp_path / "checks.html", tmp_path / "checks.xlsx"

    ran = run("check", plan, "--profile", own, "--html", page, "--xlsx", book, "--lang", "nl")

    assert ran.code == 0
    assert "Agreed in the board of 3 March" in page.read_text(encoding="utf-8")
    sheets = CalamineWorkbook.from_path(book)
    assert sheets.sheet_names == ["Controles", "Onderbouwing", "Vrijstellingen", "Aannames", "Inlezen"]
    head, *rows = sheets.get_sheet_by_name("Onderbouwing").to_python()
    excused = [dict(zip(head, row, strict=True)) for row in rows if row[head.index("Vrijgesteld omdat")]]
    assert [one["Taak"] for one in excused] == ["Opleiden medewerkers"]
    assert excused[0]["Vrijgesteld tot en met"] == date(2027, 6, 30)
    states = [row[0] for row in sheets.get_sheet_by_name("Vrijstellingen").to_python()[1:]]
    assert states == ["gebruikt", "verlopen"]


def test_review_judges_by_the_profile_too(plan: Path, own: Path) -> None:
    ran = run("review", plan, "--profile", own, "--json", "-", "--iterations", 200)
    document = json.loads(ran.out)

    assert faults(document, "review") == []
    assert document["check"]["profile"]["lineage"] == ["huis", "dcma"]
    assert [one["state"] for one in document["check"]["excuses"]] == ["used", "expired"]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("command", ["check", "review"])
def test_bad_profile_is_refused_before_anything_is_read(
    plan: Path, tmp_path: Path, command: str, language: str
) -> None:
    path, page = tmp_path / "bad.yaml", tmp_path / "page.html"
    path.write_text("checks: [lagz]\nlimits: {leads: 200 %}\n", encoding="utf-8")

    ran = run(command, plan, "--profile", path, "--html", page, "--lang", language)

    assert ran.code == 2
    assert ran.out == ""
    assert not page.exists()
    assert {"nl": "regel 1, checks", "en": "line 1, checks"}[language] in ran.err
    assert {"nl": "Bedoel je ‘lags’?", "en": "Did you mean ‘lags’?"}[language] in ran.err
    assert "limits.leads" in ran.err
    assert "Traceback" not in ran.err


def test_name_of_a_profile_that_does_not_exist_is_suggested(plan: Path) -> None:
    ran = run("check", plan, "--profile", "dmca")

    assert ran.code == 2
    assert "Did you mean ‘dcma’?" in ran.err


def test_earlier_versions_show_what_changed(tmp_path: Path) -> None:
    old, older, new = (tmp_path / f"{name}.xml" for name in ("march", "february", "april"))
    status = datetime(2026, 4, 3, 17)
    for path, months, left in ((older, 2, 12), (old, 1, 10), (new, 0, 10)):
        path.write_bytes(_under_way(status - timedelta(days=30 * months), left))

    alone = _verdicts(run("check", new, "--json", "-").out)
    one = _verdicts(run("check", new, "--against", old, "--json", "-").out)
    two = _verdicts(run("check", new, "--against", older, "--against", old, "--json", "-").out)

    versions = ("stalled_work", "riding_status_date", "changed_history", "scope_drift")
    assert [alone[key] for key in versions] == ["not_judgeable"] * 4
    assert [one[key] for key in versions] == ["fail", "not_judgeable", "pass", "pass"]
    assert two["riding_status_date"] == "fail"


def _under_way(status: datetime, left: float) -> bytes:
    form = {
        "status_date": status,
        "start": datetime(2026, 1, 5, 8),
        "calendars": [{"id": 1}],
        "tasks": [
            {
                "id": 1,
                "name": "Migrate data",
                "days": 20,
                "remaining_days": left,
                "start": datetime(2026, 1, 5, 8),
                "actual_start": datetime(2026, 1, 5, 8),
                "finish": status + timedelta(days=14),
            },
            {
                "id": 2,
                "name": "Train users",
                "days": 5,
                "start": status + timedelta(hours=15),
                "finish": status + timedelta(days=7),
                "constraint": "snet",
                "constraint_date": status + timedelta(hours=15),
            },
        ],
    }
    return written(build(form), "plan.xml").data


def _verdicts(out: str) -> dict[str, str]:
    return {one["id"]: one["verdict"] for one in json.loads(out)["checks"]}


@pytest.mark.parametrize(("lang", "told"), [("nl", "niet met zichzelf te vergelijken"), ("en", "held against itself")])
def test_a_plan_is_not_held_against_itself(plan: Path, lang: str, told: str) -> None:
    ran = run("check", plan, "--against", plan.parent / "." / plan.name, "--json", "-", "--lang", lang)

    assert ran.code == 2
    assert told in ran.err
    assert faults(json.loads(ran.out), "check") == []


def test_plan_with_a_loop_of_links_is_checked_without_dates(tmp_path: Path) -> None:
    path, page, book = tmp_path / "loop.csv", tmp_path / "loop.html", tmp_path / "loop.xlsx"
    path.write_text("ID;Taak;Duur (dagen);Voorgangers\nA1;Bouwen;5;A3\nA2;Testen;5;A1\nA3;Leveren;5;A2\nA4;Leren;5;\n")

    ran = run("check", path, "--lang", "en", "--html", page, "--xlsx", book)
    document = json.loads(run("check", path, "--json", "-", "--lang", "en").out)

    found = {one["id"]: one for one in document["checks"]}
    assert ran.code == 0
    assert re.search("A2 Testen → A3 Leveren → A1 Bouwen", ran.err)
    assert "Remove one of these links" in ran.err
    assert not re.search(r"\b2, ", ran.err)
    assert "nothing has a finish" in ran.out
    assert "nothing has a finish" in page.read_text(encoding="utf-8")
    assert "decides the finish; " not in page.read_text(encoding="utf-8")
    assert "about work that decides the finish" not in ran.out
    assert found["cycles"]["verdict"] == "fail"
    assert all(name in found["cycles"]["evidence"][0]["text"] for name in ("Bouwen", "Testen", "Leveren"))
    assert found["unmoved_finish"]["verdict"] == "not_judgeable"
    assert found["long_activities"]["verdict"] == "pass"
    assert document["assumptions"][0]["key"] == "unscheduled"
    assert faults(document, "check") == []
    assert "Bouwen" in page.read_text(encoding="utf-8")
    assert CalamineWorkbook.from_path(str(book)).sheet_names


@pytest.mark.parametrize("verb", ["check", "review"])
def test_the_day_of_judgement_can_be_told(plan: Path, verb: str) -> None:
    def verdict(*options: str) -> dict[str, object]:
        document = json.loads(run(verb, plan, "--json", "-", "--stable", "--lang", "en", *options).out)
        rows = document["checks"] if verb == "check" else document["check"]["checks"]
        return next(one for one in rows if one["id"] == "stale_plan")

    assert verdict()["verdict"] == "not_judgeable"
    assert "--today" in str(verdict())
    assert verdict("--today", "2040-01-01")["verdict"] == "fail"


@pytest.mark.parametrize("day", ["gisteren", "2026-02-30", "20260301", "1-3-2026", ""])
@pytest.mark.parametrize(("language", "told"), [("nl", "dag van de kalender"), ("en", "day of the calendar")])
def test_what_is_no_day_is_refused(plan: Path, day: str, language: str, told: str) -> None:
    ran = run("check", plan, "--lang", language, "--today", day)

    assert ran.code == 2
    assert told in ran.err


def test_check_says_what_only_a_review_can_judge(plan: Path) -> None:
    checked = run("check", plan, "--lang", "en").out
    alone = _verdicts(run("check", plan, "--json", "-", "--stable").out)
    document = json.loads(run("review", plan, "--json", "-", "--stable", "--iterations", "200").out)
    reviewed = {one["id"]: one["verdict"] for one in document["check"]["checks"]}

    assert {key for key in alone if alone[key] != reviewed[key]} == {"missing_risk_allowance"}
    assert "1 check needs simulated futures: rechterhand review judges it too." in checked
    assert "simulated futures" not in run("check", plan, "--lang", "en", "--profile", "dcma").out
