"""Method handles: a loop over Java objects that stays in Java is composed of them, for want of a compiler."""

from __future__ import annotations

from functools import cache
from typing import Any

_PRIMITIVES = {"void": "java.lang.Void", "boolean": "java.lang.Boolean"}


@cache
def java(name: str) -> Any:
    """A class by its full name; '[L…;' names an array."""
    from jpype import JClass  # noqa: PLC0415 - exists once Java runs

    return JClass(name)


def lookup() -> Any:
    """Finds handles of what is public, and of members that were opened."""
    return _method_handles().publicLookup()


def opened(member: Any) -> Any:
    """A field or method that isn't public, made reachable."""
    member.setAccessible(True)
    return member


def signature(result: str, *parameters: str) -> Any:
    """A ``MethodType`` of class names; 'void' and 'boolean' are the primitives."""
    plain = java(_PRIMITIVES[result]).TYPE if result in _PRIMITIVES else java(result).class_
    return java("java.lang.invoke.MethodType").methodType(plain, _classes(parameters))


def virtual(owner: str, name: str, result: str, *parameters: str) -> Any:
    """The handle of a public method, whose first argument is the object."""
    return lookup().findVirtual(java(owner).class_, name, signature(result, *parameters))


def filled(handle: Any, place: int, value: Any) -> Any:
    """The handle with its argument at a place given."""
    from jpype import JArray, JObject  # noqa: PLC0415 - exists once Java runs

    return _method_handles().insertArguments(handle, place, JArray(JObject)([value]))


def ignoring(parameter: str, handle: Any) -> Any:
    """The handle with a first argument of this class that it doesn't look at."""
    return _method_handles().dropArguments(handle, 0, _classes([parameter]))


def one_after_another(*steps: Any) -> Any:
    """A handle that gives its argument to each of several that return nothing."""
    *before, made = steps
    for step in reversed(before):
        made = _method_handles().foldArguments(made, step)
    return made


def interface(name: str, handle: Any) -> Any:
    """An object of an interface with one method, such as ``java.util.function.Function``, that calls the handle."""
    return java("java.lang.invoke.MethodHandleProxies").asInterfaceInstance(java(name).class_, handle)


def _method_handles() -> Any:
    return java("java.lang.invoke.MethodHandles")


def _classes(names: Any) -> Any:
    from jpype import JArray  # noqa: PLC0415 - exists once Java runs

    return JArray(java("java.lang.Class"))([java(one).class_ for one in names])
