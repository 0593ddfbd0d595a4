"""One property of many Java objects in one go, without a call from Python for each."""

from __future__ import annotations

from typing import Any

from rechterhand.sandbox.java_handles import interface, java, lookup, signature, virtual

_SEPARATOR = "\x1f"
_FUNCTION = "java.util.function.Function"


def texts_of(objects: Any, owner: str, getter: str, result: str) -> list[str]:
    """The text of one getter's answer for each object of a Java list, joined inside Java.

    Parameters
    ----------
    objects
        A ``java.util.List`` of objects of class ``owner``.
    owner, getter, result
        Class name, method name without parameters, and class name of what it returns. Where it returns nothing
        the text is 'null'.
    """
    from java.lang import String  # noqa: PLC0415 - exists once Java runs
    from java.util.stream import Collectors  # noqa: PLC0415 - exists once Java runs

    if objects.isEmpty():
        return []
    get = interface(_FUNCTION, virtual(owner, getter, result))
    write = lookup().findStatic(
        java("java.lang.String").class_, "valueOf", signature("java.lang.String", "java.lang.Object")
    )
    texts = objects.stream().map(get).map(interface(_FUNCTION, write))
    return str(texts.collect(Collectors.joining(String(_SEPARATOR)))).split(_SEPARATOR)
