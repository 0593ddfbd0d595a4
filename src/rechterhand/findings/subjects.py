"""What checks are about, for lists of many: a subject by the codes of the literature."""

from __future__ import annotations

from rechterhand.findings.check import Check
from rechterhand.text import Message

_CODES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("logic", ("DC01", "DC02", "DC03", "DC04", *(f"SC{number:02}" for number in range(1, 18)), "GA02")),
    ("constraints", ("DC05", *(f"SC{number}" for number in range(18, 23)))),
    ("calendars", ("SC23", "SC24", "SC25", "SC44", "SC45")),
    ("durations", ("DC08", "SC40", "SC41", "SC42", "SC43", "GA04")),
    ("progress", ("DC09", *(f"SC{number}" for number in range(26, 36)), "GA09")),
    ("baseline", ("DC11", "DC13", "DC14", "SC36", "SC37", "SC38", "SC39", "GA10")),
    ("resources", ("DC10", "SC55", "SC56", "SC57", "SC67", "GA03")),
    ("path", ("DC06", "DC07", "DC12", *(f"SC{number}" for number in range(46, 52)), "GA06", "GA07")),
    ("structure", ("SC52", "SC53", "SC54", "SC69", "SC70", "GA01", "GA05")),
    ("risk", ("SC61", "SC62", "SC63", "SC64", "GA08")),
    ("file", ("SC58", "SC59", "SC60", "SC65", "SC66", "SC68")),
)
_SUBJECT = {code: subject for subject, codes in _CODES for code in codes}
_TITLES = {
    "logic": Message.of("subjects.logic"),
    "constraints": Message.of("subjects.constraints"),
    "calendars": Message.of("subjects.calendars"),
    "durations": Message.of("subjects.durations"),
    "progress": Message.of("subjects.progress"),
    "baseline": Message.of("subjects.baseline"),
    "resources": Message.of("subjects.resources"),
    "path": Message.of("subjects.path"),
    "structure": Message.of("subjects.structure"),
    "risk": Message.of("subjects.risk"),
    "file": Message.of("subjects.file"),
}

SUBJECTS = tuple(_TITLES)
"""Every subject, in the order in which lists have them."""


def subject_of(check: Check) -> str:
    """The subject of a check, by the first of its codes that has one. Raises KeyError for a code nobody knows."""
    return next((_SUBJECT[code] for code in check.codes if code in _SUBJECT), None) or _SUBJECT[check.codes[0]]


def subject_title(subject: str) -> Message:
    """A subject for people."""
    return _TITLES[subject]
