"""The JSON of ``remedies``: ways out, and the best of them together."""

from __future__ import annotations

from typing import Any

from rechterhand.remedies.way_out import Combination, WayOut, WaysOut
from rechterhand.schema.envelope import days, moment
from rechterhand.text import Language, render


def remedies_document(made: WaysOut, language: Language) -> dict[str, Any]:
    """The ways out by what they bring, best first."""
    return {
        "tried": made.tried,
        "chance": days(made.chance),
        "chance_with_people": days(made.chance_with_people),
        "ways_out": [_way(one, language) for one in made.ways],
        "combinations": [_together(one, language) for one in made.combinations],
        "seen_under": {key: list(under) for key, under in made.seen_under.items()},
        "clashes": {key: list(others) for key, others in made.clashes.items()},
        "promise": None if made.promise is None else _way(made.promise, language),
    }


def _way(one: WayOut, language: Language) -> dict[str, Any]:
    return {
        "rank": one.rank,
        "remedy": one.remedy,
        "key": one.key,
        "degree": one.degree,
        "title": render(one.title, language),
        "effect": render(one.effect, language),
        "side_effect": render(one.side, language),
        "activity_ids": list(one.activity_ids),
        "answers": list(one.answers),
        "technique": one.technique,
        "days": days(one.days),
        "standard_error_days": days(one.standard_error_days),
        "mean_days": days(one.mean_days),
        "chance": days(one.chance),
        "chance_gain": days(one.chance_gain),
        "cost": days(one.cost),
        "p80": moment(one.p80),
        "with_people": one.with_people,
        "degrees": [
            {
                "degree": other.degree,
                "title": render(other.title, language),
                "effect": render(other.effect, language),
                "days": days(other.days),
                "standard_error_days": days(other.standard_error_days),
                "cost": days(other.cost),
            }
            for other in one.degrees
        ],
        "steep": one.steep,
        "notes": [render(note, language) for note in one.notes],
    }


def _together(one: Combination, language: Language) -> dict[str, Any]:
    return {
        "members": list(one.members),
        "degrees": list(one.degrees),
        "effects": [render(effect, language) for effect in one.effects],
        "side_effects": [render(side, language) for side in one.sides],
        "titles": [render(title, language) for title in one.titles],
        "days": days(one.days),
        "standard_error_days": days(one.standard_error_days),
        "sum_days": days(one.sum_days),
        "interaction_days": days(one.interaction_days),
        "chance": days(one.chance),
        "chance_gain": days(one.chance_gain),
        "cost": days(one.cost),
        "p80": moment(one.p80),
        "with_people": one.with_people,
        "steep": one.steep,
        "notes": [render(note, language) for note in one.notes],
    }
