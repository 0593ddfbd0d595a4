"""Addresses of other areas: an area that isn't there is not linked to."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse


def to(route: str, **named: object) -> str:
    """The address of a route with the values in it; nothing for a route that is not there."""
    try:
        return reverse(route, kwargs=named or None)
    except NoReverseMatch:
        return ""
