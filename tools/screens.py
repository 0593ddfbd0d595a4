"""Takes the pictures of the workbench in its guides: ``python tools/screens.py``, with Chromium on the machine.

Starts the real workbench in a folder of its own, looks around in its demonstration as its PMO'er, waits until every
plan has its verdict, and takes each page as a reader of the guide sees it, in both languages. ``python tools/screens.py
administration`` takes only the pictures of the administrator's guide, from an installation without a demonstration.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "screens"
NAMES = ("chromium", "chromium-browser", "google-chrome")
SIZE = {"width": 1200, "height": 760}
PATIENCE = 15 * 60.0
"""Seconds until every plan of the demonstration has its verdict, at most."""
PASSWORD = "a sentence for pictures"
VERDICT = "a[href$='/plan/']"
"""The link from a project to the verdict of its plan."""


def main(arguments: list[str]) -> int:
    """Take the pictures; the exit code."""
    browser = next((path for name in NAMES if (path := shutil.which(name))), None)
    if browser is None:
        print("no Chromium on this machine: see tools/browser.sh")
        return 2
    TARGET.mkdir(exist_ok=True)
    parts: dict[str, Callable[[Any, str, Path], None]] = {"guide": take, "administration": administer}
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for part in arguments or parts:
            with workbench() as (url, data):
                for language in ("nl", "en"):
                    context = opened.new_context(viewport=SIZE, locale=language, base_url=url, color_scheme="light")
                    page = context.new_page()
                    page.set_default_timeout(60_000)
                    parts[part](page, language, data)
                    context.close()
        opened.close()
    print(f"{TARGET.relative_to(ROOT)}: {sum(one.stat().st_size for one in TARGET.iterdir()) // 1024} kB")
    return 0


@contextmanager
def workbench() -> Iterator[tuple[str, Path]]:
    """A fresh installation, for as long as the pictures take: its address and its data folder."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
        asked.close()
        command = [str(Path(sys.executable).parent / "rechterhand"), "serve", "--port", str(port)]
        told = {**os.environ, "RECHTERHAND_DATA": str(Path(folder) / "data")}
        process = subprocess.Popen(command, env=told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield f"http://localhost:{port}", Path(folder) / "data"
        finally:
            process.terminate()
            process.wait(60)


def administer(page: Any, language: str, data: Path) -> None:
    """What an administrator sees, in one language."""
    reach(page, "/health/ready")
    secret = data.parent / "password"
    secret.write_text(PASSWORD + "\n", encoding="utf-8")
    name = {"nl": "beheer", "en": "admin"}[language]
    command = [str(Path(sys.executable).parent / "rechterhand"), "createadmin", "--name", name]
    told = {**os.environ, "RECHTERHAND_DATA": str(data)}
    subprocess.run([*command, "--password-file", str(secret)], env=told, check=True, stdout=subprocess.DEVNULL)
    page.goto("/account/sign-in/")
    page.locator("#id_login").fill(name)
    page.locator("#id_password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/portfolio/")
    page.goto("/administration/")
    for who, mail in (("Bert Bos", "bert@example.org"), ("Carla Dijk", "carla@example.org")):
        page.locator("#id_name").fill(who)
        page.locator("#id_email").fill(f"{language}.{mail}")
        page.locator("form[action$='/invite/'] button").click()
        page.locator("#invitation").wait_for()
    shot(page, f"invited-{language}")
    for name, path in (("installation", "/administration/installation/"), ("security", "/account/security/")):
        page.goto(path)
        shot(page, f"{name}-{language}")


def take(page: Any, language: str, data: Path) -> None:
    """Every picture of the user's guide, in one language."""
    reach(page, "/")
    if page.locator("form.way-in").count():
        shot(page, f"first-{language}")
        page.locator("form.way-in button").first.click()
        page.locator(".personas").wait_for()
        wait(page)
    page.goto("/look-around/")
    shot(page, f"who-{language}")
    page.locator("input[value=pmo] ~ button, form:has(input[value=pmo]) button").first.click()
    page.wait_for_url("**/portfolio/")
    shot(page, f"portfolio-{language}")
    page.locator("table.dense tbody th a").first.click()
    page.locator("h1").wait_for()
    shot(page, f"project-{language}")
    page.locator(f".tabs {VERDICT}, {VERDICT}").first.click()
    page.locator(".hero").wait_for()
    shot(page, f"verdict-{language}")
    plan = page.url
    for name in ("gantt", "uncertainty", "versions"):
        page.goto(f"{plan}{name}/")
        page.locator("[data-island]:not([data-ready=yes])").first.wait_for(state="detached")
        shot(page, f"{name}-{language}")


def reach(page: Any, path: str) -> None:
    """Open a page once the workbench answers."""
    until = time.monotonic() + 120
    while True:
        try:
            page.goto(path)
            return
        except Exception:
            if time.monotonic() > until:
                raise
            time.sleep(0.5)


def wait(page: Any) -> None:
    """Until every version of the demonstration has its verdict."""
    until = time.monotonic() + PATIENCE
    while page.locator("#reading[hx-get]").count() and time.monotonic() < until:
        time.sleep(3)
        page.goto("/look-around/")


def shot(page: Any, name: str) -> None:
    """What is in sight."""
    page.wait_for_load_state()
    page.wait_for_timeout(400)
    page.screenshot(path=TARGET / f"{name}.png")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
