"""What each operation declares: its action in the matrix of rights, and whether it changes a revision that was seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from ninja import NinjaAPI
from ninja.operation import Operation, PathView

from rechterhand.web.access.matrix import SCOPES

Function = TypeVar("Function", bound=Callable[..., Any])


def does(action: str, *, by_revision: bool = False) -> Callable[[Function], Function]:
    """Declare the action; with ``by_revision`` the caller names the revision in ``If-Match``."""
    if action not in SCOPES:
        raise KeyError(f"{action} isn't an action of the matrix")

    def mark(function: Function) -> Function:
        function.__dict__.update(action=action, by_revision=by_revision)
        return function

    return mark


def action_of(operation: Operation) -> str:
    """What an operation declares. Raises AttributeError when it doesn't."""
    return str(operation.view_func.__dict__["action"])


def is_by_revision(operation: Operation) -> bool:
    """Whether it asks for ``If-Match``."""
    return bool(operation.view_func.__dict__["by_revision"])


def addresses(interface: NinjaAPI) -> Iterator[tuple[str, PathView]]:
    """Every address below the root of the API, as Django writes it, with what it does."""
    for router in interface._get_bound_routers():
        for path, view in router.path_operations.items():
            yield path.replace("{", "<").replace("}", ">"), view
