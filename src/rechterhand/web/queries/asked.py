"""Numbers as addresses and forms tell them, which may be anything."""

from __future__ import annotations

LONGEST = 18
"""Digits of the largest key that the database knows."""


def whole(told: str, otherwise: int = 0) -> int:
    """The whole number that a text is; something else for a text that is none, or that no key can be."""
    return int(told) if told.isdecimal() and len(told) <= LONGEST else otherwise


def page_of(told: str) -> int:
    """Which page of a list is asked for; the first where that makes no sense."""
    return max(1, whole(told)) if len(told) < 7 else 1
