"""The workbench's pages in a browser: a server in this process, somebody who has signed in, and what axe finds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from tests.web.queries.scenery import activity, programme, project, promise, version

from rechterhand.text import Language
from rechterhand.web.data.models import Membership, Person, Role

WIDTHS = (1440, 390, 320)
SHOTS = os.environ.get("RECHTERHAND_SHOTS", "")
"""A folder to put pictures of the pages in, when somebody wants to look at them."""


def violations(page: Any) -> str:
    """What axe-core finds wrong, told; nothing when all is well."""
    found = Axe().run(page)
    return found.generate_report() if found.violations_count else ""


@contextmanager
def signed_in(
    chromium: Any, address: str, person: Person, language: Language = "nl", *, answers: int = 0
) -> Iterator[Any]:
    """A page of this person; what the browser complains about fails the test, but for an answer that was expected."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    name = settings.SESSION_COOKIE_NAME
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale=language, base_url=address)
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda one: said.append(one.text))
    page.on("pageerror", lambda one: said.append(str(one)))
    try:
        yield page
        unasked = [one for one in said if not answers or f" {answers} " not in one]
        assert not unasked, unasked
    finally:
        context.close()


def fits_and_is_accessible(page: Any, name: str) -> None:
    """At every width: nothing sticks out, and axe has nothing to say."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if SHOTS:
            page.screenshot(path=str(Path(SHOTS) / f"{name}-{width}.png"), full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
        found = violations(page)
        assert not found, f"{name} {width}\n{found}"
    page.set_viewport_size({"width": 1440, "height": 900})


def portfolio_of(anna: Person) -> None:
    """A programme and five projects that stand differently."""
    nova = programme("Nova")
    Membership.objects.create(person=anna, programme=nova, role=Role.PMO)
    plans = (
        ("Zaaksysteem vernieuwen", date(2027, 2, 1), date(2027, 3, 15), {"programme": nova, "phase": "delivery"}),
        ("Aanbesteding kade", date(2027, 4, 5), date(2027, 4, 12), {"time_tolerance_days": 10, "method": "prince2"}),
        ("Verhuizing archief", date(2027, 6, 1), date(2027, 5, 12), {"phase": "initiation", "unit": "Facilitair"}),
    )
    for number, (name, promised, p80, fields) in enumerate(plans, 1):
        row = project(name, anna, number=f"P-{number}", tags=["kade"], **fields)
        promise(row, promised)
        for day in (10, 3, 0):
            version(row, date.fromordinal(p80.toordinal() - day * number), p50=date.fromordinal(p80.toordinal() - 25))
        activity(row, 1, "Besluit stuurgroep", is_milestone=True, finish="2027-01-11T09:00Z")
    project("Nog zonder planning", anna)
