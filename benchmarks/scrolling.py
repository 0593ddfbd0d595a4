"""How smoothly a plan of 10,000 activities scrolls in the browser: ``python -m benchmarks scrolling``.

Starts the real workbench in a folder of its own, drops a plan on its first page, waits for the verdict, and scrolls
the Gantt and the sheet through the whole plan: 480 steps down and sideways, one a frame, with the time between frames.
Needs Chromium; a browser without a graphics card draws everything on the processor, as here.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import sync_playwright
from tests.served import served

from benchmarks.measuring import Row
from benchmarks.performance import write_table
from benchmarks.reviewing import staffed_plan
from rechterhand.export.choose import written

SIZE, PEOPLE = 10_000, 100
NAMES = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 20 * 60_000
READY = 1.0
"""Seconds in which the plan should stand on the screen, and in which it should be found by its name."""
SMOOTH = 34.0
"""Milliseconds between two frames at most, in nineteen cases of twenty: thirty frames a second."""
PLACES = {"gantt": ".gantt-scroll", "sheet": ".tabulator-tableholder"}
FRAMES = """(place) => new Promise((done) => {
  const found = [], scroller = document.querySelector(place);
  const down = (scroller.scrollHeight - scroller.clientHeight) / 400;
  let before = 0, step = 0;
  const next = (now) => {
    if (step > 1) found.push(now - before);
    before = now;
    if (++step > 480) return done(found);
    scroller.scrollTop += step < 400 ? down : -7 * down;
    scroller.scrollLeft += step % 80 < 40 ? 20 : -20;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
})"""


def main(_: list[str]) -> int:
    """Run it; 0 when every target is met."""
    browser = next((path for name in NAMES if (path := shutil.which(name))), None)
    if browser is None:
        print("no Chromium on this machine: see tools/browser.sh")
        return 2
    with served(RECHTERHAND_WEB_PROCESSES="1") as running, sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"]).new_page(
            base_url=running.url, viewport={"width": 1440, "height": 900}
        )
        page.set_default_timeout(PATIENCE)
        rows = list(_scrolled(page))
    write_table("scrolling", "python -m benchmarks scrolling", rows)
    return 0 if all(row.met is not False for row in rows) else 1


def _scrolled(page: Any) -> Iterator[Row]:
    """Drop the plan, and scroll both of its pages."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "haven.xml")
        file.write_bytes(written(staffed_plan(SIZE, PEOPLE), file).data)
        page.goto("/")
        page.set_input_files("input[type=file]", file)
        page.locator(".hero").wait_for()
    here = page.url
    for name, place in PLACES.items():
        told = f"{SIZE:,} activities, {name}"
        page.goto(f"{here}{name}/", wait_until="commit")
        begun = page.evaluate("performance.now()")
        page.locator(place).wait_for()
        page.locator("[data-island]:not([data-ready=yes])").first.wait_for(state="detached")
        yield Row(f"{told}: on the screen", (page.evaluate("performance.now()") - begun) / 1000, "s", READY)
        frames = np.array(page.evaluate(FRAMES, place))
        yield Row(f"{told}: time of a frame, 95 % below", float(np.percentile(frames, 95)), "ms", SMOOTH)
        yield Row(f"{told}: time of a frame, the longest", float(frames.max()), "ms")
