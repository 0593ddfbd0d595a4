"""Bad input at every reader's door: a clear error of the family, in bounded time and memory; the worker lives on."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cases.programme import mspdi, programme
from tests.cases.real import FOLDER, needs_data
from tests.cases.refused import refused, written
from tests.cases.sheets import SMALL, open_document, separated, workbook

from rechterhand import errors
from rechterhand.export import written as as_file
from rechterhand.intake import Intake
from rechterhand.intake.choose import readers, suffixes
from rechterhand.intake.ole import MARK, stored
from rechterhand.record.calendar import STANDARD_WEEK
from rechterhand.sandbox import Limits
from rechterhand.text import LANGUAGES, render

NOISE = random.Random(20260301).randbytes(4096)
HEADS = {
    "noise": NOISE,
    "text": b"Beste collega, hierbij de planning.\nGroet, Jan\n",
    "zip": b"PK\x03\x04" + NOISE,
    "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NOISE,
    "xml": b'<?xml version="1.0" encoding="UTF-8"?><Project xmlns="http://schemas.microsoft.com/project"><Tasks><Task>',
    "html": b"<html><body><table><tr><td>Taak</td></tr></table></body></html>",
    "xer": b"ERMHDR\t19.12\t2026-01-01\r\n%T\tTASK\r\n%F\ttask_id\ttask_code\r\n%R\tx",
    "mpx": b"MPX,Microsoft Project,4.0,ANSI\r\n30,x,",
    "pdf": b"%PDF-1.7\n" + NOISE,
    "nul": b"\0" * 4096,
}

WITHOUT_CALENDAR = {
    "plan.xml": '<?xml version="1.0" encoding="UTF-8"?>'
    '<Project xmlns="http://schemas.microsoft.com/project"><StartDate>2026-01-05T08:00:00</StartDate><Tasks>'
    + "".join(
        f"<Task><UID>{key}</UID><ID>{key}</ID><Name>Task {key}</Name><OutlineLevel>1</OutlineLevel>"
        "<Duration>PT8H0M0S</Duration></Task>"
        for key in range(1, 5)
    )
    + "</Tasks></Project>",
    "plan.planner": '<?xml version="1.0"?><project name="Plan" company="" manager="" phase="" calendar="1" '
    'project-start="20260105T000000Z" mrproject-version="2"><tasks><task id="1" name="Build" note="" work="28800" '
    'start="20260105T080000Z" end="20260105T170000Z" percent-complete="0" priority="0" type="normal" '
    'scheduling="fixed-work"/></tasks></project>',
    "plan.gan": '<?xml version="1.0" encoding="UTF-8"?><project name="Plan" company="" webLink="" '
    'view-date="2026-01-05" view-index="0" gantt-divider-location="300" resource-divider-location="300" '
    'version="2.8.9" locale="en"><description/><tasks empty-milestones="true"><taskproperties/>'
    '<task id="0" name="Build" meeting="false" start="2026-01-05" duration="7" complete="0" expand="true"/>'
    '<task id="1" name="Test" meeting="false" start="2026-01-14" duration="2" complete="0" expand="true"/>'
    "</tasks><resources/><allocations/>"
    "<vacations/><roles/></project>",
    "plan.xer": "\r\n".join(
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
            "%R\t1\t1\t1\tTT_Task\tTK_NotStart\tA1\tBuild\t80",
            "%R\t2\t1\t1\tTT_Task\tTK_NotStart\tA2\tTest\t8",
            "%E",
        )
    ),
}


MSPDI = WITHOUT_CALENDAR["plan.xml"]
PMXML = """<?xml version="1.0" encoding="UTF-8"?>
<APIBusinessObjects xmlns="http://xmlns.oracle.com/Primavera/P6/V19.12/API/BusinessObjects">
<Project><ObjectId>1</ObjectId><Id>P</Id><Name>Plan</Name><DataDate>2026-01-05T08:00:00</DataDate>
<PlannedStartDate>2026-01-05T08:00:00</PlannedStartDate>
<Activity><ObjectId>11</ObjectId><ProjectObjectId>1</ProjectObjectId><Id>A1</Id><Name>Bouwen</Name>
<Type>Task Dependent</Type><Status>Not Started</Status><PlannedDuration>40</PlannedDuration></Activity>
</Project></APIBusinessObjects>
"""


@pytest.mark.parametrize("suffix", sorted(suffixes()))
def test_an_empty_file_is_refused_as_such(intake: Intake, tmp_path: Path, suffix: str) -> None:
    assert refused(intake, written(tmp_path / f"plan{suffix}", b"")).message.key == "intake.empty"


@pytest.mark.parametrize("kind", sorted(HEADS))
@pytest.mark.parametrize("suffix", sorted(suffixes()))
def test_what_isnt_what_its_name_says_is_refused(intake: Intake, tmp_path: Path, suffix: str, kind: str) -> None:
    error = refused(intake, written(tmp_path / f"plan{suffix}", HEADS[kind]))

    assert error.code in {"unreadable_file", "unknown_format", "no_table", "password_refused"}
    assert error.hint is not None


@pytest.mark.parametrize("suffix", [".docx", ".txt", "", ".exe"])
def test_an_unknown_kind_of_file_is_refused_as_such(intake: Intake, tmp_path: Path, suffix: str) -> None:
    assert isinstance(refused(intake, written(tmp_path / f"plan{suffix}", b"hallo")), errors.UnknownFormat)


def test_missing_files_folders_and_pipes_are_refused(intake: Intake, tmp_path: Path) -> None:
    pipe = tmp_path / "pijp.xml"
    os.mkfifo(pipe)

    for path in (tmp_path / "is er niet.xlsx", tmp_path, pipe):
        with pytest.raises(errors.MissingFile):
            intake.read(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_refused(intake: Intake, tmp_path: Path) -> None:
    path = workbook(tmp_path / "plan.xlsx", SMALL)
    path.chmod(0)

    assert isinstance(refused(intake, path), errors.MissingFile)


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_a_file_that_fails_while_it_is_read_is_refused(intake: Intake) -> None:
    with pytest.raises(errors.MissingFile):
        intake.read("/proc/self/mem")


def made(folder: Path) -> Iterator[Path]:
    """A good file of each kind that can be made here."""
    yield workbook(folder / "plan.xlsx", SMALL)
    yield open_document(folder / "plan.ods", SMALL)
    yield separated(folder / "plan.csv", SMALL)
    yield written(folder / "plan.xml", mspdi(programme()).encode())


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("share", [0.02, 0.3, 0.9, 0.999])
def test_a_truncated_file_is_refused_or_read_as_far_as_it_goes(
    intake: Intake, tmp_path: Path, place: int, share: float
) -> None:
    whole = list(made(tmp_path))[place]
    data = whole.read_bytes()
    path = written(tmp_path / f"deel{whole.suffix}", data[: int(len(data) * share)])
    if whole.suffix == ".csv" and share > 0.2:
        assert len(intake.read(path).plan.activities) >= 1
    else:
        refused(intake, path)


@pytest.fixture(scope="module")
def exported() -> bytes:
    return as_file(programme(), "plan.xer").data


@pytest.mark.parametrize("lines", [1, 2, 5, 40])
def test_a_primavera_file_that_lost_its_end_is_refused(
    intake: Intake, tmp_path: Path, exported: bytes, lines: int
) -> None:
    kept = exported.splitlines(keepends=True)[:-lines]

    error = refused(intake, written(tmp_path / "deel.xer", b"".join(kept)))

    assert error.message.key == "intake.cut_off"


def test_a_primavera_file_that_was_cut_inside_a_row_is_refused(intake: Intake, tmp_path: Path, exported: bytes) -> None:
    for share in (0.2, 0.5, 0.8, 0.99):
        path = written(tmp_path / "deel.xer", exported[: int(len(exported) * share)])

        assert refused(intake, path).message.key == "intake.cut_off"


@pytest.mark.parametrize("suffix", [".xml", ".pmxml"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.97])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_that_lost_its_end_is_called_cut_off_in_the_words_of_the_reader(
    intake: Intake, tmp_path: Path, suffix: str, share: float, encoding: str
) -> None:
    text = PMXML if suffix == ".pmxml" else MSPDI
    roomy = text.replace("<Name>", "<Name>" + "Een lange naam " * 40)
    whole = roomy.replace("UTF-8", encoding.upper()).encode(encoding)

    error = refused(intake, written(tmp_path / f"half{suffix}", whole[: int(len(whole) * share)]))

    assert isinstance(error, errors.UnreadableFile)
    assert error.message.key == "intake.end_missing"


def test_xml_that_is_damaged_in_the_middle_is_not_called_cut_off(intake: Intake, tmp_path: Path) -> None:
    whole = MSPDI.replace("</Tasks>", "</Tusks>").encode()

    assert refused(intake, written(tmp_path / "plan.xml", whole)).message.key == "intake.damaged"


def test_the_usual_suffix_of_primaveras_xml_is_no_assumption(intake: Intake, tmp_path: Path) -> None:
    reading = intake.read(written(tmp_path / "plan.pmxml", PMXML.encode()))

    assert reading.source.format == "PMXML"
    assert not [one for one in reading.assumptions if one.key == "other_name"]


def test_blank_lines_behind_the_end_of_a_primavera_file_are_no_loss(
    intake: Intake, tmp_path: Path, exported: bytes
) -> None:
    path = written(tmp_path / "plan.xer", exported + b"\r\n\r\n\x1a")

    assert len(intake.read(path).plan.links) == len(programme().links)


@pytest.mark.parametrize(
    ("make", "name", "format_"),
    [
        (lambda folder: workbook(folder / "a.xlsx", SMALL), "plan.mpp", "XLSX"),
        (lambda folder: open_document(folder / "a.ods", SMALL), "plan.xlsx", "ODS"),
        (lambda folder: separated(folder / "a.csv", SMALL), "plan.xls", "CSV"),
        (lambda folder: workbook(folder / "a.xlsx", SMALL), "plan.csv", "XLSX"),
        (lambda folder: written(folder / "a.xml", mspdi(programme()).encode()), "plan.mpp", "MSPDI"),
        (lambda folder: written(folder / "a.xml", mspdi(programme()).encode()), "plan.xlsx", "MSPDI"),
    ],
)
def test_a_renamed_file_is_read_by_its_content(
    intake: Intake, tmp_path: Path, make: object, name: str, format_: str
) -> None:
    assert callable(make)
    path = written(tmp_path / name, make(tmp_path).read_bytes())

    assert intake.read(path).plan.source.format == format_


def test_a_file_over_the_limit_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "groot.xlsx"
    with path.open("wb") as file:
        file.truncate(200 << 20)
    started = time.process_time()
    with Intake() as intake:
        error = refused(intake, path)
        limited = Intake(Limits(file_megabytes=1))
        with limited, pytest.raises(errors.TooLarge):
            limited.read(written(tmp_path / "klein.xer", b"ERMHDR" + b"x" * (2 << 20)))

    assert isinstance(error, errors.TooLarge)
    assert time.process_time() - started < 2


def test_separated_text_in_every_encoding_is_read_alike(intake: Intake, tmp_path: Path) -> None:
    rows = [SMALL[0], (1, "Coördinatie ‘één’", "5d", None, None, None)]
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        for sign in ";,\t|":
            plan = intake.read(separated(tmp_path / "plan.csv", rows, sign=sign, encoding=encoding)).plan
            assert [one.name for one in plan.activities] == ["Coördinatie ‘één’"], (encoding, sign)


def test_a_line_that_names_the_separator_is_followed(intake: Intake, tmp_path: Path) -> None:
    path = written(tmp_path / "plan.csv", b"sep=|\nTaak|Duur\nA; b, c|5d\n")

    assert [(one.name, one.row) for one in intake.read(path).plan.activities] == [("A; b, c", 3)]


@pytest.mark.parametrize(
    "data",
    [
        b"Taak;Duur\nA;5d\n\x00\x01\x02",
        b"Taak;Duur\n" + NOISE,
        b"Taak;Duur\n\x81\x8d\x8f\x90\x9d;5d",
        b'Taak;Duur\n"' + b"x" * 1_100_000 + b'";5d',
        b"\xff\xfe" + b"T\x00a\x00\x00\xd8",
    ],
    ids=["nul", "noise", "no code page", "endless cell", "half a character"],
)
def test_separated_text_with_binary_in_it_is_refused(intake: Intake, tmp_path: Path, data: bytes) -> None:
    assert isinstance(refused(intake, written(tmp_path / "plan.csv", data)), errors.UnreadableFile)


@pytest.mark.parametrize("data", [b"Taak;Duur\n" + b"A;5d\n" * 100_001, b"Taak" + b";Duur" * 2_001 + b"\nA;5d"])
def test_a_table_beyond_its_bounds_is_refused(intake: Intake, tmp_path: Path, data: bytes) -> None:
    assert isinstance(refused(intake, written(tmp_path / "plan.csv", data)), errors.TooLarge)


def test_every_reader_declines_what_it_cant_know() -> None:
    for key, reader in readers().items():
        assert reader.suffixes, key
        assert all(one == one.lower() and one.startswith(".") for one in reader.suffixes), key


@pytest.mark.parametrize(("name", "key"), [("plan.mpp", "other_content"), ("plan.doc", "unknown_format")])
def test_a_known_name_with_strange_content_is_not_called_unknown(
    intake: Intake, tmp_path: Path, name: str, key: str
) -> None:
    error = refused(intake, written(tmp_path / name, NOISE))

    assert error.message.key == f"intake.{key}"
    assert error.hint is not None
    assert (".mpp" in render(error.hint, "nl")) is (name == "plan.doc")


@pytest.mark.parametrize(("suffix", "area"), [(".csv", "tables"), (".xlsx", "tables"), (".mpp", "intake")])
def test_what_to_do_about_a_large_file_depends_on_its_kind(tmp_path: Path, suffix: str, area: str) -> None:
    path = written(tmp_path / f"groot{suffix}", b"x" * (2 << 20))
    with Intake(Limits(file_megabytes=1)) as small:
        error = refused(small, path)

    assert error.hint is not None
    assert error.hint.key == f"{area}.too_large_hint"


@pytest.mark.data
@needs_data
@pytest.mark.parametrize(
    ("name", "password", "wanted"),
    [
        ("mpxj/password-protected-mpp9.mpp", None, errors.PasswordNeeded),
        ("mpxj/password-protected-mpp9.mpp", "fout", errors.PasswordRefused),
        ("mpxj/password-protected-mpp9.mpp", "password", None),
        ("mpxj/legacy/readpassword9.mpp", None, errors.PasswordNeeded),
        ("mpxj/legacy/readpassword9.mpp", "fout", errors.PasswordRefused),
    ],
)
def test_a_protected_plan_asks_for_its_password_and_says_when_it_is_wrong(
    intake: Intake, name: str, password: str | None, wanted: type[errors.RechterhandError] | None
) -> None:
    path = FOLDER / "plans" / name
    if wanted is None:
        assert intake.read(path, password=password).plan.activities
        return
    with pytest.raises(wanted) as caught:
        intake.read(path, password=password)

    assert caught.value.hint is not None


@pytest.mark.parametrize("name", list(WITHOUT_CALENDAR))
def test_a_file_without_calendars_says_that_office_hours_were_taken(intake: Intake, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(WITHOUT_CALENDAR[name])
    reading = intake.read(path)
    others = {"dates_hold"} if name == "plan.gan" else set()  # its second task is linked to nothing and stays
    assert {one.key for one in reading.assumptions} == {"standard_calendar", *others}
    assert [one.week for one in reading.plan.calendars] == [STANDARD_WEEK]
    assert reading.plan.default_calendar_id == reading.plan.calendars[0].id


@needs_data
@pytest.mark.parametrize("share", [0.1, 0.23, 0.7, 0.99])
def test_a_project_that_misses_its_end_is_called_cut_off(intake: Intake, tmp_path: Path, share: float) -> None:
    data = (FOLDER / "plans" / "mpxj" / "slack9.mpp").read_bytes()

    for name in ("half.mpp", "half.xlsx"):
        error = refused(intake, written(tmp_path / name, data[: int(len(data) * share)]))
        assert isinstance(error, errors.UnreadableFile)
        assert error.message.key == "intake.end_missing"


@needs_data
@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".xer", ".csv"])
def test_a_renamed_project_is_read_by_its_content_and_that_is_said(intake: Intake, tmp_path: Path, suffix: str) -> None:
    source = FOLDER / "plans" / "mpxj" / "slack9.mpp"
    reading = intake.read(written(tmp_path / f"plan{suffix}", source.read_bytes()))

    assert reading.plan.activities == intake.read(source).plan.activities
    told = next(one.text for one in reading.assumptions if one.key == "other_name")
    assert suffix in render(told, "nl")
    assert "MPP" in render(told, "nl")
    assert all(one.key != "other_name" for one in intake.read(source).assumptions)


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm", ".xls"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_noise_under_the_name_of_a_workbook_is_called_no_workbook(
    intake: Intake, tmp_path: Path, suffix: str, language: str
) -> None:
    error = refused(intake, written(tmp_path / f"plan{suffix}", NOISE))

    assert {"nl": "geen werkboek", "en": "no workbook"}[language] in render(error.message, language)


def test_a_loop_among_the_tables_of_a_container_ends(tmp_path: Path) -> None:
    head = bytearray(MARK + bytes(504))
    head[30:32] = (9).to_bytes(2, "little")
    head[48:52] = head[68:72] = (0).to_bytes(4, "little")
    path = written(tmp_path / "plan.mpp", bytes(head) + bytes(512 * 40))

    started = time.perf_counter()
    assert stored(path, path.stat().st_size).names == frozenset()
    assert time.perf_counter() - started < 1.0


def test_what_needs_no_look_inside_is_refused_before_a_process_starts(tmp_path: Path) -> None:
    program = (
        "import sys, subprocess\n"
        "subprocess.Popen = None\n"
        "from rechterhand.cli.main import main\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    print(end.code, 'numba' in sys.modules)\n"
    )
    for verb in ("read", "check", "review", "schedule"):
        for path in (written(tmp_path / "leeg.mpp", b""), tmp_path / "absent.xer"):
            command = [sys.executable, "-c", program, verb, str(path)]
            ran = subprocess.run(command, capture_output=True, text=True, check=False)
            assert ran.stdout.split() == ["2", "False"], (verb, path, ran.stderr)
