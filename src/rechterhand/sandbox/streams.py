"""One property of many Java objects in one go, without a call from Python for each."""

from __future__ import annotations

from typing import Any

_SEPARATOR = "\x1f"


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
    from java.lang import Object, String  # noqa: PLC0415 - exists once Java runs
    from java.lang.invoke import (  # noqa: PLC0415 - exists once Java runs
        MethodHandleProxies,
        MethodHandles,
        MethodType,
    )
    from java.util.function import Function  # noqa: PLC0415 - exists once Java runs
    from java.util.stream import Collectors  # noqa: PLC0415 - exists once Java runs
    from jpype import JClass  # noqa: PLC0415 - exists once Java runs

    if objects.isEmpty():
        return []
    lookup = MethodHandles.publicLookup()
    get = lookup.findVirtual(JClass(owner).class_, getter, MethodType.methodType(JClass(result).class_))
    write = lookup.findStatic(String.class_, "valueOf", MethodType.methodType(String.class_, Object.class_))
    as_function = MethodHandleProxies.asInterfaceInstance
    texts = objects.stream().map(as_function(Function.class_, get)).map(as_function(Function.class_, write))
    return str(texts.collect(Collectors.joining(_SEPARATOR))).split(_SEPARATOR)
