"""All routes with the action that each declares, for the walk that tests them and for the page of permissions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver


@dataclass(frozen=True)
class Route:
    """One address: its names, the parameters in it, and the action that it declares ('' when it declares none).

    An address of the API declares one for each method; pages are asked for by GET.
    """

    name: str
    pattern: str
    parameters: tuple[str, ...]
    action: str
    view: Callable[..., Any]
    method: str = "GET"


def routes(
    resolver: URLResolver, before: str = "", names: tuple[str, ...] = (), given: tuple[str, ...] = ()
) -> Iterator[Route]:
    """Every route below a resolver; ``given`` are the parameters of the addresses above it."""
    inner = (*names, resolver.namespace) if resolver.namespace else names
    for each in resolver.url_patterns:
        pattern = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each, pattern, inner, given + _parameters(each))
        elif isinstance(each, URLPattern):
            name, parameters = ":".join((*inner, each.name or "")), given + _parameters(each)
            actions = getattr(each.callback, "actions", None) or {"GET": getattr(each.callback, "action", "")}
            for method, action in actions.items():
                yield Route(name, pattern, parameters, action, each.callback, method)


def _parameters(each: URLPattern | URLResolver) -> tuple[str, ...]:
    return tuple(each.pattern.converters) or tuple(each.pattern.regex.groupindex)
