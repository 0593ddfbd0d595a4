"""A verdict written from Python: the same bytes as the command writes, and a clear refusal of anything else."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cases.commands import run
from tests.cases.history import versions
from tests.cases.programme import mspdi, programme

import rechterhand as rh
from rechterhand.errors import BadInput

KINDS = {"--html": ("page.html", False), "--xlsx": ("book.xlsx", False), "--json": ("plan.json", False)}
KINDS |= {"--talk": ("talk.html", True)}


def test_files_are_those_of_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plan.xml").write_text(mspdi(programme()), encoding="utf-8")
    asked = [part for option, (name, _) in KINDS.items() for part in (option, tmp_path / f"cli-{name}")]
    ran = run("review", tmp_path / "plan.xml", *asked, "--stable", "--lang", "nl", "--iterations", "200")
    assert ran.code == 0, ran.err
    review = rh.review("plan.xml", run=rh.Run(200))

    for name, talk in KINDS.values():
        made = rh.write(review, name, lang="nl", talk=talk, stable=True).read_bytes()
        of_command = (tmp_path / f"cli-{name}").read_bytes().replace(str(tmp_path / "plan.xml").encode(), b"plan.xml")
        assert made == of_command, name


def test_comparisons_and_series_are_those_of_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = [Path(f"v{number}.xml") for number in (1, 2, 3)]
    for file, plan in zip(files, versions(), strict=False):
        file.write_text(mspdi(plan), encoding="utf-8")
    made = {2: rh.compare(*files[:2], futures=False), 3: rh.series(files, futures=False)}

    for count, one in made.items():
        kinds = ("html", "xlsx", "json")
        asked = [part for kind in kinds for part in (f"--{kind}", f"cli.{kind}")]
        ran = run("compare", *files[:count], *asked, "--stable", "--lang", "nl", "--no-futures")
        assert ran.code == 0, ran.err
        for kind in kinds:
            written = rh.write(one, f"own.{kind}", lang="nl", stable=True).read_bytes()
            assert written == Path(f"cli.{kind}").read_bytes(), kind
        with pytest.raises(BadInput):
            rh.write(one, "talk.pdf", talk=True)


def test_checks_are_those_of_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    old, new = Path("v1.xml"), Path("v2.xml")
    for file, plan in zip((old, new), versions(), strict=False):
        file.write_text(mspdi(plan), encoding="utf-8")
    made = rh.check(new, against=old)
    kinds = ("html", "xlsx", "json")

    ran = run("check", new, "--against", old, *(part for kind in kinds for part in (f"--{kind}", f"cli.{kind}")),
              "--stable", "--lang", "nl")  # fmt: skip

    assert ran.code == 0, ran.err
    assert {one.id: one.finding.verdict for one in made}["scope_drift"] != "not_judgeable"
    for kind in kinds:
        written = rh.write(made, f"own.{kind}", lang="nl", stable=True).read_bytes()
        assert written == Path(f"cli.{kind}").read_bytes(), kind
    with pytest.raises(BadInput):
        rh.write(made, "talk.pdf", talk=True)
    with pytest.raises(BadInput):
        rh.check(old, against=new)


def test_what_nobody_writes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        rh.write("plan.xml", tmp_path / "a.html")  # type: ignore[arg-type] - what a beginner may try
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "options"),
    [("a.docx", {}), ("a", {}), ("a.pdf", {}), ("a.xlsx", {"talk": True}), ("a.html", {"lang": "fr"})],
)
def test_other_kinds_are_refused_before_anything_is_made(tmp_path: Path, name: str, options: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        rh.write(None, tmp_path / name, **options)  # type: ignore[arg-type] - refused before it is looked at
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("name", "options"), [("a.docx", {}), ("a.xlsx", {"talk": True})])
def test_only_a_pdf_is_told_to_be_the_sheet_for_the_talk(tmp_path: Path, name: str, options: dict[str, object]) -> None:
    with pytest.raises(BadInput) as other:
        rh.write(None, tmp_path / name, **options)  # type: ignore[arg-type] - refused before it is looked at
    with pytest.raises(BadInput) as sheet:
        rh.write(None, tmp_path / "a.pdf")  # type: ignore[arg-type] - refused before it is looked at

    assert "talk=True" in str(sheet.value)
    assert "talk=True" not in str(other.value)
