"""The JSON of ``bottlenecks``."""

from __future__ import annotations

from typing import Any

from rechterhand.findings.bottleneck import Bottleneck, Joint, PriceList
from rechterhand.schema.envelope import days, moment
from rechterhand.text import Language, render


def bottlenecks_document(prices: PriceList, language: Language) -> dict[str, Any]:
    """The lists that never mix."""
    return {
        "ranked_on": prices.ranked_on,
        "step_days": prices.step_days,
        "bottlenecks": [_bottleneck(one, prices, language) for one in prices.bottlenecks],
        "hidden": [
            {
                "kind": one.kind,
                "key": one.key,
                "title": render(one.title, language),
                "activity_ids": list(one.activity_ids),
                "later_days": days(one.later_days),
                "standard_error_days": days(one.standard_error_days),
                "relief": None if one.relief is None else render(one.relief, language),
            }
            for one in prices.hidden
        ],
        "joint": [_joint(one, language) for one in prices.joint],
    }


def _bottleneck(one: Bottleneck, prices: PriceList, language: Language) -> dict[str, Any]:
    return {
        "rank": one.rank,
        "kind": one.kind,
        "key": one.key,
        "title": render(one.title, language),
        "activity_ids": list(one.activity_ids),
        "price_days": days(one.price_days),
        "standard_error_days": days(one.standard_error_days),
        "mean_days": days(one.mean_days),
        "mean_error_days": days(one.mean_error_days),
        "p90_days": days(one.p90_days),
        "p90_error_days": days(one.p90_error_days),
        "band_days": days(one.band_days),
        "band_error_days": days(one.band_error_days),
        "per_day": days(one.per_day),
        "per_day_error": days(one.per_day_error),
        "ceiling_days": days(one.ceiling_days),
        "ceiling_error_days": days(one.ceiling_error_days),
        "steep": one.steep,
        "chance_gain": days(one.chance_gain),
        "sentence": render(prices.sentence(one), language),
        "relief": render(one.relief, language),
        "p80_relieved": moment(one.p80_relieved),
        "notes": [render(note, language) for note in one.notes],
        "alike": [
            {"key": other.key, "title": render(other.title, language), "activity_ids": list(other.activity_ids)}
            for other in one.alike
        ],
        "overlaps": [
            {
                "kind": other.kind,
                "key": other.key,
                "title": render(other.title, language),
                "activity_ids": list(other.activity_ids),
                "price_days": days(other.price_days),
                "standard_error_days": days(other.standard_error_days),
            }
            for other in one.overlaps
        ],
    }


def _joint(one: Joint, language: Language) -> dict[str, Any]:
    return {
        "members": [
            {
                "kind": other.kind,
                "key": other.key,
                "title": render(other.title, language),
                "price_days": days(other.price_days),
            }
            for other in one.members
        ],
        "price_days": days(one.price_days),
        "standard_error_days": days(one.standard_error_days),
        "sum_days": days(one.sum_days),
    }
