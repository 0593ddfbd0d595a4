"""An installation as a server has it: the package belongs to somebody else, the service's user has no home."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.served import COMMAND, Served, environment, free_port

import rechterhand

READ_ONLY = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
READY_WITHIN = 240.0

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the package in which nothing can be written, without what was compiled."""
    folder = tmp_path_factory.mktemp("installed")
    left_out = shutil.ignore_patterns("*.nbi", "*.nbc", "compiled-*", "java.aot")
    shutil.copytree(Path(rechterhand.__file__).parent, folder / "rechterhand", ignore=left_out)
    (folder / "home").mkdir()
    closed = [folder, *(each for each in folder.rglob("*") if each.is_dir())]
    for each in closed:
        each.chmod(0o555)
    yield folder
    for each in closed:
        each.chmod(0o755)


def command(installed: Path, *arguments: str) -> list[str]:
    """A command of the copy. Permissions don't bind root: for it the folder is mounted so that nothing is written."""
    before = ["unshare", "--mount", "sh", "-c", READ_ONLY, str(installed)] if os.geteuid() == 0 else []
    if before and subprocess.run([*before, "true"], capture_output=True, check=False).returncode:
        pytest.skip("root may not mount here")
    return [*before, *COMMAND, *arguments]


def own(installed: Path, data: Path, temporary: Path) -> dict[str, str]:
    temporary.mkdir(exist_ok=True)
    told = {"PYTHONPATH": str(installed), "HOME": str(installed / "home" / "none"), "TMPDIR": str(temporary)}
    kept = environment(data, told)
    for name in ("NUMBA_CACHE_DIR", "XDG_CACHE_HOME", "COVERAGE_PROCESS_START"):
        kept.pop(name, None)
    return kept


def test_the_command_line_works_where_nothing_can_be_kept(installed: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.csv"
    plan.write_text("id,name,start,duration\n1,Build,2026-01-05,5d\n", encoding="utf-8")
    done = subprocess.run(
        command(installed, "schedule", str(plan)),
        env=own(installed, tmp_path / "data", tmp_path / "tmp"),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=800,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "Build" in done.stdout
    assert list((tmp_path / "tmp" / f"rechterhand-kernels-{os.getuid()}").rglob("*.nbi"))


@pytest.fixture(scope="module")
def workbench(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    data, port = folder / "data", free_port()
    with data.with_suffix(".log").open("ab") as out:
        process = subprocess.Popen(
            command(installed, "serve", "--port", str(port)),
            stdout=out,
            stderr=out,
            env=own(installed, data, folder / "tmp") | {"RECHTERHAND_WEB_PROCESSES": "1"},
            cwd=folder,
        )
    running = Served(process, port, data, data.with_suffix(".log"))
    try:
        running.wait_until_ready(READY_WITHIN)
        yield running
    finally:
        running.stop()


def test_pages_answer_and_kernels_are_kept_with_the_data(workbench: Served) -> None:
    status, _, body = workbench.get("/account/sign-in/")

    assert status == 200, body
    assert (workbench.data / "kernels").is_dir()


def test_kernels_are_compiled_before_a_plan_comes(workbench: Served) -> None:
    until = time.monotonic() + 400
    while "kernels compiled" not in workbench.log.read_text(encoding="utf-8"):
        assert time.monotonic() < until, workbench.log.read_text(encoding="utf-8")[-4000:]
        time.sleep(0.5)

    assert list((workbench.data / "kernels").glob("compiled-*"))
    assert "child died" not in workbench.log.read_text(encoding="utf-8")
    assert json.loads(workbench.get("/health/ready")[2])["loaded"] is True
