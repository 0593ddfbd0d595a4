"""Writes every page of the guide in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.template import engines
from django.test import RequestFactory
from django.utils import timezone, translation
from tests.web.look.guide.samples import sample

from rechterhand.text import LANGUAGES, Language
from rechterhand.web.actions.errors import Conflict
from rechterhand.web.pages.saving import conflicting
from rechterhand.web.project.errors import TEMPLATE, problem, refused

PAGES = Path(__file__).parent / "pages"
ERRORS = ("400", "403", "404", "409", "500")


def names() -> list[str]:
    """Pages of the guide, by the names of their files."""
    return sorted(path.stem for path in PAGES.glob("*.html")) + [f"error-{one}" for one in ERRORS]


def page(name: str, language: Language) -> str:
    """One page."""
    with translation.override(language):
        request = RequestFactory().get(f"/{language}/{name}.html", {"sort": "-price"} if name == "portfolio" else {})
        told = sample(language, request)
        if name.startswith("error-"):
            template = engines["django"].get_template(TEMPLATE)
            told |= wrong(name.removeprefix("error-"), language)
        else:
            template = engines["django"].from_string((PAGES / f"{name}.html").read_text(encoding="utf-8"))
        return template.render(told, request)


def wrong(status: str, language: Language) -> dict[str, Any]:
    """What a page says of a request that came to nothing; of a conflict, what two people made of it."""
    if status != "409":
        return {"problem": refused(int(status), language)}
    conflict = Conflict({"role": "chair"}, {"role": "reader"}, 2, by="Anna de Wit", at=timezone.now())
    return {"problem": problem(conflict, language), "outcome": conflicting(conflict), "back": "/"}


def write(folder: Path) -> Iterator[Path]:
    """Write all pages; gives their paths."""
    for language in LANGUAGES:
        (folder / language).mkdir(parents=True, exist_ok=True)
        for name in names():
            path = folder / language / f"{name}.html"
            path.write_text(page(name, language), encoding="utf-8")
            yield path
