"""What a server installs holds all that this checkout has: programs, pages, texts, and what browsers get."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import rechterhand

PACKAGE = Path(rechterhand.__file__).parent
ROOT = PACKAGE.parent.parent
BUILT = "rechterhand/web/look/static/built/"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (file,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(file).namelist())


def test_every_file_of_the_package_is_in_it(wheel: set[str]) -> None:
    files = (each for each in PACKAGE.rglob("*") if each.is_file() and "__pycache__" not in each.parts)
    wanted = {each.relative_to(PACKAGE.parent).as_posix() for each in files}

    assert wanted - wheel == set()
    assert {each for each in wheel if ".dist-info/" not in each} - wanted == set()


def test_what_browsers_get_and_all_texts_are_in_it(wheel: set[str]) -> None:
    manifest = json.loads((PACKAGE.parent / BUILT / "manifest.json").read_text(encoding="utf-8"))
    made = {BUILT + one["file"] for one in manifest.values()}

    assert BUILT + "manifest.json" in wheel
    assert made
    assert made - wheel == set()
    for language in ("nl", "en"):
        assert f"rechterhand/text/locale/{language}/workbench.po" in wheel
