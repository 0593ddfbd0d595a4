"""Escaping for components that are written thousands of times in a page: Django's own asks of each text whether it is
a lazy one, in several layers.
"""

from __future__ import annotations

from html import escape


def escaped(value: object) -> str:
    """A value as text of HTML or of an attribute; what is HTML already stays as it is."""
    if type(value) is str:
        return escape(value)
    made = getattr(value, "__html__", None)
    return escape(str(value)) if made is None else str(made())
