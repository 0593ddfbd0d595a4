"""A document or a report as an accessible PDF on A4. Words go to Typst as data, so that no name can be markup."""

from __future__ import annotations

from importlib import resources

import msgspec
import typst

from rechterhand.reports.document import Document, Report


def write(document: Document) -> bytes:
    """Write a PDF of one page, as PDF/UA-1.

    Letters that the fonts at hand lack can't be in such a file; then the same page is written without that promise.
    """
    return _compiled("paper.typ", {"document": msgspec.json.encode(document).decode()})


def write_report(report: Report) -> bytes:
    """Write a PDF of as many pages as it takes, as PDF/UA-1 where the letters allow it, as above."""
    return _compiled("report.typ", {"report": msgspec.json.encode(report).decode()})


def _compiled(name: str, told: dict[str, str]) -> bytes:
    template = resources.files("rechterhand.reports.writers").joinpath(name).read_bytes()
    try:
        return typst.compile(template, format="pdf", sys_inputs=told, pdf_standards=["ua-1"])
    except typst.TypstError:
        return typst.compile(template, format="pdf", sys_inputs=told)
