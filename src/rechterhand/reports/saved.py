"""A verdict, checks or a comparison as a file, from Python: page, workbook, document or the sheet for the talk."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from rechterhand.errors import BadInput
from rechterhand.findings.examined import Checked, Examined
from rechterhand.schema.documents import compare
from rechterhand.schema.documents.check import check_document
from rechterhand.schema.envelope import envelope, to_bytes
from rechterhand.text import LANGUAGES, Language, Message
from rechterhand.text.system import refusal_of
from rechterhand.verdict import Review
from rechterhand.versions.compare import Comparison
from rechterhand.versions.series import Series, of_steps

_KINDS = (".html", ".htm", ".json", ".xlsx")
_SHEETS = (".html", ".htm", ".pdf")


Made: TypeAlias = Review | Checked | Examined | Comparison | Series


def write(made: Made, path: str | Path, *, lang: Language = "en", talk: bool = False, stable: bool = False) -> Path:
    """Write a verdict, checks or a comparison to a file, as the command does; its suffix says as what.

    Parameters
    ----------
    made
        What ``rh.review``, ``rh.check``, ``rh.compare`` or ``rh.series`` gave.
    path
        ``.html`` for the page, ``.xlsx`` for the workbook, ``.json`` for the document, ``.pdf`` for the report of a
        verdict; with ``talk`` ``.html`` or ``.pdf``. A file that is there is written over.
    lang
        'nl' or 'en'.
    talk
        The sheet for the talk with the project leader, in place of the page; of a verdict.
    stable
        Leave timings out of the document: equal input gives equal bytes.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    BadInput
        The suffix or the language is none of these, it is nothing that is written, or the file can't be written.

    Examples
    --------
    >>> import rechterhand as rh
    >>> verdict = rh.review("plan.mpp")  # doctest: +SKIP
    >>> rh.write(verdict, "verdict.html", lang="nl")  # doctest: +SKIP
    >>> rh.write(verdict, "talk.pdf", talk=True)  # doctest: +SKIP
    >>> rh.write(rh.check("plan.mpp", against="before.mpp"), "checks.html")  # doctest: +SKIP
    >>> rh.write(rh.compare("march.mpp", "april.mpp"), "changes.xlsx")  # doctest: +SKIP
    """
    target = Path(path)
    suffix = target.suffix.lower()
    known = _SHEETS if talk else (*_KINDS, ".pdf") if isinstance(made, Review) else _KINDS
    if lang not in LANGUAGES:
        raise BadInput(Message.of("report.saved.language", known=", ".join(LANGUAGES)))
    if suffix not in known:
        told = Message.of("report.saved.suffix", suffix=suffix or "–", suffixes=", ".join(known))
        known_sheet = suffix in _SHEETS and not isinstance(made, (Checked, Examined, Comparison, Series))
        hint = Message.of("report.saved.talk_hint") if known_sheet else None
        raise BadInput(told, where={"file": str(target)}, hint=hint)
    data = _data(made, suffix, lang, talk=talk, stable=stable)
    try:
        target.write_bytes(data)
    except OSError as error:
        raise BadInput(Message.of("cli.cannot_write", told=refusal_of(error)), where={"file": str(target)}) from error
    return target


def _data(made: Made, suffix: str, lang: Language, *, talk: bool, stable: bool) -> bytes:
    if isinstance(made, Review):
        return _sheet(made, suffix, lang) if talk else _verdict(made, suffix, lang, stable=stable)
    if not isinstance(made, (Checked, Examined, Comparison, Series)):
        raise BadInput(Message.of("report.saved.kind"))
    if talk:
        raise BadInput(Message.of("report.saved.no_talk"))
    if isinstance(made, (Checked, Examined)):
        return _checks(made.examined if isinstance(made, Checked) else made, suffix, lang, stable=stable)
    return _changes(of_steps((made,)) if isinstance(made, Comparison) else made, suffix, lang, stable=stable)


def _changes(made: Series, suffix: str, lang: Language, *, stable: bool) -> bytes:
    if suffix == ".json":
        return to_bytes(compare.document(made, lang, stable=stable), lines=False)
    if suffix == ".xlsx":
        from rechterhand.reports.kinds.changes import workbook  # noqa: PLC0415 - only when asked

        return workbook(made, lang)
    from rechterhand.reports.changed import changed_page  # noqa: PLC0415 - only when asked

    return changed_page(made, lang).encode()


def _checks(made: Examined, suffix: str, lang: Language, *, stable: bool) -> bytes:
    if suffix == ".json":
        head = envelope("check", made.plan.source, made.assumptions, made.timings, language=lang, stable=stable)
        return to_bytes(head | check_document(made.checks, lang), lines=False)
    if suffix == ".xlsx":
        from rechterhand.reports.kinds.checks_workbook import checks_workbook  # noqa: PLC0415 - only when asked

        return checks_workbook(made, lang)
    from rechterhand.reports.checks_page import checks_page  # noqa: PLC0415 - only when asked

    return checks_page(made, lang).encode()


def _sheet(review: Review, suffix: str, lang: Language) -> bytes:
    if suffix == ".pdf":
        from rechterhand.reports.files import VERDICT_FILES  # noqa: PLC0415 - only when asked

        return VERDICT_FILES[".talk.pdf"](review, lang)
    from rechterhand.reports.kinds.talk import talk_sheet  # noqa: PLC0415 - only when asked
    from rechterhand.reports.writers import html  # noqa: PLC0415 - only when asked

    return html.write(talk_sheet(review, lang))


def _verdict(review: Review, suffix: str, lang: Language, *, stable: bool) -> bytes:
    from rechterhand.reports.files import VERDICT_FILES, verdict_document  # noqa: PLC0415 - only when asked

    if suffix == ".json":
        return verdict_document(review, lang, stable=stable)
    return VERDICT_FILES[".html" if suffix == ".htm" else suffix](review, lang)
