"""The JSON of ``review``, and of what moved since an earlier version."""

from __future__ import annotations

from typing import Any

from rechterhand.schema.documents.bottlenecks import bottlenecks_document
from rechterhand.schema.documents.check import check_document
from rechterhand.schema.documents.compare import compare_document
from rechterhand.schema.documents.read import read_document
from rechterhand.schema.documents.remedies import remedies_document
from rechterhand.schema.documents.schedule import schedule_document
from rechterhand.schema.documents.simulate import simulate_document, with_people
from rechterhand.text import Language, render
from rechterhand.verdict import Review
from rechterhand.versions.compare import Comparison
from rechterhand.versions.since import since


def review_document(review: Review, language: Language) -> dict[str, Any]:
    """Every step's document under its name."""
    return {
        "read": read_document(review.reading),
        "schedule": schedule_document(review.schedule),
        "check": check_document(review.checks, language),
        "simulate": simulate_document(review.simulation),
        "people": with_people(review),
        "bottlenecks": bottlenecks_document(review.prices, language),
        "remedies": remedies_document(review.ways, language),
        "against": None if review.comparison is None else against_document(review.comparison, language),
    }


def against_document(made: Comparison, language: Language) -> dict[str, Any]:
    """What moved since an earlier version: the paragraph, and the whole comparison."""
    told = " ".join(render(one, language) for one in since(made))
    return {"text": told, "compare": compare_document(made, language)}
