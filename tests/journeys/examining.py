"""What every page of the workbench is examined for in a browser."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe


def fits_and_is_accessible(page: Any) -> None:
    """Nothing sticks out at the right, and axe-core finds nothing."""
    page.locator("[data-island]:not([data-ready=yes])").first.wait_for(state="detached")
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
