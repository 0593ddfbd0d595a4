"""The embedded PostgreSQL."""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from rechterhand.errors import BadInput
from rechterhand.web.project.embedded.place import Place
from rechterhand.web.project.embedded.server import DatabaseFailed, EmbeddedServer, running


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        made = Path(name) / "database"
        EmbeddedServer(Place(made), {"fsync": "off"}).prepare()
        yield made


def test_keeps_what_was_committed_over_a_stop_and_a_kill(folder: Path) -> None:
    quick = {"shared_buffers": "16MB"}
    with running(folder, "work", quick) as server, psycopg.connect(**server.place.parameters("work")) as connection:
        connection.execute("CREATE TABLE kept (what text)")

    with running(folder, "work", quick) as server:
        with psycopg.connect(**server.place.parameters("work")) as connection:
            connection.execute("INSERT INTO kept VALUES ('both')")
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()

        server.launch()
        server.wait()

        with psycopg.connect(**server.place.parameters("work")) as connection:
            assert connection.execute("SELECT what FROM kept").fetchall() == [("both",)]


def test_a_postmaster_left_behind_is_stopped_first(folder: Path) -> None:
    abandoned = EmbeddedServer(Place(folder))
    abandoned.start("work")

    with running(folder, "work") as server:
        assert server.answers()
        assert abandoned.process.wait(20) == 0
        assert server.process.poll() is None


def test_folders_are_closed_to_others(folder: Path) -> None:
    place = Place(folder)

    assert {one.stat().st_mode & 0o777 for one in (folder, place.cluster, place.socket)} == {0o700}


def test_a_long_folder_gets_its_socket_elsewhere(tmp_path: Path) -> None:
    far = Place(tmp_path / ("a" * 60) / ("b" * 60))

    assert len(str(far.socket)) < 80
    assert far.socket == Place(far.folder).socket
    assert far.socket != Place(tmp_path / ("a" * 60) / ("c" * 60)).socket


def test_data_of_another_major_version_is_refused(tmp_path: Path) -> None:
    place = Place(tmp_path / "old")
    place.cluster.mkdir(parents=True)
    (place.cluster / "PG_VERSION").write_text("15\n")

    with pytest.raises(BadInput, match="restore"):
        EmbeddedServer(place).prepare()


def test_a_database_that_cannot_start_says_where_to_look(folder: Path) -> None:
    with pytest.raises(DatabaseFailed, match="log"):
        EmbeddedServer(Place(folder), {"no_such_setting": "1"}).start("work")
