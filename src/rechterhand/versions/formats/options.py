"""Options: those that only one of two tools has are the tool's, and not somebody's choice; a table carries none."""

from __future__ import annotations

from dataclasses import replace

from rechterhand.record.plan import Plan
from rechterhand.versions.formats.pair import Formats

_OF_BOTH = ("from_finish", "critical_float_minutes", "minutes_per_day", "minutes_per_week", "days_per_month")
"""Options that every tool has."""


def evened(formats: Formats) -> Plan:
    """The dialect and its own rules are as in the old version."""
    if formats.with_table:
        return replace(formats.new, dialect=formats.old.dialect, options=formats.old.options)
    if not formats.two_tools:
        return formats.new
    kept = {name: getattr(formats.new.options, name) for name in _OF_BOTH}
    return replace(formats.new, dialect=formats.old.dialect, options=replace(formats.old.options, **kept))
