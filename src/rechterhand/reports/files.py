"""The verdict as a file, by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from rechterhand.reports.kinds.report import verdict_report
from rechterhand.reports.kinds.talk import talk_sheet
from rechterhand.reports.kinds.workbook import workbook
from rechterhand.reports.page import page
from rechterhand.reports.writers import pdf
from rechterhand.schema.documents.review import review_document
from rechterhand.schema.envelope import envelope, to_bytes
from rechterhand.text import Language
from rechterhand.verdict import Review


def verdict_document(review: Review, language: Language, *, stable: bool = True) -> bytes:
    """The document of ``review``; with ``stable`` without timings, so that the same verdict gives the same bytes."""
    source, told = review.plan.source, review.assumptions
    head = envelope("review", source, told, review.timings, language=language, stable=stable)
    return to_bytes(head | review_document(review, language), lines=False)


VERDICT_FILES: Mapping[str, Callable[[Review, Language], bytes]] = MappingProxyType(
    {
        ".pdf": lambda review, language: pdf.write_report(verdict_report(review, language)),
        ".talk.pdf": lambda review, language: pdf.write(talk_sheet(review, language)),
        ".xlsx": workbook,
        ".json": verdict_document,
        ".html": lambda review, language: page(review, language).encode(),
    }
)
"""Report, talk sheet, workbook, document of ``review`` and page; the longest ending that fits a name counts."""


def ending_of(name: str) -> str | None:
    """The ending of a file name that a verdict can be written with; None when there is none."""
    told = name.lower()
    return max((one for one in VERDICT_FILES if told.endswith(one)), key=len, default=None)
