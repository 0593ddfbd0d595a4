"""Fifty people at once: runs locust and reads what it and the server's log say."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from django.conf import settings

from benchmarks.web.addresses import Signed
from benchmarks.web.crowd import VISITORS, VISITORS_A_SECOND
from benchmarks.web.found import Visits
from benchmarks.web.kept import HERE, ROOT
from benchmarks.web.server import Server
from rechterhand.web.data.models import Person
from rechterhand.web.queries.visible import projects_of

KINDS = {"overseer": 1, "pmo": 12, "programme_manager": 10, "project_leader": 15, "team_member": 12}
"""Who they are."""


def visited(server: Server, signed: Signed, minutes: float) -> Visits:
    """Let them walk for some minutes."""
    folder = server.log.parent
    site, out = folder / "site.json", folder / "visits"
    site.write_text(json.dumps(_site(signed)), encoding="utf-8")
    command = [sys.executable, "-m", "locust", "-f", str(HERE / "visitors.py"), "--headless", "--only-summary"]
    command += ["--users", str(VISITORS), "--spawn-rate", str(VISITORS_A_SECOND), "--host", server.address]
    command += ["--run-time", f"{int(minutes * 60)}s", "--csv", str(out), "--exit-code-on-error", "0"]
    subprocess.run(command, check=True, cwd=ROOT, env=os.environ | {"BENCH_WEB_SITE": str(site)})
    return _read(server, out, minutes)


def _site(signed: Signed) -> dict[str, object]:
    """Who they are and what they see."""
    visitors = []
    for kind, count in KINDS.items():
        for person in Person.objects.filter(username__startswith=f"{kind}-").order_by("pk")[:count]:
            projects = list(projects_of(person).values_list("slug", flat=True)[:60])
            if projects:
                visitors.append({"cookie": signed.cookie(person), "projects": projects})
    return {"visitors": visitors, "csrf_cookie": settings.CSRF_COOKIE_NAME}


def _read(server: Server, out: Path, minutes: float) -> Visits:
    served: defaultdict[str, list[float]] = defaultdict(list)
    for number, one in server.told().items():
        if number.startswith("visit."):
            served[number.removeprefix("visit.").rpartition(".")[0].replace(".", ":")].append(one.milliseconds)
    with out.with_name(f"{out.name}_stats.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["Name"]: row for row in csv.DictReader(stream)}
    whole = rows.pop("Aggregated")
    seen = {name: float(row["95%"]) for name, row in rows.items()}
    a_second = float(whole["Requests/s"])
    return Visits(int(whole["Request Count"]), int(whole["Failure Count"]), minutes, a_second, dict(served), seen)
