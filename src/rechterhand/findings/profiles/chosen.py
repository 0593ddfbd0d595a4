"""The checks that there are, as a profile names them: by id, by code, by the beginning of codes, or all."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from functools import cache

from rechterhand.findings.check import Check
from rechterhand.registry import members

PACKAGE = "rechterhand.findings.checks"
ALL = "all"
_PREFIX = re.compile(r"[A-Z]{2}\d{0,2}")


def checks() -> dict[str, Check]:
    """Every check by its id."""
    return dict(members(PACKAGE, "check", Check))


@cache
def codes() -> tuple[str, ...]:
    """Every code of the literature that a check carries."""
    return tuple(sorted({code for check in checks().values() for code in check.codes}))


def named(name: str) -> frozenset[str]:
    """The ids of the checks that a name stands for; none when it stands for nothing.

    Raises nothing: 'leads' is an id, 'DC02' a code, 'DC' and 'SC1' begin codes, 'all' is every check.
    """
    if name == ALL:
        return frozenset(checks())
    if name in checks():
        return frozenset({name})
    if _PREFIX.fullmatch(name.upper()):
        return frozenset(
            key for key, check in checks().items() if any(code.startswith(name.upper()) for code in check.codes)
        )
    return frozenset()


def exactly(name: str) -> frozenset[str]:
    """The same for an id or a whole code alone."""
    return named(name) if name in checks() or name.upper() in codes() else frozenset()


def names() -> Iterable[str]:
    """What may be written, for suggestions: ids, codes, and the letters that codes begin with."""
    return (*checks(), *codes(), *sorted({code[:2] for code in codes()}), ALL)


@cache
def choices(key: str) -> frozenset[str]:
    """The choices of a check as its manual names them: '<id>.<choice>', or '.<choice>' after the first.

    Raises nothing; empty for a check without choices, and where Python left manuals out.
    """
    manual = importlib.import_module(f"{PACKAGE}.{key}").__doc__ or ""
    found = re.findall(rf"``(?:{re.escape(key)})?\.([a-z_]+)(?: *=[^`]*)?``", manual)
    return frozenset(f"{key}.{one}" for one in found)
