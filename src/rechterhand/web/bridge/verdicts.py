"""A review → its documents in storage, in each language."""

from __future__ import annotations

import gzip
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

import msgspec
import numpy as np

from rechterhand.engine.schedule.result import to_moment
from rechterhand.schema.documents.review import review_document
from rechterhand.schema.envelope import envelope, to_bytes
from rechterhand.text import LANGUAGES, Language
from rechterhand.verdict import Review
from rechterhand.web.bridge import comparisons, page_documents, storage
from rechterhand.web.bridge.told import told

SHARES = 100
"""A curve has this many equal steps, so one point more."""


def document(review: Review, language: Language) -> dict[str, Any]:
    """The document of ``review`` with, besides, the curves and sentences of its page."""
    head = envelope("review", review.plan.source, review.assumptions, {}, language=language, stable=True)
    return head | review_document(review, language) | {"curves": curves(review), "told": told(review, language)}


def curves(review: Review) -> dict[str, Any]:
    """Finishes at equal shares of the futures: as the plan is, and with the best way out beside the same futures."""
    found: dict[str, Any] = {"plan": None, "before": None, "best": None}
    if review.simulation.has_open_work:
        found["plan"] = curve(review.simulation.finishes)
    if len(review.ways.finishes):
        found |= {"before": curve(review.ways.before), "best": curve(review.ways.finishes)}
    return found


def curve(finishes: Any) -> list[int]:
    """Finishes (minutes since 1970) at 0, 1, … 100 % of the futures."""
    ordered = np.sort(np.asarray(finishes, dtype=np.int64))
    places = np.ceil(np.linspace(0, 1, SHARES + 1) * len(ordered)).astype(np.int64) - 1
    return [int(one) for one in ordered[np.maximum(places, 0)]]


def chance(points: list[int], moment: datetime) -> float | None:
    """The chance of having finished by a moment, between two points of a curve by a straight line."""
    if not points:
        return None
    minute = (moment - datetime(1970, 1, 1)) / timedelta(minutes=1)
    if minute < points[0]:
        return 0.0
    below = int(np.searchsorted(points, minute, side="right")) - 1
    if below >= SHARES:
        return 1.0
    span = points[below + 1] - points[below]
    return (below + (minute - points[below]) / span) / SHARES if span else below / SHARES


def moments(points: list[int]) -> list[tuple[datetime, float]]:
    """The points of a curve as moments with their shares."""
    found = ((to_moment(minute), share / SHARES) for share, minute in enumerate(points))
    return [(moment, share) for moment, share in found if moment is not None]


def keep(upload: UUID, review: Review) -> dict[str, str]:
    """Keep the documents, and beside each what its page shows and what moved; their names in storage by language."""
    names: dict[str, str] = {}
    for language in LANGUAGES:
        made = document(review, language)
        data = gzip.compress(to_bytes(made, lines=True), compresslevel=6, mtime=0)
        names[language] = storage.keep(upload, f"verdict-{language}", data)
        page_documents.keep(names[language], made)
        if review.comparison is not None:
            comparisons.keep_beside(names[language], review.comparison, language)
    return names


def load(name: str) -> dict[str, Any]:
    """A document that was kept."""
    found: dict[str, Any] = msgspec.json.decode(load_bytes(name))
    return found


def load_bytes(name: str) -> bytes:
    """A document that was kept, as JSON."""
    return gzip.decompress(storage.load(name))


def digest_of(name: str) -> str:
    """The digest in a document's name: other contents, another digest."""
    return PurePosixPath(name).name.partition(".")[0].rpartition("-")[2]
