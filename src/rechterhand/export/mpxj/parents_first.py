"""An XER's work breakdown structure with parents before their children, as Primavera itself writes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_TABLE = b"%T\tPROJWBS"


def parents_first(data: bytes) -> bytes:
    """The same file with the rows of that table in another order; MPXJ sorts them by number."""
    lines = data.splitlines(keepends=True)
    place = next((place for place, line in enumerate(lines) if line.rstrip() == _TABLE), None)
    if place is None:
        return data
    columns = lines[place + 1].rstrip(b"\r\n").split(b"\t")
    key, parent = columns.index(b"wbs_id"), columns.index(b"parent_wbs_id")
    first = last = place + 2
    while lines[last].startswith(b"%R\t"):
        last += 1
    return b"".join((*lines[:first], *_ordered(lines[first:last], key, parent), *lines[last:]))


def _ordered(rows: Iterable[bytes], key: int, parent: int) -> Iterator[bytes]:
    below: dict[bytes, list[tuple[bytes, bytes]]] = {}
    keys = set()
    for row in rows:
        cells = row.rstrip(b"\r\n").split(b"\t")
        keys.add(cells[key])
        below.setdefault(cells[parent], []).append((cells[key], row))
    todo = [one for above, own in below.items() if above not in keys for one in own][::-1]
    while todo:
        own_key, row = todo.pop()
        yield row
        todo += below.get(own_key, [])[::-1]
