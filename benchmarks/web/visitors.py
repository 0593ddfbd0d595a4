"""People at work in the portfolio, for locust; ``BENCH_WEB_SITE`` names the file that says who they are.

Each walks as such people do: from the portfolio to a project and its verdict, through a plan, searching, keeping
a view. An answer that isn't the page which was asked for is a failure.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import uuid
from pathlib import Path
from typing import Any

from locust import HttpUser, between, task

SITE = json.loads(Path(os.environ["BENCH_WEB_SITE"]).read_text(encoding="utf-8"))
VISITORS = itertools.cycle(SITE["visitors"])


class Visitor(HttpUser):
    """Somebody with a session, who sees some projects."""

    wait_time = between(1, 4)

    def on_start(self) -> None:
        """Who it is."""
        self.one: dict[str, Any] = next(VISITORS)
        self.client.headers["Cookie"] = self.one["cookie"]

    def ask(self, path: str, name: str, **more: Any) -> Any:
        """Ask for a page; the id of the request names the page in the server's log."""
        headers = {"X-Request-ID": f"visit.{name.replace(':', '.')}.{uuid.uuid4().hex[:12]}", **more.pop("headers", {})}
        return self.client.request(more.pop("method", "GET"), path, name=name, headers=headers, **more)

    def project(self) -> str:
        """The address of a project that this person sees."""
        return f"/projects/{random.choice(self.one['projects'])}/"

    @task(5)
    def portfolio(self) -> None:
        """Look how all of it stands, by another order or page or filter."""
        self.ask("/portfolio/", "portfolio:list")
        asked = random.choice(("sort=p80", "health=late", "page=2", "q=haven", "show=timeline", "sort=price"))
        self.ask(f"/portfolio/?{asked}", "portfolio:list")

    @task(6)
    def verdict(self) -> None:
        """From a project to its verdict and an activity in it."""
        place = self.project()
        self.ask(place, "projects:overview")
        self.ask(f"{place}plan/", "plans:verdict")
        self.ask(f"{place}plan/activities/5/", "plans:activity")

    @task(3)
    def plan(self) -> None:
        """A plan as bars and as a sheet, with their rows."""
        place = f"{self.project()}plan/"
        for name in ("gantt", "sheet"):
            self.ask(f"{place}{name}/", f"plans:{name}")
            self.ask(f"{place}{name}/rows/", f"plans:{name}_rows")
        self.ask(f"{place}versions/", "plans:versions")

    @task(3)
    def search(self) -> None:
        """Type in the palette, then see all of it."""
        word = random.choice(("aanbesteding", "migration", "kade", "oplevering", "stadhuis"))
        for typed in (word[:3], word[:5], word):
            self.ask(f"/projects/palette/?q={typed}", "projects:palette")
        self.ask(f"/projects/search/?q={word}", "projects:search")

    @task(2)
    def around(self) -> None:
        """Lists, people and what happened."""
        self.ask("/projects/", "projects:list")
        place = self.project()
        self.ask(f"{place}people/", "projects:people")
        self.ask(f"{place}history/", "projects:history")

    @task(1)
    def view(self) -> None:
        """Keep a view of the portfolio."""
        page = self.ask("/portfolio/?health=late&sort=p80", "portfolio:list")
        token = page.text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
        cookie = f"{self.one['cookie']}; {SITE['csrf_cookie']}={page.cookies.get(SITE['csrf_cookie'], '')}"
        told = {"name": f"Bezoek {random.randint(1, 5)}", "query": "health=late&sort=p80", "csrfmiddlewaretoken": token}
        headers = {"Cookie": cookie, "Referer": f"{self.host}/portfolio/"}
        self.ask("/portfolio/views/keep/", "portfolio:keep", method="POST", data=told, headers=headers)
