"""Archives, workbooks and XML that would take all memory or time, or are locked: refused clearly, and soon."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from tests.cases.refused import ENTITIES, OUTSIDE, refused, written
from tests.cases.sheets import SMALL, open_document, workbook

from rechterhand import errors
from rechterhand.intake import Intake


def bomb(path: Path, name: str = "xl/worksheets/sheet1.xml") -> Path:
    """A small archive that unpacks to 700 MB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open(name, "w") as member:
            for _ in range(700):
                member.write(b"0" * (1 << 20))
    return path


def test_a_sheet_whose_table_never_ends_is_refused_at_once(intake: Intake, tmp_path: Path) -> None:
    """Otherwise its parser waits for that end until the time is up."""
    good = open_document(tmp_path / "goed.ods", SMALL)
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(tmp_path / "stuk.ods", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"</table:table>", b"</t:able>"))
    started = time.perf_counter()

    error = refused(intake, tmp_path / "stuk.ods")

    assert isinstance(error, errors.UnreadableFile)
    assert "line" in str(error.message.values["told"])
    assert time.perf_counter() - started < 30


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".zip", ".pod"])
def test_an_archive_that_unpacks_to_too_much_is_refused(intake: Intake, tmp_path: Path, suffix: str) -> None:
    path = bomb(tmp_path / f"bom{suffix}")
    started = time.perf_counter()

    assert path.stat().st_size < 2 << 20
    assert isinstance(refused(intake, path), errors.TooLarge | errors.UnreadableFile)
    assert time.perf_counter() - started < 120


def test_a_workbook_behind_other_bytes_that_unpacks_to_too_much_is_refused(intake: Intake, tmp_path: Path) -> None:
    hidden = written(tmp_path / "bom.ods", b"-" + bomb(tmp_path / "a.ods", "content.xml").read_bytes())

    assert isinstance(refused(intake, hidden), errors.TooLarge)


def test_an_archive_of_too_many_members_is_refused(intake: Intake, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bom.xlsx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for number in range(5100):
            archive.writestr(f"xl/{number}", b"")

    assert isinstance(refused(intake, tmp_path / "bom.xlsx"), errors.TooLarge)


def test_an_encrypted_archive_says_that_no_password_helps(intake: Intake, tmp_path: Path) -> None:
    data = bytearray(workbook(tmp_path / "plan.xlsx", SMALL).read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 4)

    assert isinstance(refused(intake, written(tmp_path / "dicht.xlsx", bytes(data))), errors.PasswordRefused)


def test_a_workbook_with_a_password_says_how_to_take_it_off(intake: Intake, tmp_path: Path) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024) + "EncryptedPackage".encode("utf-16-le") + bytes(1024)
    error = refused(intake, written(tmp_path / "dicht.xlsx", data))

    assert isinstance(error, errors.PasswordRefused)
    assert error.hint is not None
    assert error.hint.key == "tables.password_useless_hint"


@pytest.mark.parametrize("text", [ENTITIES, OUTSIDE])
@pytest.mark.parametrize("suffix", [".xml", ".gan", ".planner", ".pmxml", ".mpp"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_of_its_own_are_never_expanded(
    intake: Intake, tmp_path: Path, text: str, suffix: str, encoding: str
) -> None:
    error = refused(intake, written(tmp_path / f"bom{suffix}", text.encode(encoding)))

    assert "root:" not in str(error)


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
)
def test_entities_inside_a_workbook_are_never_expanded(intake: Intake, tmp_path: Path, part: str) -> None:
    source = workbook(tmp_path / "plan.xlsx", SMALL)
    head = ENTITIES[ENTITIES.index("<!DOCTYPE") : ENTITIES.index("]>") + 2]
    stream = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == part:
                data = data.replace(b"?>", b"?>" + head.encode(), 1).replace(b"Ontwerp", b"&j;")
            new.writestr(name, data)
    path = written(tmp_path / "bom.xlsx", stream.getvalue())
    try:
        names = [one.name for one in intake.read(path).plan.activities]
    except errors.RechterhandError:
        return

    assert all(len(name) < 20 for name in names)


def test_a_sheet_with_one_cell_at_the_far_end_takes_no_memory(intake: Intake, tmp_path: Path) -> None:
    rows = {"Planning": SMALL}
    path = workbook(tmp_path / "plan.xlsx", rows)
    stream = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                data = data.replace(b"</sheetData>", far)
            new.writestr(name, data)

    assert isinstance(refused(intake, written(tmp_path / "ver.xlsx", stream.getvalue())), errors.TooLarge)
    assert len(intake.read(path).plan.activities) == 3  # the worker reads on
