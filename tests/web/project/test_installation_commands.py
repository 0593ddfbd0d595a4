"""``createadmin`` and ``doctor`` on a folder of their own, beside a running workbench and without one."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo
from tests.served import READY_WITHIN, Served, run_command, served

from rechterhand.web.project.embedded.place import Place
from rechterhand.web.project.entry.backup import PASSING
from rechterhand.web.project.keeping.archive import ABOUT, FORM, put


@pytest.fixture(scope="module")
def workbench() -> Iterator[Served]:
    with served(RECHTERHAND_WEB_PROCESSES="1") as running:
        yield running


@pytest.fixture
def password_file(tmp_path: Path) -> Path:
    file = tmp_path / "password"
    file.write_text("a sentence to remember\n", encoding="utf-8")
    return file


def test_makes_an_administrator_once(workbench: Served, password_file: Path) -> None:
    first, second = (
        run_command(workbench.data, "createadmin", "--name", name, "--password-file", str(password_file))
        for name in ("Anna", "anna")
    )

    assert (first.returncode, first.stdout.strip()) == (0, "Made: Anna")
    assert second.returncode == 2
    assert "already signs in" in second.stderr


def test_refuses_a_password_that_is_easily_guessed(workbench: Served, tmp_path: Path) -> None:
    (tmp_path / "weak").write_text("12345", encoding="utf-8")

    done = run_command(workbench.data, "createadmin", "--name", "bert", "--password-file", str(tmp_path / "weak"))

    assert done.returncode == 2
    assert "can't be made" in done.stderr


def test_asks_what_it_was_not_told(workbench: Served) -> None:
    done = run_command(workbench.data, "createadmin", "--name", "carla", "--password-file", "/no/such/file")

    assert done.returncode == 2
    assert "no password" in done.stderr


def test_a_healthy_installation_is_well(workbench: Served) -> None:
    workbench.child("job_process")
    done = run_command(workbench.data, "doctor")
    while "1 process does" not in done.stdout and time.monotonic() - workbench.started < READY_WITHIN:
        done = run_command(workbench.data, "doctor")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "✗" not in done.stdout
    for looked_at in ("Java", "Typst", "PostgreSQL 18", "Free space", "Files can be", "1 process does background work"):
        assert looked_at in done.stdout
    assert done.stdout.strip().endswith("Nothing is wrong.")


def test_what_is_wrong_is_told_with_how_to_mend_it(workbench: Served) -> None:
    secret = workbench.data / "secret.key"
    secret.chmod(0o644)
    try:
        done = run_command(workbench.data, "doctor", RECHTERHAND_ADDRESS="http://pmo.example.org")
    finally:
        secret.chmod(0o600)

    assert done.returncode == 1
    assert "→ chmod" in done.stdout
    assert "without https" in done.stdout
    assert "2 things are wrong" in done.stdout


def test_settings_that_are_a_mistake_are_told(workbench: Served) -> None:
    told = {"SECRET_KEY": "short", "RECHTERHAND_WEB_PROCESES": "4", "RECHTERHAND_COLOUR": "red"}
    done = run_command(workbench.data, "doctor", **told)

    assert done.returncode == 1
    assert "RECHTERHAND_WEB_PROCESES; it probably means RECHTERHAND_WEB_PROCESSES" in done.stdout
    assert "Nothing reads the setting RECHTERHAND_COLOUR." in done.stdout
    assert "SECRET_KEY can be guessed" in done.stdout
    assert "Another process on this database signs with another secret" in done.stdout
    assert "The settings fit" not in done.stdout


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RECHTERHAND_TIME_ZONE", "Mars/Olympus"),
        ("RECHTERHAND_PROXIES", "foo"),
        ("RECHTERHAND_OIDC_ISSUER", "https://id.example.org"),
    ],
)
def test_a_setting_with_which_nothing_starts_is_what_is_wrong(workbench: Served, name: str, value: str) -> None:
    done = run_command(workbench.data, "doctor", **{name: value})

    assert done.returncode == 1
    assert f"✗ The setting {name}" in done.stdout or f"✗ {name}" in done.stdout
    assert "broke down" not in done.stdout + done.stderr


def test_a_mail_server_that_does_not_answer_is_told(workbench: Served) -> None:
    told = {
        "RECHTERHAND_SMTP_HOST": "127.0.0.1",
        "RECHTERHAND_SMTP_PORT": "1",
        "RECHTERHAND_MAIL_FROM": "a@example.org",
    }
    done = run_command(workbench.data, "doctor", **told)

    assert "! No mail can be sent by 127.0.0.1" in done.stdout
    assert "→ Check the settings RECHTERHAND_SMTP_" in done.stdout


def test_an_unreachable_database_is_what_is_wrong(tmp_path: Path) -> None:
    done = run_command(tmp_path / "data", "doctor", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")

    assert done.returncode == 1
    assert "→ Check DATABASE_URL" in done.stdout


def rows(running: Served) -> dict[str, list[tuple[object, ...]]]:
    """All rows of every table that is kept."""
    place = Place(running.data / "database")
    with psycopg.connect(make_conninfo("", **place.parameters("rechterhand"))) as connection:
        names = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
        ).fetchall()
        return {
            str(name): sorted(
                connection.execute(sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(name))).fetchall()
            )
            for (name,) in names
            if name not in {*PASSING, "django_migrations"} and not str(name).startswith("procrastinate_")
        }


def jobs(running: Served, *, waiting: str = "") -> list[tuple[object, ...]]:
    """Work that waits, after one more was put there; what looks after the work itself changes by the minute."""
    place = Place(running.data / "database")
    with psycopg.connect(make_conninfo("", **place.parameters("rechterhand"))) as connection:
        if waiting:
            connection.execute(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, args, scheduled_at) "
                "VALUES ('nobodys', %s, '{\"job\": 7}', '2100-01-01')",
                [waiting],
            )
        return connection.execute(
            "SELECT id, task_name, args::text, status::text, scheduled_at FROM procrastinate_jobs "
            "WHERE queue_name = 'nobodys' ORDER BY id"
        ).fetchall()


def test_a_backup_of_a_workbench_in_use_comes_back_the_same(
    workbench: Served, password_file: Path, tmp_path: Path
) -> None:
    run_command(workbench.data, "createadmin", "--name", "Dirk", "--password-file", str(password_file))
    kept = workbench.data / "files" / "plans" / "1" / "plan é.mpp"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(bytes(range(256)) * 400)
    file = tmp_path / "backup.tar"

    work = jobs(workbench, waiting="once")
    made = run_command(workbench.data, "backup", str(file))
    before = rows(workbench)

    assert made.returncode == 0, made.stderr
    assert len(work) == 1
    assert "and 1 file" in made.stdout
    assert file.stat().st_mode & 0o777 == 0o600
    again = run_command(workbench.data, "backup", str(file))
    assert (again.returncode, "--force" in again.stderr) == (2, True)

    folder = Path(tempfile.mkdtemp(prefix="rechterhand-"))
    try:
        back = run_command(folder / "data", "restore", str(file))
        assert back.returncode == 0, back.stderr
        twice = run_command(folder / "data", "restore", str(file))
        assert (twice.returncode, "empty" in twice.stderr) == (2, True)
        with served(folder / "data", RECHTERHAND_WEB_PROCESSES="1") as other:
            assert rows(other) == before
            assert jobs(other) == work
            assert (other.data / "files" / "plans" / "1" / "plan é.mpp").read_bytes() == kept.read_bytes()
    finally:
        shutil.rmtree(folder)


def test_a_workbench_in_use_is_not_overwritten(workbench: Served, tmp_path: Path) -> None:
    file = tmp_path / "backup.tar"
    run_command(workbench.data, "backup", str(file))

    done = run_command(workbench.data, "restore", str(file))

    assert done.returncode == 2
    assert "already runs" in done.stderr


@pytest.mark.parametrize("content", [b"", b"no tar at all", b"\0" * 10_240])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other.tar").write_bytes(content)

    done = run_command(tmp_path / "data", "restore", str(tmp_path / "other.tar"))

    assert done.returncode == 2
    assert "no backup" in done.stderr


def test_a_backup_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = run_command(tmp_path / "data", "restore", str(tmp_path / "nope.tar"))

    assert done.returncode == 2
    assert "There is no such file" in done.stderr


@pytest.mark.parametrize("name", ["files/../../out", "files//etc/passwd", "../out"])
def test_a_backup_that_leads_elsewhere_is_refused_by_name(tmp_path: Path, name: str) -> None:
    file = tmp_path / "other.tar"
    with tarfile.open(file, "w") as archive:
        put(archive, ABOUT, json.dumps({"schema": FORM}).encode())
        put(archive, name, b"x")

    done = run_command(tmp_path / "data", "restore", str(file))

    assert done.returncode == 2
    assert name in " ".join(done.stderr.split())
    assert "mistake of the program" not in done.stderr


@pytest.mark.parametrize("verb", ["serve", "worker", "migrate", "doctor"])
def test_a_plain_installation_says_what_to_install(verb: str) -> None:
    without = "import sys; sys.modules['django'] = sys.modules['platformdirs'] = None; "
    command = [sys.executable, "-c", f"{without}from rechterhand.cli.main import main; main()", verb]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "rechterhand[web]" in done.stderr
