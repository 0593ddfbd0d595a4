"""The files that Vite built, by the names of their sources."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

FOLDER = Path(__file__).parent / "static" / "built"


class NotBuilt(RuntimeError):
    """The browser's files are missing."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} has no manifest.json: run 'make setup', which builds frontend/")


@cache
def manifest() -> dict[str, dict[str, str]]:
    """What was built: source → file."""
    path = FOLDER / "manifest.json"
    if not path.is_file():
        raise NotBuilt(FOLDER)
    found: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def built(source: str) -> SafeString:
    """The element that brings a built file into the page: a style sheet, a module, or the script that runs first."""
    url = static(f"built/{manifest()[source]['file']}")
    if source.endswith(".css"):
        return format_html('<link rel="stylesheet" href="{}">', url)
    if source == "theme.ts":
        return format_html('<script src="{}"></script>', url)
    return format_html('<script type="module" src="{}"></script>', url)
