"""The tool's own settings differ from those of the house: the same plan gives other dates elsewhere.

Informs about settings that decide dates and aren't as the house has them: dates of constraints go before links
(``odd_settings.honour_constraints``, 1), out-of-sequence work keeps its logic (``.retained_logic``, 1), expected
finishes are used (``.expected_finish``, 0), the float up to which work is called critical (``.critical_days``, 0), the
plan is made from its finish (``.from_finish``, 0), external links are ignored (``.ignore_external``, 0). 2 says that a
setting doesn't matter. These are conventions: a profile has those of the house. Tables have no such settings.

Source: our own (SC65).
Bad: one plan of the programme is computed with 'progress override', the others with 'retained logic'.
Good: all plans of the programme have the settings that the planning agreement names.
"""

from __future__ import annotations

from collections.abc import Iterator

from rechterhand.findings.check import Check, Finding, Severity, Subject, not_applicable, noted
from rechterhand.record.plan import Dialect, ProgressMode
from rechterhand.text import Message

LIMIT = 0.0
KEY = "odd_settings"
ROUNDING = 1e-6
WITHOUT_SETTINGS = frozenset({"XLSX", "XLSM", "XLSB", "XLS", "ODS", "CSV", "TSV", "PSPLIB"})


def find(subject: Subject) -> Finding:
    """Count the settings that aren't as usual."""
    if not subject.populations.inc_plus.any():
        return not_applicable(Message.of("checks.odd_settings.nothing"))
    if subject.plan.source.format.upper() in WITHOUT_SETTINGS:
        return not_applicable(Message.of("checks.odd_settings.format", format=subject.plan.source.format))
    looked = list(_looked_at(subject))
    odd = [told for told, is_odd in looked if is_odd]
    limit = subject.limit(KEY, LIMIT)
    if odd:
        summary = Message.of("checks.odd_settings.summary", count=len(odd), settings=tuple(odd))
    else:
        summary = Message.of("checks.odd_settings.usual", population=len(looked))
    return Finding(noted(len(odd), limit), len(looked), float(len(odd)), limit, summary)


def _looked_at(subject: Subject) -> Iterator[tuple[Message, bool]]:
    """What there is to say of each setting that the tool has, and whether it isn't as the house has it."""
    options = subject.plan.options
    if subject.plan.dialect is Dialect.PRIMAVERA:
        yield from _of_primavera(subject)
    else:
        wanted = subject.limit(f"{KEY}.honour_constraints", 1)
        on, off = (
            Message.of("checks.odd_settings.honour_constraints.on"),
            Message.of("checks.odd_settings.honour_constraints.off"),
        )
        yield _choice(wanted, (off, on), on=options.honour_constraints)
    wanted = subject.limit(f"{KEY}.from_finish", 0)
    on, off = Message.of("checks.odd_settings.from_finish.on"), Message.of("checks.odd_settings.from_finish.off")
    yield _choice(wanted, (off, on), on=options.from_finish)
    days = options.critical_float_minutes / (options.minutes_per_day or 480)
    differs = abs(days - subject.limit(f"{KEY}.critical_days", 0)) > ROUNDING
    yield Message.of("checks.odd_settings.critical_days", days=days), differs


def _of_primavera(subject: Subject) -> Iterator[tuple[Message, bool]]:
    options = subject.plan.options
    wanted = subject.limit(f"{KEY}.retained_logic", 1)
    on, off = Message.of("checks.odd_settings.retained_logic.on"), Message.of("checks.odd_settings.retained_logic.off")
    yield _choice(wanted, (off, on), on=options.progress is ProgressMode.RETAINED_LOGIC)
    wanted = subject.limit(f"{KEY}.expected_finish", 0)
    on, off = (
        Message.of("checks.odd_settings.expected_finish.on"),
        Message.of("checks.odd_settings.expected_finish.off"),
    )
    yield _choice(wanted, (off, on), on=options.use_expected_finish)
    wanted = subject.limit(f"{KEY}.ignore_external", 0)
    on, off = (
        Message.of("checks.odd_settings.ignore_external.on"),
        Message.of("checks.odd_settings.ignore_external.off"),
    )
    yield _choice(wanted, (off, on), on=options.ignore_external_links)


def _choice(wanted: float, told: tuple[Message, Message], *, on: bool) -> tuple[Message, bool]:
    """What is so, and whether it isn't as wanted; any other number than 0 and 1 wants nothing."""
    return told[on], wanted in {0, 1} and bool(wanted) is not on


check = Check(
    codes=("SC65",),
    reference="Own convention",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
    informs=True,
)
