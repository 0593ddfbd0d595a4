"""Live progress in a browser: a page follows its jobs, and one can be stopped and tried again."""

from __future__ import annotations

from typing import Any

import pytest
from tests.journeys.examining import fits_and_is_accessible

pytestmark = pytest.mark.browser


def test_a_review_is_followed_stopped_and_tried_again(enter: Any, dropped: Any) -> None:
    path, state = dropped
    with enter(path, storage_state=state) as page:
        page.get_by_role("button", name="Opnieuw beoordelen").click()
        page.locator(".job").wait_for()
        page.locator(".job[data-state=running]").wait_for(timeout=60_000)
        fits_and_is_accessible(page)
        page.locator(".job button", has_text="Stoppen").click()
        page.get_by_text("Dit is gestopt.").wait_for(timeout=120_000)
        fits_and_is_accessible(page)

        page.get_by_role("button", name="Opnieuw proberen").click()
        page.locator(".job").wait_for()
        page.locator(".job").wait_for(state="detached", timeout=300_000)
        assert page.locator(".hero").is_visible()
