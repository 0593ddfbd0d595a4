"""The JSON of ``toolbox advise``."""

from __future__ import annotations

from typing import Any

from rechterhand.schema.documents.techniques import step_of
from rechterhand.schema.envelope import days
from rechterhand.text import Language, render
from rechterhand.toolbox.advise import Advice, Advised
from rechterhand.toolbox.circumstance import name_of
from rechterhand.toolbox.situation import Known


def advise_document(made: Advice, language: Language) -> dict[str, Any]:
    """The circumstances, what was found, and the techniques that are advised."""
    return {
        "circumstances": [_known(key, one, language) for key, one in made.situation.known.items()],
        "found": [{"answer": key, "weight": round(weight, 4)} for key, weight in made.found.weights.items()],
        "advised": [_advised(one, language) for one in made.techniques],
    }


def _known(key: str, one: Known, language: Language) -> dict[str, Any]:
    return {
        "key": key,
        "name": render(name_of(key), language),
        "value": one.value,
        "basis": one.basis.value,
        "how": render(one.how, language),
    }


def _advised(one: Advised, language: Language) -> dict[str, Any]:
    page = one.technique.told[language]
    return {
        "rank": one.rank,
        "key": one.technique.key,
        "name": page.name,
        "purpose": page.purpose,
        "minutes": one.technique.minutes,
        "fit": days(one.fit.value),
        "answers": [{"answer": key, "weight": round(weight, 4)} for key, weight in one.fit.answered.items()],
        "bottlenecks": [
            {
                "kind": each.bottleneck.kind,
                "key": each.bottleneck.key,
                "price_days": days(each.days),
                "share": round(each.share, 4),
            }
            for each in one.found.priced
        ],
        "hidden": [
            {"kind": each.kind, "key": each.key, "later_days": days(each.later_days)} for each, _ in one.found.hidden
        ],
        "checks": [each.id for each, _ in one.found.failed],
        "matching": list(one.fit.matching),
        "contradicting": list(one.fit.contradicting),
        "forbidden": one.fit.forbidden,
        "too_long": one.fit.too_long,
        "reasons": [render(each, language) for each in one.reasons],
        "first_step": step_of(page.steps[0]),
        "when_not": page.question,
    }
