"""What moved since an earlier version: one paragraph, and the causes to open."""

from __future__ import annotations

from rechterhand.reports.changes.why import causes
from rechterhand.reports.markup import details
from rechterhand.reports.saying import Sayer
from rechterhand.verdict import Review
from rechterhand.versions import since as told


def since(review: Review, say: Sayer) -> str:
    """The paragraph with the waterfall of causes below it; nothing without an earlier version."""
    made = review.comparison
    if made is None:
        return ""
    title = say("since.short_title")
    words = " ".join(say.message(line) for line in told.since(made))
    opened = details(say("since.open"), causes(made, say)) if made.finish.parts else ""
    return f"<section><h2>{title}</h2><p>{words}</p>{opened}</section>"
