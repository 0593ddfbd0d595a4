"""The worker process as its callers know it: limits, crashes, and what it leaves behind."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rechterhand import errors
from rechterhand.sandbox import Limits, Worker

COUNTS = "rechterhand.sandbox.xer_tables:counts"
XER = "ERMHDR\t19.12\r\n%T\tTASK\r\n%F\ttask_id\r\n%R\t1\r\n%R\t2\r\n%E\r\n"


@pytest.fixture
def worker() -> Iterator[Worker]:
    with Worker() as made:
        yield made


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.xer"
    path.write_text(XER)
    return path


def pid_of(worker: Worker) -> int:
    assert worker._process is not None
    return worker._process.pid


def test_one_process_serves_several_files(worker: Worker, plan: Path) -> None:
    assert worker.run(COUNTS, path=str(plan)) == {"TASK": 2}
    first = pid_of(worker)
    assert worker.run(COUNTS, path=str(plan)) == {"TASK": 2}
    assert pid_of(worker) == first


def test_a_worker_that_died_is_replaced(worker: Worker, plan: Path) -> None:
    worker.run(COUNTS, path=str(plan))
    assert worker._process is not None
    worker._process.kill()
    worker._process.wait()
    assert worker.run(COUNTS, path=str(plan)) == {"TASK": 2}


def test_dying_of_a_file_is_told_and_the_next_file_is_read(worker: Worker, plan: Path) -> None:
    worker.run(COUNTS, path=str(plan))
    stream = _endless(pid_of(worker))
    over = threading.Event()
    killer = threading.Thread(target=_kill_all, args=(worker, over))
    killer.start()
    with pytest.raises(errors.RechterhandError) as raised:
        worker.call("call", function="rechterhand.sandbox.wire:receive", arguments={"stream": stream})
    over.set()
    killer.join()
    assert raised.value.code in {"unreadable_file", "too_large"}
    assert worker.run(COUNTS, path=str(plan)) == {"TASK": 2}


def test_a_file_is_read_when_the_system_ends_its_reader_once(worker: Worker, plan: Path) -> None:
    worker.warm()
    process = worker._process
    assert process is not None
    killer = threading.Timer(0.05, process.kill)
    killer.start()

    assert worker.run(COUNTS, path=str(plan)) == {"TASK": 2}
    assert pid_of(worker) != process.pid


def _kill_all(worker: Worker, over: threading.Event) -> None:
    """End every process of a worker soon after its start, until it is over."""
    while not over.wait(0.5):
        process = worker._process
        if process is not None:
            process.kill()


def test_time_is_bounded(plan: Path) -> None:
    with Worker(Limits(seconds=3)) as worker:
        worker.run(COUNTS, path=str(plan))
        process = worker._process
        assert process is not None
        started = time.monotonic()
        with pytest.raises(errors.TookTooLong):
            worker.run("rechterhand.sandbox.wire:receive", stream=_endless(process.pid))
        assert time.monotonic() - started < 10
        assert process.poll() is not None


def test_functions_outside_the_package_are_refused(worker: Worker) -> None:
    with pytest.raises(errors.UnreadableFile):
        worker.run("os:getcwd")


def test_nothing_stays_behind(plan: Path) -> None:
    with Worker() as worker:
        worker.run(COUNTS, path=str(plan))
        folder = worker._private()
        assert list(folder.iterdir()) == []
    assert not folder.exists()


def test_a_missing_file_is_told_before_anything_starts(worker: Worker, tmp_path: Path) -> None:
    with pytest.raises(errors.MissingFile):
        worker.run(COUNTS, path=str(tmp_path / "none.xer"))


def _endless(pid: int) -> int:
    """The descriptor from which the worker takes its requests: reading it a second time waits for ever."""
    links = {link.name: link.readlink().as_posix() for link in Path(f"/proc/{pid}/fd").iterdir()}
    ordered = sorted((int(name), target) for name, target in links.items())
    return next(name for name, target in ordered if "pipe:" in target and name > 2)
