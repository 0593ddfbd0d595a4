"""The database goes away or has no connection free while the workbench is served: told soon, in plain words, and over
when it is back.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.served import Served, run_command, served

from rechterhand.web.project.embedded.place import Place
from rechterhand.web.project.embedded.server import EmbeddedServer

SOON = 3.0


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[EmbeddedServer]:
    folder = Path(tempfile.mkdtemp(prefix="rechterhand-away-"))
    folder.chmod(0o711)
    server = EmbeddedServer(Place(folder / "database"))
    server.start("rechterhand")
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


def url(server: EmbeddedServer) -> str:
    return f"postgresql://postgres@/rechterhand?host={server.place.socket}&port=5432"


@pytest.fixture(scope="module")
def workbench(elsewhere: EmbeddedServer) -> Iterator[Served]:
    with served(RECHTERHAND_WEB_PROCESSES="1", DATABASE_URL=url(elsewhere)) as running:
        yield running


@pytest.mark.timeout(600)
def test_a_database_that_goes_away_is_told_within_seconds(workbench: Served, elsewhere: EmbeddedServer) -> None:
    assert workbench.get("/")[0] == 200
    elsewhere.stop()

    for path in ("/", "/account/sign-in/", "/projects/"):
        begun = time.monotonic()
        status, headers, body = workbench.get(
            path, Accept_Language="en", Cookie="rechterhand=abcdefghijklmnopqrstuvwxyz012345; rechterhand_language=en"
        )
        assert time.monotonic() - begun < SOON, path
        assert (status, headers["retry-after"]) == (503, "5"), path
        assert b"reach its database" in body
        assert headers["x-request-id"].encode() in body
    begun = time.monotonic()
    status, headers, body = workbench.get("/api/v1/projects", Authorization="Bearer rh_none", Accept_Language="en")
    assert (status, json.loads(body)["code"]) == (503, "database_away")
    assert time.monotonic() - begun < SOON
    begun = time.monotonic()
    status, _, body = workbench.get("/health/ready")
    assert (status, json.loads(body)) == (503, {"database": False})
    assert time.monotonic() - begun < 2

    elsewhere.start("rechterhand")
    workbench.wait_until_ready()
    assert workbench.get("/")[0] == 200


SIGNED_IN = {"Cookie": "rechterhand=abcdefghijklmnopqrstuvwxyz012345; rechterhand_language=en"}
"""A session that the database is asked for."""


CONNECTIONS = 10
"""What one process has, unless it is set."""


@pytest.mark.timeout(600)
def test_a_database_whose_connections_are_all_in_use_is_told_within_seconds(
    workbench: Served, elsewhere: EmbeddedServer
) -> None:
    assert workbench.get("/", **SIGNED_IN)[0] == 200
    answered: list[int] = []
    waiting = [
        threading.Thread(target=lambda: answered.append(workbench.get("/", **SIGNED_IN)[0])) for _ in range(CONNECTIONS)
    ]
    with psycopg.connect(url(elsewhere)) as other, psycopg.connect(url(elsewhere), autocommit=True) as watch:
        other.execute("LOCK TABLE django_session IN ACCESS EXCLUSIVE MODE")
        for one in waiting:
            one.start()
        while _waiting(watch) < CONNECTIONS:
            time.sleep(0.05)

        begun = time.monotonic()
        status, headers, body = workbench.get("/projects/", **SIGNED_IN)
        assert time.monotonic() - begun < SOON
        assert (status, headers["retry-after"]) == (503, "5")
        assert b"too busy" in body
        begun = time.monotonic()
        status, _, body = workbench.get("/api/v1/projects", Authorization="Bearer rh_none", Accept_Language="en")
        assert (status, json.loads(body)["code"]) == (503, "busy")
        assert time.monotonic() - begun < SOON
        other.rollback()
    for one in waiting:
        one.join(timeout=30)
    assert answered == [200] * CONNECTIONS
    assert workbench.get("/", **SIGNED_IN)[0] == 200


def _waiting(watch: psycopg.Connection[tuple[int, ...]]) -> int:
    """Connections that wait for a lock."""
    found = watch.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'").fetchone()
    return 0 if found is None else found[0]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql://nobody@127.0.0.1:1/none", "refused"),
        ("postgresql://nobody@no-such-host.invalid/none", "no-such-host.invalid"),
        ("postgresql://postgres@/no-such-one?host={}&port=5432", "no-such-one"),
    ],
)
def test_the_doctor_says_why_it_is_away(elsewhere: EmbeddedServer, tmp_path: Path, address: str, said: str) -> None:
    told = address.format(elsewhere.place.socket)
    begun = time.monotonic()
    done = run_command(tmp_path / "data", "doctor", DATABASE_URL=told)

    assert done.returncode == 1
    assert said in done.stdout
    assert "couldn't get a connection" not in done.stdout
    assert time.monotonic() - begun < 60
