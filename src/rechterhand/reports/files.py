"""The verdict, and the plan itself, as a file: by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import msgspec

from rechterhand.intake import Reading
from rechterhand.intake.canonical import encoded
from rechterhand.reports.kinds.plan_workbook import plan_workbook
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


def plan_document(reading: Reading, _: Language) -> bytes:
    """The plan as it was read, in full: the form in which it is kept, and read back exactly."""
    return msgspec.json.format(encoded(reading), indent=2) + b"\n"


PLAN_FILES: Mapping[str, Callable[[Reading, Language], bytes]] = MappingProxyType(
    {
        ".plan.xlsx": lambda reading, language: plan_workbook(reading.plan, language),
        ".plan.json": plan_document,
    }
)
"""The plan as tables and in full; for other tools it is written by ``export``."""


def plan_ending_of(name: str) -> str | None:
    """The ending of a file name that a plan can be written with here; None when there is none."""
    return next((one for one in PLAN_FILES if name.lower().endswith(one)), None)


def ending_of(name: str) -> str | None:
    """The ending of a file name that a verdict can be written with; None when there is none."""
    told = name.lower()
    return max((one for one in VERDICT_FILES if told.endswith(one)), key=len, default=None)
