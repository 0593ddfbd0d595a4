"""Codes: one tool writes the whole path of a summary, another its last part, a third has numbers of its own."""

from __future__ import annotations

from dataclasses import replace

from rechterhand.record.activity import Activity
from rechterhand.record.plan import Plan
from rechterhand.versions.formats.pair import Formats

AGREEING = 0.6
"""Share of the rows of one kind whose codes agree, below which both formats number by themselves."""


def evened(formats: Formats) -> Plan:
    """Codes that are a part of each other are one code; where most differ, codes say nothing."""
    own = {kind for kind in (True, False) if _by_themselves(formats, summaries=kind)}

    def change(old: Activity, new: Activity) -> Activity:
        if new.type.is_summary in own or _alike(old.code, new.code):
            return replace(new, code=old.code)
        return new

    return formats.each(change)


def _by_themselves(formats: Formats, *, summaries: bool) -> bool:
    found = [
        _alike(old.code, new.code)
        for old, new in formats.both()
        if old.code and new.code and new.type.is_summary is summaries
    ]
    return bool(found) and sum(found) < AGREEING * len(found)


def _alike(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return True
    longer, shorter = sorted((one, other), key=len, reverse=True)
    return longer == shorter or longer.endswith("." + shorter)
