"""Writes every page of the guide in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.template import engines
from django.test import RequestFactory
from django.utils import translation
from tests.web.look.guide.samples import sample

from rechterhand.text import LANGUAGES, Language

PAGES = Path(__file__).parent / "pages"
ERRORS = ("400", "403", "404", "409", "500")


def names() -> list[str]:
    """Pages of the guide, by the names of their files."""
    return sorted(path.stem for path in PAGES.glob("*.html")) + [f"error-{one}" for one in ERRORS]


def page(name: str, language: Language) -> str:
    """One page."""
    with translation.override(language):
        request = RequestFactory().get(f"/{language}/{name}.html", {"sort": "-price"} if name == "portfolio" else {})
        if name.startswith("error-"):
            template = engines["django"].get_template(f"{name.removeprefix('error-')}.html")
        else:
            template = engines["django"].from_string((PAGES / f"{name}.html").read_text(encoding="utf-8"))
        return template.render(sample(language, request), request)


def write(folder: Path) -> Iterator[Path]:
    """Write all pages; gives their paths."""
    for language in LANGUAGES:
        (folder / language).mkdir(parents=True, exist_ok=True)
        for name in names():
            path = folder / language / f"{name}.html"
            path.write_text(page(name, language), encoding="utf-8")
            yield path
