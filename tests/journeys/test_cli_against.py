"""``rechterhand review PLAN --against OLD``: what moved since, in every output, and clear words where that can't be."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from tests.cases.commands import Ran, run, run_cold
from tests.cases.history import versions
from tests.cases.programme import PEOPLE, mspdi
from tests.cases.schemas import faults

from rechterhand.export import written
from rechterhand.record.plan import Dialect, LagCalendar

pytestmark = pytest.mark.slow

FEW = ("--iterations", "300")
FILES = {"json": "json", "html": "html", "xlsx": "xlsx", "talk": "pdf"}


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two versions under one name, each in the folder of its month; the second also as a Primavera file."""
    folder = tmp_path_factory.mktemp("months")
    for month, plan in zip(("oktober", "november"), versions(), strict=False):
        (folder / month).mkdir()
        (folder / month / "plan.xml").write_text(mspdi(plan), encoding="utf-8")
    first = versions()[0]
    options = replace(first.options, lag_calendar=LagCalendar.PREDECESSOR)
    other = replace(first, dialect=Dialect.PRIMAVERA, options=options)
    (folder / "oktober" / "plan.xer").write_bytes(written(other, "plan.xer").data)
    return folder


@pytest.fixture(scope="module")
def held(months: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, Path]:
    """A review against the month before, with all its files."""
    out = tmp_path_factory.mktemp("out")
    targets = {name: out / f"v.{suffix}" for name, suffix in FILES.items()}
    options = [part for name, target in targets.items() for part in (f"--{name}", target)]
    new, old = months / "november" / "plan.xml", months / "oktober" / "plan.xml"
    return run("review", new, "--against", old, *FEW, *options, "--lang", "nl", "--stable"), out


def texts(held: tuple[Ran, Path]) -> dict[str, str]:
    """All that a reader could read, by where it stands, on one line."""
    ran, out = held
    pdf = PdfReader(BytesIO((out / "v.pdf").read_bytes()))
    with ZipFile(out / "v.xlsx") as parts:
        book = " ".join(parts.read(part).decode() for part in parts.namelist())
    found = {
        "terminal": ran.out + ran.err,
        "json": (out / "v.json").read_text(encoding="utf-8"),
        "html": (out / "v.html").read_text(encoding="utf-8"),
        "xlsx": book,
        "pdf": " ".join(page.extract_text() for page in pdf.pages),
    }
    return {name: " ".join(text.split()) for name, text in found.items()}


def test_every_output_tells_what_moved(held: tuple[Ran, Path]) -> None:
    ran, out = held
    document = json.loads((out / "v.json").read_text(encoding="utf-8"))
    days = document["against"]["compare"]["finish_movement_days"]
    told = f"{days:g}".replace(".", ",")

    assert (ran.code, ran.err) == (0, "")
    assert document["against"]["text"].startswith("Sinds ‘plan.xml’ (5 oktober 2026) schoof het einde")
    for name, text in texts(held).items():
        assert re.search(rf"schoof het einde\s+{told}", text), name


def test_document_fits_its_schema_and_names_both_files_as_given(held: tuple[Ran, Path], months: Path) -> None:
    document = json.loads((held[1] / "v.json").read_text(encoding="utf-8"))
    compared = document["against"]["compare"]

    assert faults(document, "review") == []
    names = [one["file"] for one in compared["versions"]]
    assert names == [str(months / month / "plan.xml") for month in ("oktober", "november")]
    assert round(sum(one["days"] for one in compared["causes"]), 3) == compared["finish_movement_days"]


def test_verdict_still_fits_one_screen(held: tuple[Ran, Path]) -> None:
    lines = held[0].out.splitlines()

    assert len(lines) <= 40
    assert max(map(len, lines)) <= 100


def test_nobody_is_named_unless_asked(held: tuple[Ran, Path], months: Path) -> None:
    parts = re.compile("|".join(rf"\b{part}\b" for name in PEOPLE for part in name.split() if part[0].isupper()))
    new, old = months / "november" / "plan.xml", months / "oktober" / "plan.xml"

    for name, text in texts(held).items():
        assert parts.findall(text) == [], name
    named = run("review", new, "--against", old, *FEW, "--json", "-", "--names").out
    assert "Annemiek van der Velde" in named


