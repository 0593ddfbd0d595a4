"""What was tried on a plan → its documents in storage, in each language; and a verdict → what can be tried.

A document is ``{"days", "standard_error_days", "mean_days", "cost", "with_people", "steep", "notes", "iterations",
"before", "after", "ways", "durations", "gone", "gone_activities"}``; ``before`` and ``after`` are ``{"p50", "p80",
"chance", "curve"}``.
"""

from __future__ import annotations

import gzip
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from rechterhand.remedies.what_if import Chosen, Futures, WhatIf
from rechterhand.schema.envelope import days, moment, to_bytes
from rechterhand.text import LANGUAGES, Language, render
from rechterhand.web.bridge import storage
from rechterhand.web.bridge.verdicts import curve


def forms(document: Mapping[str, Any], keys: Collection[str]) -> dict[str, str]:
    """The degree in which a verdict takes each of these ways: that of a combination all of which is chosen, else its
    own; nothing of those that the verdict doesn't know.
    """
    found: dict[str, str] = {}
    told = document["remedies"]
    for one in told["combinations"]:
        if set(one["members"]) <= set(keys) and found.keys().isdisjoint(one["members"]):
            found |= dict(zip(one["members"], one["degrees"], strict=True))
    alone = {one["key"]: one["degree"] for one in told["ways_out"]}
    beside = {
        key: degree
        for one in reversed(told["combinations"])
        for key, degree in zip(one["members"], one["degrees"], strict=True)
    }
    return {key: found.get(key) or alone.get(key) or beside.get(key, "") for key in keys}


def work(document: Mapping[str, Any], keys: Iterable[str], durations: Mapping[int, float]) -> dict[str, Any]:
    """What a trial needs to know, as JSON values; the same for the same choice."""
    return {
        "ways": forms(document, sorted(set(keys))),
        "durations": {str(key): float(each) for key, each in sorted(durations.items())},
        "seen_under": document["remedies"].get("seen_under", {}),
    }


def chosen(work: Mapping[str, Any]) -> Chosen:
    """The same for the core."""
    under = {key: tuple(each) for key, each in work["seen_under"].items()}
    return Chosen(dict(work["ways"]), {int(key): each for key, each in work["durations"].items()}, under)


def document(made: WhatIf, language: Language) -> dict[str, Any]:
    """What came of it."""
    return {
        "days": days(made.days),
        "standard_error_days": days(made.standard_error_days),
        "mean_days": days(made.mean_days),
        "cost": days(made.cost),
        "with_people": made.with_people,
        "steep": made.steep,
        "notes": [render(one, language) for one in made.notes],
        "iterations": len(made.before.finishes),
        "before": _futures(made.before),
        "after": _futures(made.after),
        "ways": [
            {
                "key": one.key,
                "degree": one.degree,
                "title": render(one.title, language),
                "effect": render(one.effect, language),
                "side_effect": render(one.side, language),
                "cost": days(one.cost),
            }
            for one in made.ways
        ],
        "durations": [
            {
                "activity_id": one.activity_id,
                "name": one.name,
                "planned_days": days(one.planned_days),
                "days": days(one.days),
            }
            for one in made.durations
        ],
        "gone": list(made.gone),
        "gone_activities": list(made.gone_activities),
    }


def keep(upload: UUID, made: WhatIf) -> dict[str, Any]:
    """Keep the documents. Gives their names in storage by language, and what lists show of them.

    Whoever tries adds ``verdict``: the digest of the verdict on whose futures it was tried.
    """
    found: dict[str, Any] = {
        "days": days(made.days),
        "standard_error_days": days(made.standard_error_days),
        "p80": moment(made.after.p80),
    }
    for language in LANGUAGES:
        data = gzip.compress(to_bytes(document(made, language), lines=True), compresslevel=6, mtime=0)
        found[language] = storage.keep(upload, f"tried-{language}", data)
    return found


def _futures(one: Futures) -> dict[str, Any]:
    return {
        "p50": moment(one.p50),
        "p80": moment(one.p80),
        "chance": days(one.chance),
        "curve": curve(one.finishes),
    }
