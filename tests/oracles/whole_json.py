"""MPXJ's own ``JsonWriter`` on a whole project, beside rows that are written apart: ``python -m …`` with files.

Runs in a process of its own, because it starts Java. Prints, for each file, how many rows are equal, or the first row
that isn't, field by field; ``without`` fields are taken out of MPXJ's own.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from rechterhand.sandbox import java, java_rows

WITHOUT = {"tasks": ("successors", "cost_variance"), "assignments": ("guid",)}


def main(paths: list[str]) -> int:
    """1 when a file differs."""
    java.start()
    if not java_rows.reachable():
        sys.stdout.write("not reachable\n")
        return 1
    differing = 0
    for path in paths:
        whole, apart = json.loads(_whole(_project(path))), _apart(_project(path))
        for name, left_out in WITHOUT.items():
            whole[name] = [{key: row[key] for key in row if key not in left_out} for row in whole[name]]
        told = _difference(whole, apart)
        differing += told is not None
        counted = f"{len(whole['tasks'])} tasks, {len(whole['assignments'])} assignments"
        sys.stdout.write(f"{path}: {told or 'equal'} ({counted})\n")
    return 1 if differing else 0


def _project(path: str) -> Any:
    from org.mpxj.reader import UniversalProjectReader

    return UniversalProjectReader().read(path)


def _whole(project: Any) -> bytes:
    from java.io import ByteArrayOutputStream
    from org.mpxj.json import JsonWriter

    stream = ByteArrayOutputStream()
    writer = JsonWriter()
    writer.setWriteTimephasedData(True)
    writer.write(project, stream)
    return bytes(stream.toByteArray())


def _apart(project: Any) -> dict[str, Any]:
    rows = java_rows.taken_out(project, WITHOUT)
    rest = json.loads(_whole(project))
    assert rest["tasks"] == rest["assignments"] == []
    return {**rest, **{name: json.loads(data) for name, data in rows.items()}}


def _difference(whole: dict[str, Any], apart: dict[str, Any]) -> str | None:
    if list(whole) != list(apart):
        return f"sections {list(whole)} and {list(apart)}"
    for one in (whole, apart):
        one["property_values"].pop("current_date", None)
    for section, rows in whole.items():
        if isinstance(rows, list) and len(rows) == len(apart[section]):
            for place, (one, other) in enumerate(zip(rows, apart[section], strict=True)):
                if list(one.items()) != list(other.items()):
                    return f"{section} {place}: {one} and {other}"
        elif rows != apart[section]:
            return f"{section}: {rows} and {apart[section]}"[:2000]
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