def test_equal_input_gives_equal_bytes(held: tuple[Ran, Path], months: Path, tmp_path: Path) -> None:
    new, old = months / "november" / "plan.xml", months / "oktober" / "plan.xml"
    files = ("--json", tmp_path / "v.json", "--html", tmp_path / "v.html")

    run_cold("review", new, "--against", old, *FEW, *files, "--lang", "nl", "--stable", "--threads", 1)

    for name in ("v.json", "v.html"):
        assert (tmp_path / name).read_bytes() == (held[1] / name).read_bytes()


def test_a_version_of_another_tool_will_do(months: Path) -> None:
    new, old = months / "november" / "plan.xml", months / "oktober" / "plan.xer"

    ran = run("review", new, "--against", old, *FEW, "--json", "-")

    document = json.loads(ran.out)
    assert ran.code == 0
    assert faults(document, "review") == []
    assert "two_tools" in {one["key"] for one in document["assumptions"]}


def test_several_plans_are_each_held_against_it(months: Path, tmp_path: Path) -> None:
    target = tmp_path / "all.jsonl"
    old = months / "oktober" / "plan.xml"

    ran = run("review", months, "--against", old, *FEW, "--json", target, "--lang", "en")

    lines = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert ran.code == 2  # the folder holds the version itself too
    assert [faults(one, "review") for one in lines] == [[], [], []]
    told = {Path(one["source"]["file"]).relative_to(months).as_posix(): one for one in lines}
    assert told["oktober/plan.xml"]["error"]["code"] == "bad_input"
    assert told["november/plan.xml"]["against"]["compare"]["finish_movement_days"] > 0


@pytest.mark.parametrize(
    ("plan", "old", "told"),
    [
        ("november/plan.xml", "november/plan.xml", "can't be held against itself"),
        ("november/plan.xml", "november/../november/plan.xml", "can't be held against itself"),
        ("november/plan.xml", "kapot.mpp", "kapot.mpp"),
        ("november/plan.xml", "weg.xml", "weg.xml"),
        ("november/plan.xml", "oktober", "oktober"),
        ("november/plan.xml", "vreemd.csv", "next to nothing in common"),
        ("oktober/plan.xml", "november/plan.xml", "the oldest first"),
    ],
)
def test_what_cannot_be_held_against_it_is_told_and_leaves_nothing(
    months: Path, tmp_path: Path, plan: str, old: str, told: str
) -> None:
    (tmp_path / "kapot.mpp").write_bytes(b"geen planning" * 40)
    rows = [f"{900 + row};Heel iets anders {row};5;{899 + row if row else ''}" for row in range(12)]
    (tmp_path / "vreemd.csv").write_text("\n".join(["nr;taak;duur;voorganger", *rows]), encoding="utf-8")
    against = tmp_path / old if (tmp_path / old).exists() or old == "weg.xml" else months / old
    page = tmp_path / "v.html"

    ran = run("review", months / plan, "--against", against, "--html", page, "--json", "-", *FEW, "--lang", "en")

    document = json.loads(ran.out)
    assert ran.code == 2
    assert faults(document, "review") == []
    assert document["source"]["file"] == str(months / plan)
    assert told in ran.err
    assert "Traceback" not in ran.err
    assert not page.exists()


def test_an_unreadable_version_is_named_though_the_plan_has_the_same_name(months: Path, tmp_path: Path) -> None:
    broken = tmp_path / "plan.xml"
    broken.write_text("<Project>", encoding="utf-8")

    ran = run("review", months / "november" / "plan.xml", "--against", "plan.xml", *FEW, folder=tmp_path)

    assert ran.code == 2
    assert str(broken) in ran.err
    assert "november" not in ran.err


def test_the_version_of_before_is_never_written_over(months: Path) -> None:
    old = months / "oktober" / "plan.xml"

    ran = run("review", months / "november" / "plan.xml", "--against", old, "--html", old)

    assert ran.code == 2
    assert old.read_text(encoding="utf-8").startswith("<?xml")
