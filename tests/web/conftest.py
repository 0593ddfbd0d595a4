"""What tests of the workbench share: one embedded PostgreSQL a session, in it a database for each worker process.

A test that marks ``django_db`` gets an empty database in a transaction; nothing else is needed. ``embedded`` gives the
server itself.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import transaction

from rechterhand.web.project.embedded.place import Place
from rechterhand.web.project.embedded.server import EmbeddedServer

QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "64MB"}


@contextlib.contextmanager
def alone(file: Path) -> Iterator[None]:
    """One worker process at a time."""
    with file.open("a") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def server_of_session(folder: Path) -> EmbeddedServer:
    server = EmbeddedServer(Place(folder / "database"), QUICK)
    if not server.answers():
        server.start("rechterhand")
    return server


def lives(pid: int) -> bool:
    """Whether a worker process is still there: one that ran out of time leaves its mark behind."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


def end(folder: Path, server: EmbeddedServer) -> None:
    """Whoever started the server stops it, when the other worker processes have done with it."""
    while True:
        with alone(folder.with_suffix(".lock")):
            if not any(lives(int(file.name.removeprefix("user-"))) for file in folder.glob("user-*")):
                server.stop()
                shutil.rmtree(folder, ignore_errors=True)
                folder.with_suffix(".lock").unlink()
                return
        time.sleep(0.1)


@pytest.fixture(scope="session")
def embedded(request: pytest.FixtureRequest) -> Iterator[EmbeddedServer]:
    """The PostgreSQL of this session, shared by its worker processes."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    folder = Path(tempfile.gettempdir()) / f"rechterhand-tests-{run}"
    folder.mkdir(mode=0o711, exist_ok=True)
    users = folder / f"user-{os.getpid()}"
    with alone(folder.with_suffix(".lock")):
        server = server_of_session(folder)
        users.touch()
    yield server
    users.unlink()
    if server.process is not None:
        end(folder, server)


def emptied(self: Any, statements: list[str]) -> None:
    """Empty all tables after a test that commits: history refuses that to all but who may switch triggers off."""
    with transaction.atomic(using=self.connection.alias), self.connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for one in statements:
            cursor.execute(one)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(embedded: EmbeddedServer, django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Point Django at the session's server, whatever the environment says."""
    found: dict[str, Any] = django_settings.DATABASES["default"]
    found |= {"HOST": str(embedded.place.socket), "PORT": "5432", "USER": "postgres", "PASSWORD": "", "OPTIONS": {}}
    from django.db.backends.postgresql.operations import DatabaseOperations

    DatabaseOperations.execute_sql_flush = emptied  # type: ignore[method-assign] # for these tests, never elsewhere


@pytest.fixture(autouse=True)
def quick_and_apart(settings: Any, tmp_path: Path) -> None:
    """Passwords hash fast, and files go to a folder of the test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)}
    }
    settings.MEDIA_ROOT = tmp_path / "files"
