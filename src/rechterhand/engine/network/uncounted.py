"""A decorator for kernels that make no arrays: compiled without counting references.

Handing a record of arrays to an inlined function counts each of its arrays up and down again, with a locked
instruction each, inside the innermost loop: in the backward pass that took more time than the calendars. A kernel that
only uses the arrays it was given needs no counting, since its caller holds them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

F = TypeVar("F", bound=Callable[..., Any])


def uncounted(function: F) -> F:
    """Compile a function to machine code that keeps no count of references; it can't make arrays then.

    Numba refuses to compile an allocation in such a function, so a mistake shows at once. Division by nought isn't
    looked for: a check at each division would keep loops over lanes from becoming vector instructions.
    """
    compiled = njit(cache=True, nogil=True, _nrt=False, error_model="numpy")(function)  # type: ignore[call-overload]  # - an option that its types leave out
    return cast(F, compiled)


def inlined(function: F) -> F:
    """``uncounted``, put into the body of each kernel that calls it; these must be uncounted themselves.

    A call hands over the records array by array, some hundreds of numbers: for a step that is over in as much time,
    taken for every node of every future, that doubles it.
    """
    compiled = njit(nogil=True, _nrt=False, error_model="numpy", inline="always")(function)  # type: ignore[call-overload]  # - an option that its types leave out
    return cast(F, compiled)
