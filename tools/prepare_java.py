"""Archives Java's classes as they are once linked, so that no plan waits for it: ``python tools/prepare_java.py``."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from rechterhand.demo.plan import demonstration
from rechterhand.export.choose import writers, written
from rechterhand.sandbox import Worker, java_archive, operations, projects


class Here(Worker):
    """Does the work of a worker in this process."""

    def call(self, operation: str, **arguments: Any) -> Any:
        """Do an operation. Raises RuntimeError when it fails."""
        answer = operations.perform(operation, arguments, self.limits.heap_megabytes)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["result"]


def write_and_read() -> None:
    """The demonstration in every format that is written, read again."""
    plan = demonstration()
    with tempfile.TemporaryDirectory() as folder:
        for key, writer in writers().items():
            file = Path(folder, key).with_suffix(writer.suffix)
            file.write_bytes(written(plan, file, worker=Here()).data)
            projects.read(str(file))


def main() -> int:
    """Make the archive; where Java can't, say so: everything works without, a second later."""
    begun = time.perf_counter()
    java_archive.make(write_and_read)
    made = java_archive.PLACE
    if not made.is_file():
        print("Java made no archive of its classes; plans are read without it")
        return 0
    print(f"Java's classes archived in {time.perf_counter() - begun:.0f} s ({made.stat().st_size / 1e6:.0f} MB)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
