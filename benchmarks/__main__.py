"""Runs benchmarks by name: ``python -m benchmarks agreement``; without a name all of them."""

from __future__ import annotations

import importlib
import sys

NAMES = (
    "agreement",
    "checks",
    "clustering",
    "comparing",
    "corpus",
    "engine",
    "nose",
    "reading",
    "reviewing",
    "scrolling",
    "simulating",
    "starting",
    "ways",
)
"""Modules of this package with a ``main(arguments)`` that returns 0 when every target is met."""


def main(arguments: list[str]) -> int:
    """Run the named benchmarks, all when none is named; what follows a name is handed to it."""
    if arguments and arguments[0] not in NAMES:
        print(f"no such benchmark: {arguments[0]}; there are {', '.join(NAMES)}")
        return 2
    names = arguments[:1] or NAMES
    failed = [name for name in names if importlib.import_module(f"benchmarks.{name}").main(arguments[1:])]
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
