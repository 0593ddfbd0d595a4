"""A parent that was killed: its reader ends in the middle of a file too, and its folder is swept."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from rechterhand.sandbox import folders

PARENT = """
import sys, time
from rechterhand.sandbox import Worker
worker = Worker()
worker.run("rechterhand.sandbox.xer_tables:counts", path=sys.argv[1])
print(worker._process.pid, worker._private(), flush=True)
time.sleep(600)
"""
BUSY = """
import sys, threading, time
from rechterhand.sandbox import worker
threading.Thread(target=worker._end_with_parent, args=(0,), daemon=True).start()
print("busy", flush=True)
while True:
    sum(range(1000))
"""


def is_gone(pid: int, seconds: float = 10.0) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_a_reader_ends_with_its_parent_and_the_folder_is_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = tmp_path / "plan.xer"
    plan.write_text("ERMHDR\t19.12\r\n%T\tTASK\r\n%F\ttask_id\r\n%R\t1\r\n%E\r\n")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    own = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen([sys.executable, "-c", PARENT, str(plan)], stdout=subprocess.PIPE, env=own) as parent:
        assert parent.stdout is not None
        pid, _, folder = parent.stdout.readline().decode().strip().partition(" ")
        age(Path(folder))
        assert folders.sweep() == 0, "it is in use"
        parent.send_signal(signal.SIGKILL)

    assert is_gone(int(pid))
    assert Path(folder).is_dir()
    assert folders.sweep() == 1
    assert not Path(folder).exists()


@pytest.mark.parametrize("seconds", [0.0, 0.2, 0.5, 1.0])
def test_a_reader_ends_while_java_starts(seconds: float) -> None:
    started = (
        "import time; from rechterhand.sandbox import Worker; w = Worker(); w.warm(); print(w._process.pid, flush=True)"
    )
    command = [sys.executable, "-c", f"{started}; time.sleep(600)"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        time.sleep(seconds)
        parent.send_signal(signal.SIGKILL)

    assert is_gone(pid)


def test_a_reader_ends_in_the_middle_of_its_work() -> None:
    with subprocess.Popen([sys.executable, "-c", BUSY], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None
        assert reader.stdout.readline() == b"busy\n"
        assert reader.poll() is None
        reader.stdin.close()
        assert reader.wait(10) == 0


def test_a_folder_that_was_just_made_or_is_held_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    fresh = Path(tempfile.mkdtemp(prefix=folders.PREFIX))
    (tmp_path / "rechterhand-else").mkdir()
    with folders.PassingFolder() as held:
        (held / "plan.xer").write_text("x")
        age(held)
        assert folders.sweep() == 0
        assert held.is_dir()
    assert not held.exists()
    age(fresh)
    assert folders.sweep() == 1
    assert sorted(each.name for each in tmp_path.iterdir()) == ["rechterhand-else"]
    shutil.rmtree(tmp_path / "rechterhand-else")


def age(folder: Path) -> None:
    """As if it were made an hour ago."""
    then = time.time() - 3600
    os.utime(folder, (then, then))
