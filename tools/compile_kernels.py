"""Compiles all kernels into their cache, so that no plan waits for it: ``python tools/compile_kernels.py``."""

from __future__ import annotations

import sys
import time

from rechterhand.compiling import compile_all


def main() -> int:
    """Compile, and say how long it took."""
    begun = time.perf_counter()
    compile_all()
    print(f"kernels compiled in {time.perf_counter() - begun:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
