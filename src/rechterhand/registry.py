"""A folder is a registry: each module in it declares one object, and its key is the file's name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Hashable, Mapping
from functools import cache
from types import MappingProxyType
from typing import TypeVar, cast

Member = TypeVar("Member")


def members(package: str, attribute: str, kind: type[Member]) -> Mapping[str, Member]:
    """Find the members of a registry folder, by file name in alphabetical order.

    Parameters
    ----------
    package
        Dotted name of the folder, such as ``rechterhand.findings.checks``.
    attribute
        The name every module declares, such as ``check``.
    kind
        The class of the declared object.

    Raises
    ------
    TypeError
        A module without exactly that object: a member is never left out silently.
    """
    return cast(Mapping[str, Member], _members(package, attribute, cast(Hashable, kind)))


@cache
def _members(package: str, attribute: str, kind: type[object]) -> Mapping[str, object]:
    folder = importlib.import_module(package)
    found: dict[str, object] = {}
    for info in sorted(pkgutil.iter_modules(folder.__path__), key=lambda item: item.name):
        module = importlib.import_module(f"{package}.{info.name}")
        declared = getattr(module, attribute, None)
        if not isinstance(declared, kind):
            raise TypeError(f"{module.__name__} declares no '{attribute}' of type {kind.__name__}")
        found[info.name] = declared
    return MappingProxyType(found)
