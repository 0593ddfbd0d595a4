"""Makes the picture of the verdict in the README: ``python tools/picture.py``, with Chromium on the machine.

Runs the real command on the demonstration, opens the page that it wrote, off line, and takes what a reader sees
first: the headline, when it will really be finished and what holds it up. Says so when the page asks for anything from
elsewhere.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "verdict.png"
WIDTH, SCALE, MARGIN = 960, 1.5, 4
NAMES = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    """Make the picture; the exit code."""
    browser = next((path for name in NAMES if (path := shutil.which(name))), None)
    if browser is None:
        print("no Chromium on this machine: see tools/browser.sh")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        command = [str(Path(sys.executable).parent / "rechterhand"), "demo", folder, "--review", "--lang", "en"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        asked = picture(browser, Path(folder) / "review.html")
    if asked:
        print("the page asks for: " + ", ".join(asked))
        return 1
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size // 1024} kB")
    return 0


def picture(browser: str, page: Path) -> list[str]:
    """Take the picture; what the page asked for besides itself."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        context = opened.new_context(
            viewport={"width": WIDTH, "height": 900}, device_scale_factor=SCALE, offline=True, color_scheme="light"
        )
        seen = context.new_page()
        asked: list[str] = []
        seen.on("request", lambda one: asked.append(one.url))
        seen.goto(page.as_uri())
        height = bottom(seen) + MARGIN
        clip = {"x": 0, "y": 0, "width": WIDTH, "height": height}
        seen.screenshot(path=TARGET, full_page=True, clip=clip)
        opened.close()
    return [url for url in asked if url != page.as_uri()]


def bottom(page: Any) -> float:
    """Where the tornado of prices ends."""
    box = page.locator("section > .tornado").bounding_box()  # the causes of a movement are folded
    return float(box["y"] + box["height"])


if __name__ == "__main__":
    sys.exit(main())
