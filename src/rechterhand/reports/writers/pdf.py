"""A document as an accessible PDF on A4. Words go to Typst as data, so that no name can be markup."""

from __future__ import annotations

from importlib import resources

import msgspec
import typst

from rechterhand.reports.document import Document


def write(document: Document) -> bytes:
    """Write a PDF of one page, as PDF/UA-1.

    Letters that the fonts at hand lack can't be in such a file; then the same page is written without that promise.
    """
    template = resources.files("rechterhand.reports.writers").joinpath("paper.typ").read_bytes()
    told = {"document": msgspec.json.encode(document).decode()}
    try:
        return typst.compile(template, format="pdf", sys_inputs=told, pdf_standards=["ua-1"])
    except typst.TypstError:
        return typst.compile(template, format="pdf", sys_inputs=told)
