"""Plans for journeys on the command line, and a Chromium for journeys through pages."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.cases.programme import hostile, mspdi, programme
from tests.journeys.here import address
from tests.served import Served, served
from tests.web.conftest import django_db_modify_db_settings, embedded

__all__ = ["address", "django_db_modify_db_settings", "embedded"]

NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as an office keeps it: plans in it and below, a broken one, and what is no plan."""
    folder = tmp_path_factory.mktemp("plans")
    below = folder / "archief"
    below.mkdir()
    (folder / "zaaksysteem.xml").write_text(mspdi(programme()), encoding="utf-8")
    (folder / "vreemd.xml").write_text(mspdi(hostile()).replace("\x1b", ""), encoding="utf-8")
    (below / "zaaksysteem.xml").write_text(mspdi(programme()), encoding="utf-8")
    (folder / "kapot.mpp").write_bytes(b"geen planning" * 40)
    (folder / "notities.docx").write_bytes(b"PK\x03\x04")
    return folder


@pytest.fixture
def plan(plans: Path) -> Path:
    """One good plan."""
    return plans / "zaaksysteem.xml"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for all tests; they skip where the machine has none and none could be installed."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium on this machine: see tools/browser.sh")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's loop runs in this thread, beside the tests
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Visit:
    """A page that is open, and what it did that nobody asked for."""

    page: Any
    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)


@pytest.fixture
def open_page(chromium: Any, tmp_path: Path) -> Callable[..., Any]:
    """Opens a page from a file, off line, in a window of some width."""

    @contextmanager
    def opened(html: str, width: int = 1440, **options: Any) -> Iterator[Visit]:
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        context = chromium.new_context(viewport={"width": width, "height": 900}, offline=True, **options)
        try:
            seen = Visit(context.new_page())
            seen.page.on("request", lambda one: seen.requests.append(one.url))
            seen.page.on("console", lambda one: seen.console.append(one.text))
            seen.page.on("pageerror", lambda one: seen.console.append(str(one)))
            seen.page.on("dialog", lambda one: (seen.dialogs.append(one.message), one.dismiss()))
            seen.page.goto(path.as_uri())
            yield seen
        finally:
            context.close()

    return opened


@pytest.fixture(scope="session")
def workbench() -> Iterator[Served]:
    """A fresh installation that is served, for all journeys through its pages."""
    with served(RECHTERHAND_WEB_PROCESSES="1") as running:
        yield running


@pytest.fixture
def enter(chromium: Any, workbench: Served) -> Callable[..., Any]:
    """Opens a page of the workbench; whatever the browser complains about, its policy included, fails the test."""

    @contextmanager
    def entered(path: str = "/", language: str = "nl", width: int = 1440, **options: Any) -> Iterator[Any]:
        size = {"width": width, "height": 900}
        context = chromium.new_context(viewport=size, locale=language, base_url=workbench.url, **options)
        page = context.new_page()
        page.set_default_timeout(120_000)
        said: list[str] = []
        page.on("console", lambda one: said.append(one.text))
        page.on("pageerror", lambda one: said.append(str(one)))
        try:
            page.goto(path)
            yield page
            assert said == []
        finally:
            context.close()

    return entered


@pytest.fixture(scope="session")
def dropped(chromium: Any, workbench: Served, plans: Path) -> tuple[str, Any]:
    """A guest who dropped a plan and has its verdict: the page's address, and what keeps them signed in."""
    context = chromium.new_context(base_url=workbench.url, locale="nl")
    page = context.new_page()
    page.goto("/")
    page.set_input_files("input[type=file]", plans / "zaaksysteem.xml")
    page.locator(".hero").wait_for(timeout=300_000)
    found = page.url.removeprefix(workbench.url), context.storage_state()
    context.close()
    return found
