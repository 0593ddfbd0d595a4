"""kill -9 of any part in the middle of an import: what was acknowledged is there afterwards, once and whole."""

from __future__ import annotations

import os
import re
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import requests
from psycopg.conninfo import make_conninfo
from psycopg.rows import dict_row
from tests.cases.programme import mspdi, programme
from tests.served import Served, served

from rechterhand.web.project.embedded.place import Place

PLAN = mspdi(programme()).encode()
PARTS = {"postgres": "postgres -D", "web": "web_process", "worker": "job_process"}

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def workbench() -> Iterator[Served]:
    with served(RECHTERHAND_WEB_PROCESSES="1") as running:
        yield running


def asked(running: Served, query: str, *values: Any) -> list[dict[str, Any]]:
    """Rows of the database, once it answers again."""
    until = time.monotonic() + 60
    where = make_conninfo("", **Place(running.data / "database").parameters("rechterhand"))
    while True:
        try:
            with psycopg.connect(where, row_factory=dict_row) as connection:
                return connection.execute(query, values).fetchall()
        except psycopg.OperationalError:
            assert time.monotonic() < until
            time.sleep(0.2)


class Guest:
    """Somebody who drops a plan on the first page."""

    def __init__(self, running: Served) -> None:
        self.running, self.session = running, requests.Session()
        page = self.session.get(running.url, timeout=60).text
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert found, page
        self.token = found[1]

    def drop(self, name: str) -> str:
        """Gives the slug of the project that the plan is in now."""
        answer = self.session.post(
            f"{self.running.url}/drop/",
            data={"csrfmiddlewaretoken": self.token},
            files={"plan": (name, PLAN)},
            headers={"Referer": self.running.url},
            allow_redirects=False,
            timeout=60,
        )
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"].strip("/").split("/")[1]


def jobs_of(running: Served, slug: str) -> list[dict[str, Any]]:
    return asked(
        running,
        "SELECT j.kind, j.state, j.attempts FROM rechterhand_job j JOIN rechterhand_project p ON p.id = j.project_id "
        "WHERE p.slug = %s ORDER BY j.created_at",
        slug,
    )


def wait_for_jobs(running: Served, slug: str, states: list[tuple[str, str]]) -> None:
    until = time.monotonic() + 300
    while (found := [(one["kind"], one["state"]) for one in jobs_of(running, slug)]) != states:
        assert time.monotonic() < until, (found, running.log.read_text(encoding="utf-8")[-6000:])
        time.sleep(0.1)


def being_read(running: Served, slug: str) -> bool:
    """Waits until the plan is being read; False when that was over before anybody could see it, which is soon."""
    where = make_conninfo("", **Place(running.data / "database").parameters("rechterhand"))
    query = "SELECT j.state FROM rechterhand_job j JOIN rechterhand_project p ON p.id = j.project_id WHERE p.slug = %s"
    with psycopg.connect(where, autocommit=True) as connection:
        while True:
            states = [one[0] for one in connection.execute(query, (slug,)).fetchall()]
            if states != ["waiting"]:
                return states == ["running"]


@pytest.mark.parametrize("part", PARTS)
def test_an_import_survives_the_end_of_any_part(workbench: Served, part: str) -> None:
    guest = Guest(workbench)
    slug = next(slug for one in range(9) if being_read(workbench, slug := guest.drop(f"Haven {part} {one}.xml")))

    os.kill(workbench.child(PARTS[part]), signal.SIGKILL)

    wait_for_jobs(workbench, slug, [("import_plan", "done"), ("review_version", "done")])
    workbench.wait_until_ready()
    (version,) = asked(
        workbench,
        "SELECT v.*, (SELECT count(*) FROM rechterhand_latestactivity a WHERE a.version_id = v.id) AS rows "
        "FROM rechterhand_planversion v JOIN rechterhand_project p ON p.id = v.project_id WHERE p.slug = %s",
        slug,
    )
    assert version["reviewed_at"] is not None
    assert version["rows"] == len(programme().activities)
    files = workbench.data / "files"
    assert (files / version["original"]).read_bytes() == PLAN
    folder = (files / version["original"]).parent
    left = {str(one.relative_to(files)) for one in folder.iterdir() if not one.name.startswith("page-of-")}
    assert left == {version[one] for one in ("original", "plan", "verdict_nl", "verdict_en")}
    assert len(list(folder.iterdir())) == len(left) + 2, "what the page shows of each verdict stands beside it"


def test_an_upload_that_is_cut_off_leaves_nothing(workbench: Served) -> None:
    guest, before = Guest(workbench), kept(workbench)
    body = guest.session.prepare_request(
        requests.Request(
            "POST",
            f"{workbench.url}/drop/",
            data={"csrfmiddlewaretoken": guest.token},
            files={"plan": ("half.xml", PLAN * 20)},
            headers={"Referer": workbench.url},
        )
    )
    assert isinstance(body.body, bytes)
    lines = "".join(f"{name}: {value}\r\n" for name, value in {**body.headers, "Host": "localhost"}.items())
    with socket.create_connection(("localhost", workbench.port)) as sent:
        sent.sendall(f"POST /drop/ HTTP/1.1\r\n{lines}\r\n".encode() + body.body[: len(body.body) // 2])
        time.sleep(1)
        os.kill(workbench.child("web_process"), signal.SIGKILL)
    workbench.wait_until_ready()

    assert kept(workbench) == before


def kept(running: Served) -> tuple[set[Path], int]:
    """The files, and how many projects there are."""
    files = {one for one in (running.data / "files").rglob("*") if one.is_file()}
    return files, asked(running, "SELECT count(*) AS n FROM rechterhand_project")[0]["n"]
