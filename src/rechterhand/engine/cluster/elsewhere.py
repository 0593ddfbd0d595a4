"""What can be computed on another machine: a function of its arguments and a span of futures alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Elsewhere:
    """Work on a span of futures that another machine can do.

    ``function`` is a module's own; it takes ``arguments`` and the first and last future of a span, and gives what
    ``take`` puts in its place here. Where it is done changes no bit, since a future hangs on its number alone.
    """

    function: Callable[[Any, int, int], Any]
    arguments: Any
    take: Callable[[int, int, Any], None]
