"""What a confined process can no longer do. Each test runs in a process of its own: confinement can't be undone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="confinement needs Linux")

BEFORE = """
import socket, subprocess, sys
from pathlib import Path
from rechterhand.sandbox.confine import confine
done = confine(1 << 30, Path(sys.argv[1]))
"""


def confined(folder: Path, then: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", BEFORE + then, str(folder)], capture_output=True, text=True, timeout=600, check=False
    )


def test_network_cannot_be_reached(tmp_path: Path) -> None:
    ended = confined(tmp_path, "print(done['network'])\nsocket.create_connection(('192.0.2.1', 80), 5)")
    assert ended.stdout.strip() in {"namespace", "filter"}
    assert "Error" in ended.stderr
    assert "timed out" not in ended.stderr


def test_a_local_service_cannot_be_reached(tmp_path: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        ended = confined(tmp_path, f"socket.create_connection(('127.0.0.1', {port}), 5)\nprint('connected')")
    assert "connected" not in ended.stdout


def test_files_of_others_stay_closed(tmp_path: Path) -> None:
    own, secret = tmp_path / "own", tmp_path / "secret.txt"
    own.mkdir()
    secret.write_text("salaries")
    ended = confined(own, f"print(done['files'])\nprint(open({str(secret)!r}).read())")
    if ended.stdout.startswith("open"):
        pytest.skip("this kernel cannot close files off")
    assert "salaries" not in ended.stdout
    assert "PermissionError" in ended.stderr


def test_own_folder_stays_writable(tmp_path: Path) -> None:
    ended = confined(tmp_path, "Path(sys.argv[1], 'left.txt').write_text('x')\nprint('written')")
    assert "written" in ended.stdout, ended.stderr


def test_programs_cannot_be_started(tmp_path: Path) -> None:
    ended = confined(tmp_path, "print(done['calls'])\nprint(subprocess.run(['/bin/echo', 'started']))")
    if ended.stdout.startswith("open"):
        pytest.skip("this kernel cannot filter calls")
    assert "started" not in ended.stdout.replace("'started'", "")
    assert "Error" in ended.stderr


def test_memory_is_bounded(tmp_path: Path) -> None:
    ended = confined(tmp_path, "bytearray(2 << 30)\nprint('got it')")
    assert "got it" not in ended.stdout
    assert "MemoryError" in ended.stderr
