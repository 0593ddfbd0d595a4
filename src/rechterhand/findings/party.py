"""Whose work an activity is: the resources that do it, else who is responsible, else the supplier in its codes."""

from __future__ import annotations

from typing import TypeAlias

from rechterhand.engine.network.rule import Setting
from rechterhand.record.activity import Activity

Party: TypeAlias = tuple[str, str]
"""What it is ('resource', 'responsible', 'supplier'), and its id or name."""

_RESPONSIBLE = frozenset({"responsible", "responsibility", "resp", "verantwoordelijke", "verantwoordelijk", "team"})
_SUPPLIER = frozenset({"supplier", "leverancier", "vendor", "contractor", "aannemer", "opdrachtnemer"})
_HIDDEN = "–"
"""What stands in place of a name that isn't shown: it may be anybody's."""


def parties(activity: Activity, setting: Setting) -> frozenset[Party]:
    """The parties that do an activity; more than one only where several resources work on it."""
    working = {str(one.resource_id) for one in setting.working(activity)}
    if working:
        return frozenset(("resource", key) for key in working)
    for kind, told in (
        ("responsible", (activity.responsible, *_coded(activity, _RESPONSIBLE))),
        ("supplier", _coded(activity, _SUPPLIER)),
    ):
        named = next((one.strip() for one in told if one and one.strip() not in {"", _HIDDEN}), None)
        if named is not None:
            return frozenset({(kind, named)})
    return frozenset()


def party_name(party: Party, setting: Setting) -> str:
    """What a party is called in the plan as it is shown: of a person the role, unless names are."""
    kind, key = party
    return setting.resources[int(key)].name if kind == "resource" else key


def _coded(activity: Activity, words: frozenset[str]) -> list[str]:
    return [value for name, value in activity.codes.items() if name.strip().casefold() in words]
