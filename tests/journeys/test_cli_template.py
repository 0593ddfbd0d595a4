"""`rechterhand template`: a workbook to fill in, never over another file unless asked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

RUN = (sys.executable, "-c", "from rechterhand.cli.main import main; main()")


def rechterhand(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*RUN, *map(str, arguments)], capture_output=True, text=True, timeout=600, check=False)


@pytest.mark.parametrize(("language", "sheet", "said"), [("nl", "Planning", "Gemaakt"), ("en", "Plan", "Made")])
def test_it_writes_a_workbook_in_the_language_asked_for(tmp_path: Path, language: str, sheet: str, said: str) -> None:
    path = tmp_path / "plan.xlsx"
    done = rechterhand("template", path, "--lang", language)

    assert done.returncode == 0
    assert said in done.stdout
    assert load_workbook(path).sheetnames[0] == sheet


def test_it_overwrites_only_by_force(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"werk van weken")
    kept = rechterhand("template", path, "--lang", "nl")
    after = path.read_bytes()
    forced = rechterhand("template", path, "--force")

    assert kept.returncode == 2
    assert "--force" in kept.stderr
    assert after == b"werk van weken"
    assert forced.returncode == 0
    assert path.read_bytes().startswith(b"PK")


def test_it_refuses_what_is_no_workbook_and_where_it_cant_write(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("x")

    assert rechterhand("template", tmp_path / "plan.csv").returncode == 2
    assert rechterhand("template", tmp_path / "bestand" / "plan.xlsx").returncode == 2
    assert [one.name for one in tmp_path.iterdir()] == ["bestand"]
