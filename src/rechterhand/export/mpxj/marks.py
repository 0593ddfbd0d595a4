"""What users mark activities with: codes, and fields of text under a name of their own.

Primavera holds codes as activity codes of the project and texts as user-defined fields. Microsoft Project has thirty
fields of text, which take both. Fields that hold numbers, dates or durations aren't written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rechterhand.export.mpxj.tally import Tally
from rechterhand.record.activity import Activity
from rechterhand.record.plan import Plan

TEXTS = 30
"""Fields of text that a task has in MPXJ's and Microsoft Project's terms."""
LONGEST_NAME, LONGEST_VALUE = 40, 60
"""Letters that Primavera has for the name of a code or field, and for the value of a code."""


def without_excess(plan: Plan, tally: Tally, *, primavera: bool) -> Plan:
    """The plan with the marks that a format has room for; the others are counted by name.

    Parameters
    ----------
    plan
        Its fields hold texts only afterwards; Microsoft Project's codes are among them.
    tally
        Where names without a place are counted.
    primavera
        Whether it is written for Primavera.
    """
    rows = tuple(_told(one, primavera=primavera) for one in plan.activities)
    texts, codes = _values(one.fields for one in rows), _values(one.codes for one in rows)
    kept = [name for name in texts if not primavera or len(name) <= LONGEST_NAME][:TEXTS]
    fit = [name for name, values in codes.items() if _fits(name, values)]
    tally.add("marks", len(texts) + len(codes) - len(kept) - len(fit))
    return replace(plan, activities=tuple(_with_only(one, kept, fit) for one in rows))


def text_fields(plan: Plan) -> dict[str, str]:
    """The name of each field of text by MPXJ's name of its place."""
    return {f"TEXT{place}": name for place, name in enumerate(_values(one.fields for one in plan.activities), 1)}


def code_values(plan: Plan) -> list[dict[str, Any]]:
    """Every activity code with its values, in the order in which activities have them."""
    found = _values(one.codes for one in plan.activities)
    return [{"name": name, "values": list(values)} for name, values in found.items()]


def _told(one: Activity, *, primavera: bool) -> Activity:
    """Fields of text only; Microsoft Project's with codes among them."""
    if not one.fields and not one.codes:
        return one
    texts = {name: value for name, value in one.fields.items() if isinstance(value, str) and value.strip()}
    return replace(one, fields=texts) if primavera else replace(one, fields={**one.codes, **texts}, codes={})


def _fits(name: str, values: Iterable[str]) -> bool:
    return len(name) <= LONGEST_NAME and all(len(value) <= LONGEST_VALUE for value in values)


def _with_only(one: Activity, texts: Sequence[str], codes: Sequence[str]) -> Activity:
    if not one.fields and not one.codes:
        return one
    return replace(one, fields=_among(one.fields, texts), codes=_among(one.codes, codes))


def _among(told: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name in names}


def _values(rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, None]]:
    """Names with their values, both in order of appearance."""
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        for name, value in row.items():
            found.setdefault(name, {})[value] = None
    return found
