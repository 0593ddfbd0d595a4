"""A plan whose names are one long word each: no page of the workbench grows wider than the window."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from django.urls import reverse
from tests.cases.programme import programme as plan
from tests.journeys.pages_served import signed_in
from tests.web.pages.organisation import NEWEST, Organisation

from rechterhand.engine.simulate.run import Run
from rechterhand.intake import Reading
from rechterhand.intake.bounds import CODE, NAME, bounded
from rechterhand.verdict import Review, review
from rechterhand.web.actions.plans import keep_verdict
from rechterhand.web.bridge import canonical, storage
from rechterhand.web.bridge.rows import activity_rows
from rechterhand.web.data.models import LatestActivity, PlanVersion

pytestmark = pytest.mark.browser
WIDTHS = (1440, 390, 320)


@cache
def _reading() -> Reading:
    made = plan()
    rows = tuple(
        replace(one, name=f"{one.id}{'W' * NAME}"[:NAME], code=f"{one.id}{'C' * CODE}"[:CODE])
        for one in made.activities
    )
    people = tuple(replace(one, name="R" * NAME, role=None, group=None) for one in made.resources)
    return bounded(Reading(replace(made, name="P" * NAME, activities=rows, resources=people)))


@cache
def _review() -> Review:
    return review(_reading(), run=Run(iterations=500, seed=1))


def _wordy(organisation: Organisation) -> None:
    """Her newest version holds the plan with long words, and so do the texts that people typed."""
    kept = storage.keep(organisation.newest.upload, "plan", canonical.packed(_reading()))
    version = keep_verdict(organisation.newest.pk, _review())
    PlanVersion.objects.filter(pk=version.pk).update(plan=kept, comment="T" * 200)
    version.refresh_from_db()
    LatestActivity.objects.filter(project=organisation.haven).delete()
    LatestActivity.objects.bulk_create(activity_rows(version, _review().plan, _review()))
    organisation.newest = version
    for row, most in ((organisation.haven, 200), (organisation.nova, 200)):
        row.name = "N" * most
        row.save()


def _addresses(organisation: Organisation) -> list[str]:
    here = {"project": organisation.haven.slug}
    programme = {"programme": organisation.nova.slug}
    return [
        reverse("portfolio:list"),
        reverse("portfolio:list") + "?view=time",
        reverse("projects:list"),
        reverse("projects:search") + "?q=" + "W" * 60,
        reverse("projects:overview", kwargs=here),
        reverse("projects:change", kwargs=here),
        reverse("projects:people", kwargs=here),
        reverse("projects:history", kwargs=here),
        reverse("projects:programme", kwargs=programme),
        reverse("projects:programme_people", kwargs=programme),
        reverse("projects:programme_history", kwargs=programme),
        reverse("plans:verdict", kwargs=here),
        reverse("plans:versions", kwargs=here),
        reverse("plans:path", kwargs={**here, "number": NEWEST}),
        reverse("plans:export", kwargs={**here, "number": NEWEST}),
        reverse("plans:gantt", kwargs=here),
        reverse("plans:sheet", kwargs=here),
        reverse("plans:compare", kwargs={**here, "old": 1, "new": NEWEST}),
        reverse("plans:uncertainty", kwargs=here),
        reverse("plans:what_if", kwargs=here),
        reverse("plans:activity", kwargs={**here, "activity": 14}),
    ]


_WIDE = """() => [...document.querySelectorAll('body *')]
  .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
  .filter(one => !one.closest('.scroll, .gantt-scroll, .tabulator, svg'))
  .map(one => one.tagName + '.' + one.className).slice(0, 12)"""


def test_one_long_word_stretches_no_page(chromium: Any, address: str) -> None:
    organisation = Organisation()
    _wordy(organisation)
    wide = []
    with signed_in(chromium, address, organisation.anna) as page:
        for path in _addresses(organisation):
            answer = page.goto(address + path)
            assert answer.status == 200, path
            page.locator("[data-island]:not([data-ready=yes])").first.wait_for(state="detached")
            for one in page.locator("main details").all():
                one.evaluate("each => { each.open = true; }")
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    wide.append((path[:60], width, page.evaluate(_WIDE)))
            page.set_viewport_size({"width": 1440, "height": 900})
    assert not wide, "\n".join(map(str, wide))
