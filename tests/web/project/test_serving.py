"""``rechterhand serve``: everything together, watched over, and ended together."""

from __future__ import annotations

import gzip
import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.served import Served, free_port, run_command, served, start

PARTS = ("postgres -D", "web_process", "job_process")


@pytest.fixture(scope="module")
def workbench() -> Iterator[Served]:
    with served(RECHTERHAND_WEB_PROCESSES="1") as running:
        yield running


@pytest.fixture(scope="module")
def behind_https() -> Iterator[Served]:
    with served(RECHTERHAND_WEB_PROCESSES="1", RECHTERHAND_ADDRESS="https://pmo.example.org") as running:
        yield running


def test_tells_its_health_under_any_name(workbench: Served) -> None:
    live, ready = workbench.get("/health/live", Host="10.0.0.1"), workbench.get("/health/ready", Host="10.0.0.1")

    assert (live[0], json.loads(live[2])) == (200, {"alive": True})
    assert (ready[0], json.loads(ready[2])) == (200, {"database": True, "migrated": True, "loaded": True})


def test_answers_carry_secure_headers_and_the_id_of_the_request(workbench: Served) -> None:
    status, headers, body = workbench.get("/no-such-page", X_Request_ID="abcdefgh-1")

    assert status == 404
    assert b"There is no such page" in body or b"Deze pagina is er niet" in body
    assert headers["x-request-id"] == "abcdefgh-1"
    assert "unsafe" not in headers["content-security-policy"]
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "server" not in headers


def test_pages_go_compressed_and_are_kept_by_nobody_else(workbench: Served) -> None:
    status, headers, body = workbench.get("/", Accept_Encoding="gzip, br")
    plain = workbench.get("/")

    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert b"Rechterhand" in gzip.decompress(body)
    assert len(body) < len(plain[2]) / 2
    assert "content-encoding" not in plain[1]
    assert plain[1]["cache-control"].startswith(("private", "max-age=0, no-cache"))
    assert "Accept-Encoding" in headers["vary"]
    described = workbench.get("/api/v1/openapi.json", Accept_Encoding="gzip")
    assert json.loads(gzip.decompress(described[2]))["openapi"]


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/static/look/mark.svg"])
def test_what_is_no_page_carries_secure_headers_too(workbench: Served, path: str) -> None:
    _, headers, _ = workbench.get(path)

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"


@pytest.mark.parametrize("path", ["/", "/health/live", "/health/ready", "/static/look/mark.svg"])
def test_https_is_told_to_stay_with_everything(behind_https: Served, path: str) -> None:
    asked = {"Host": "pmo.example.org", "X_Forwarded_For": "192.0.2.1"}
    _, secure, _ = behind_https.get(path, **asked, X_Forwarded_Proto="https")
    _, plain, _ = behind_https.get(path, **asked)

    assert secure["strict-transport-security"] == "max-age=31536000"
    assert "strict-transport-security" not in plain


def test_programs_get_problem_documents(workbench: Served) -> None:
    status, headers, body = workbench.get("/api/no-such-thing", Accept_Language="nl")

    assert status == 404
    assert headers["content-type"] == "application/problem+json"
    assert json.loads(body)["title"] == "Deze pagina is er niet."


def test_names_that_are_not_its_own_are_refused(workbench: Served) -> None:
    status, headers, _ = workbench.get("/", Host="elsewhere.example.org")

    assert status == 400
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"


def test_the_log_is_one_json_object_a_line(workbench: Served) -> None:
    workbench.get("/looked-for-in-the-log")

    lines = [line for line in workbench.log.read_text(encoding="utf-8").splitlines() if "looked-for" in line]
    told = json.loads(lines[0])
    assert told["event"] == "request"
    assert (told["status"], told["method"], told["level"]) == (404, "GET", "info")
    assert len(told["request_id"]) == 32


@pytest.mark.parametrize("part", PARTS)
def test_a_killed_part_comes_back(workbench: Served, part: str) -> None:
    before = workbench.child(part)

    os.kill(before, signal.SIGKILL)

    assert workbench.child(part, besides=before)
    workbench.wait_until_ready()


def test_a_second_one_on_the_same_folder_is_told_so(workbench: Served) -> None:
    second = run_command(workbench.data, "serve", "--port", str(free_port()))

    assert second.returncode == 2
    assert "already runs" in second.stderr
    assert str(workbench.process.pid) in second.stderr


def test_a_port_in_use_is_told(workbench: Served, tmp_path: Path) -> None:
    second = run_command(tmp_path / "other", "serve", "--port", str(workbench.port))

    assert second.returncode == 2
    assert f"port {workbench.port}" in " ".join(second.stderr.split())
    assert "--port" in second.stderr


def test_migrating_beside_it_finds_nothing_to_do(workbench: Served) -> None:
    done = run_command(workbench.data, "migrate")

    assert (done.returncode, done.stdout.strip()) == (0, "0 migrations applied.")


@pytest.mark.timeout(900)
def test_all_end_together_and_start_again() -> None:
    with served() as first:
        running = [first]
        try:
            for how in (signal.SIGTERM, signal.SIGINT, signal.SIGKILL):
                running.append(ends_and_starts(running[-1], how))
        finally:
            assert running[-1].stop() == 0


def ends_and_starts(running: Served, how: signal.Signals) -> Served:
    parts = running.children()
    code = running.stop(how)

    assert code == (0 if how != signal.SIGKILL else -9)
    until = time.monotonic() + 60
    left = {pid for pid, line in parts.items() if how != signal.SIGKILL or "postgres" not in line}
    while any(Path(f"/proc/{pid}").exists() for pid in left):
        assert time.monotonic() < until, "a child outlives its parent"
        time.sleep(0.1)

    again = start(running.data)
    again.wait_until_ready()
    return again


def test_listens_on_every_address_only_when_told_by_which_people_come(tmp_path: Path) -> None:
    refused = run_command(tmp_path / "data", "serve", "--host", "0.0.0.0")

    assert refused.returncode == 2
    assert "RECHTERHAND_ADDRESS" in refused.stderr


def test_a_worker_needs_a_database_to_share(tmp_path: Path) -> None:
    refused = run_command(tmp_path / "data", "worker")

    assert refused.returncode == 2
    assert "DATABASE_URL" in refused.stderr


def test_a_database_that_is_not_there_is_told(tmp_path: Path) -> None:
    refused = run_command(tmp_path / "data", "serve", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")

    assert refused.returncode == 2
    assert "DATABASE_URL" in refused.stderr


def test_a_setting_that_does_not_fit_is_told(tmp_path: Path) -> None:
    refused = run_command(tmp_path / "data", "serve", RECHTERHAND_WORKERS="many")

    assert refused.returncode == 2
    assert "RECHTERHAND_WORKERS" in refused.stderr
