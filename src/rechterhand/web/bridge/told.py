"""Sentences that the page of a verdict has besides its figures, as every report tells them."""

from __future__ import annotations

from typing import Any

from rechterhand.reports.answers import Answers
from rechterhand.reports.headline import cautions, elsewhere
from rechterhand.reports.unread import unread_line
from rechterhand.reports.ways import Gain, basis_line, basis_word, chance_now, mixed
from rechterhand.text import Language, Message, render
from rechterhand.verdict import Review

NOTHING: dict[str, Any] = {
    "unread": [], "lost": False, "cautions": [], "yardstick": [], "basis": {}, "elsewhere": "", "sharpen": [],
    "techniques": {},
}  # fmt: skip
"""What a document of before these were kept says."""


def told(review: Review, language: Language) -> dict[str, Any]:
    """In this language: what of the file wasn't understood (``lost``: among it cells of a table, which somebody filled
    in for the plan), what makes the headline less than it seems, by which yardstick ways out were tried (``basis``
    names it by way, where these differ), P80 under other defaults, ranges that would sharpen it, and techniques by kind
    of bottleneck.
    """

    def say(message: Message) -> str:
        return render(message, language)

    ways: tuple[Gain, ...] = (*review.ways.ways, *review.ways.combinations)
    yardstick = (basis_line(review, ways), chance_now(review) if ways else None)
    answers = Answers(review, language)
    kinds = sorted({one.kind for one in review.prices.bottlenecks})
    return {
        "unread": [say(unread_line(one, language)) for one in review.reading.not_understood],
        "lost": any(one.where is not None for one in review.reading.not_understood),
        "cautions": [say(one) for one in cautions(review)],
        "yardstick": [say(one) for one in yardstick if one is not None],
        "basis": {one.key: say(basis_word(one)) for one in review.ways.ways} if mixed(ways) else {},
        "elsewhere": "" if (lies := elsewhere(review)) is None else say(lies),
        "sharpen": [
            {"activity_id": one.activity_id, "days": one.narrower_days, "of_days": one.of_days}
            for one in review.simulation.sharpen
        ],
        "techniques": {kind: [say(each.told) for each in answers.to(kind)] for kind in kinds},
    }
