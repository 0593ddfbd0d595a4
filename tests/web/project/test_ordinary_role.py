"""A database elsewhere, in which the workbench is an ordinary role: migrated, kept while it is in use, put back."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo
from tests.served import run_command, start

from rechterhand.web.data.history import ERASURE_ROLE
from rechterhand.web.project.embedded.server import EmbeddedServer

ROLE = (
    f"DO $$ BEGIN CREATE ROLE {ERASURE_ROLE} NOLOGIN; "
    "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
)


@dataclass(frozen=True)
class Elsewhere:
    """A database that an ordinary role owns, and a data folder beside it."""

    name: str
    url: str
    data: Path

    def run(self, *arguments: str) -> tuple[int, str]:
        done = run_command(self.data, *arguments, DATABASE_URL=self.url)
        return done.returncode, done.stdout + done.stderr

    def connection(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(self.url, autocommit=True)


@contextmanager
def elsewhere(embedded: EmbeddedServer, *, may_erase: bool = True) -> Iterator[Elsewhere]:
    """A new role with a database of its own, as the administrator of a database makes them."""
    name = f"office_{uuid4().hex[:8]}"
    given = sql.Identifier(name)
    url = f"postgresql://{name}@/{name}?host={quote(str(embedded.place.socket), safe='')}&port=5432"
    folder = Path(tempfile.mkdtemp(prefix="rechterhand-"))
    with psycopg.connect(make_conninfo("", **embedded.place.parameters("postgres")), autocommit=True) as root:
        root.execute(ROLE)
        root.execute(sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE").format(given))
        root.execute(sql.SQL("CREATE DATABASE {0} OWNER {0}").format(given))
        if may_erase:
            root.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(ERASURE_ROLE), given))
        try:
            yield Elsewhere(name, url, folder / "data")
        finally:
            root.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(given))
            root.execute(sql.SQL("DROP ROLE {}").format(given))
            shutil.rmtree(folder)


class Writer(threading.Thread):
    """Somebody at work: a file, then the row that goes with it, again and again."""

    def __init__(self, where: Elsewhere) -> None:
        super().__init__()
        self.where, self.ended, self.count = where, threading.Event(), 0

    def run(self) -> None:
        with self.where.connection() as connection:
            while not self.ended.wait(0.005):
                file = self.where.data / "files" / "work" / f"{self.count}.txt"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(f"work {self.count}", encoding="utf-8")
                connection.execute(
                    "INSERT INTO rechterhand_person (username, password, email, name, language, is_administrator, "
                    "is_active, is_guest, is_demonstration, joined_at, revision) "
                    "VALUES (%s, '', '', '', '', false, true, false, false, now(), 1)",
                    [f"work-{self.count}"],
                )
                self.count += 1


def numbers(where: Elsewhere) -> list[int]:
    """Which pieces of work have a row."""
    with where.connection() as connection:
        rows = connection.execute("SELECT username FROM rechterhand_person WHERE username LIKE 'work-%'").fetchall()
    return sorted(int(str(name).removeprefix("work-")) for (name,) in rows)


def test_a_backup_while_somebody_writes_comes_back_whole(embedded: EmbeddedServer) -> None:
    with elsewhere(embedded) as where, elsewhere(embedded) as other:
        code, said = where.run("migrate")
        assert code == 0, said
        (where.data / "files" / "work").mkdir(parents=True, exist_ok=True)
        file, writer = where.data.parent / "backup.tar", Writer(where)
        writer.start()
        try:
            code, said = where.run("backup", str(file))
        finally:
            writer.ended.set()
            writer.join(30)
        assert code == 0, said

        code, said = other.run("restore", str(file))

        assert code == 0, said
        back = numbers(other)
        assert 0 < len(back) < writer.count
        assert back == list(range(len(back)))
        for number in back:
            assert (other.data / "files" / "work" / f"{number}.txt").read_text(encoding="utf-8") == f"work {number}"
        with other.connection() as connection:
            events = connection.execute("SELECT count(*) FROM rechterhand_personevent").fetchone()
            assert events == (len(back),)
            with pytest.raises(psycopg.DatabaseError):
                connection.execute("DELETE FROM rechterhand_personevent")
        code, said = other.run("doctor")
        assert "PostgreSQL" in said
        code, said = other.run("backup", str(other.data.parent / "again.tar"))
        assert code == 0, said


def test_who_may_make_no_role_is_told_what_to_ask_for(embedded: EmbeddedServer) -> None:
    with elsewhere(embedded, may_erase=False) as where:
        code, said = where.run("migrate")

        assert code == 2
        assert f'GRANT {ERASURE_ROLE} TO "{where.name}"' in said.replace("\n", " ")
        with where.connection() as connection:
            left = connection.execute("SELECT to_regclass('rechterhand_person')").fetchone()
            assert left is not None


def test_a_database_with_other_things_in_it_is_left_alone(embedded: EmbeddedServer) -> None:
    with elsewhere(embedded) as where, elsewhere(embedded) as other:
        where.run("migrate")
        file = where.data.parent / "backup.tar"
        code, said = where.run("backup", str(file))
        assert code == 0, said
        with other.connection() as connection:
            connection.execute("CREATE TABLE invoices AS SELECT 7 AS amount")

            for already in ("nothing of ours", "our tables, empty"):
                code, said = other.run("restore", str(file))

                assert (code, "invoices" in said) == (2, True), (already, said)
                assert connection.execute("SELECT amount FROM invoices").fetchone() == (7,)
                if already == "nothing of ours":
                    assert connection.execute("SELECT to_regclass('rechterhand_person')").fetchone() == (None,)
                    assert other.run("migrate")[0] == 0


def test_a_database_on_which_a_workbench_runs_is_left_alone(embedded: EmbeddedServer) -> None:
    with elsewhere(embedded) as where, elsewhere(embedded) as other:
        where.run("migrate")
        file = where.data.parent / "backup.tar"
        where.run("backup", str(file))
        running = start(other.data, DATABASE_URL=other.url, RECHTERHAND_WEB_PROCESSES="1")
        try:
            running.wait_until_ready()
            run = run_command(other.data.with_name("beside"), "restore", str(file), DATABASE_URL=other.url)
            assert (run.returncode, "is running" in run.stderr) == (2, True), run.stderr
        finally:
            running.stop()

        code, said = other.run("restore", str(file))
        assert code == 0, said
