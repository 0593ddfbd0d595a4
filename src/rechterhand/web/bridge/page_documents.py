"""What the page of a verdict shows, taken out of the verdict's document, which of a large plan is much longer.

It stands in storage beside the document, under a name that tells of which document it is.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from rechterhand.web.bridge import storage
from rechterhand.web.bridge.told import NOTHING

PAGE = "page"
ROWS = 20
"""Rows that a check shows of what it found; the page says how many there are, and the document has all."""


def keep(name: str, document: Mapping[str, Any]) -> None:
    """Keep what the page of a document shows; ``name`` is the document's own in storage."""
    data = msgspec.json.encode(page_of(document))
    storage.keep_as(storage.beside(name, PAGE), gzip.compress(data, compresslevel=6, mtime=0))


def load(name: str) -> dict[str, Any]:
    """What the page of a document shows; read out of the document itself where nothing stands beside it."""
    data = storage.load_if_there(storage.beside(name, PAGE))
    if data is None:
        return page_of(msgspec.json.decode(gzip.decompress(storage.load(name))))
    found: dict[str, Any] = msgspec.json.decode(gzip.decompress(data))
    return {"told": NOTHING} | found


def page_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a document that its page shows, and the names of the activities that these speak of."""
    simulated, against = document["simulate"], document["against"]
    told = {
        "assumptions": document["assumptions"],
        "simulate": {key: simulated[key] for key in ("finish", "iterations", "planned_finish", "committed")},
        "bottlenecks": document["bottlenecks"],
        "remedies": document["remedies"],
        "check": {"checks": [_check(one) for one in document["check"]["checks"]]},
        "against": None
        if against is None
        else {"text": against["text"], "compare": {"causes": against["compare"]["causes"]}},
        "curves": document["curves"],
        "told": document.get("told", NOTHING),
    }
    ids = set(_ids(told))
    rows = document["schedule"]["activities"]
    return told | {"names": [[one["id"], one["name"]] for one in rows if one["id"] in ids]}


def _check(one: Mapping[str, Any]) -> dict[str, Any]:
    evidence = one["evidence"]
    return {**one, "evidence": evidence[:ROWS], "rows": len(evidence)}


def _ids(told: Mapping[str, Any]) -> Iterator[int]:
    """Numbers of activities that the page names."""
    bottlenecks, remedies = told["bottlenecks"], told["remedies"]
    causes: Iterable[Any] = told["against"]["compare"]["causes"] if told["against"] else ()
    for one in (*bottlenecks["bottlenecks"], *bottlenecks["hidden"], *remedies["ways_out"], *causes):
        yield from one["activity_ids"]
    for check in told["check"]["checks"]:
        for row in check["evidence"]:
            yield from (row[key] for key in ("activity_id", "other_id") if row.get(key) is not None)
    yield from (one["activity_id"] for one in told["simulate"]["committed"] if one["activity_id"] is not None)
    yield from (one["activity_id"] for one in told["told"]["sharpen"])
