"""Java is ready sooner with the archive of its classes, and reads the same where that doesn't fit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.cases.programme import mspdi, programme

from rechterhand.sandbox import java_archive

READ = """
import sys
from rechterhand.sandbox import java, projects
java.start(archive=tuple(sys.argv[2:]))
java.load_readers()
print(len(projects.read(sys.argv[1])["rows"]["tasks"]))
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "zaaksysteem.xml"
    path.write_text(mspdi(programme()), encoding="utf-8")
    return path


def rows_read(plan: Path, *flags: str) -> int:
    """How many tasks Java reads when it is started with these flags."""
    command = [sys.executable, "-c", READ, str(plan), *flags]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    return int(done.stdout)


def test_set_up_made_an_archive_that_java_takes(plan: Path) -> None:
    assert java_archive.PLACE.is_file(), "tools/prepare_java.py makes it, in make setup"
    with_it = rows_read(plan, *java_archive.flags(), "-XX:AOTMode=on")  # 'on': no start without the archive

    assert with_it == rows_read(plan) > 10


def test_a_spoiled_archive_is_passed_over(plan: Path, tmp_path: Path) -> None:
    spoiled = tmp_path / "java.aot"
    spoiled.write_bytes(b"no archive" * 1000)

    assert rows_read(plan, f"-XX:AOTCache={spoiled}", "-Xlog:disable") == rows_read(plan)


def test_another_java_starts_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECHTERHAND_JAVA", "/opt/java")

    assert java_archive.flags() == ()
