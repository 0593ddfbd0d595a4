"""Matches the rows of two versions: by number, by code, by name and place, at last by likeness.

A number counts for itself only where it is known to stay with its row (``trust.py``). In lists a number is often the
row's own place, and codes of a work breakdown shift when a row is put in between.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from rechterhand.lineage.likeness import match_alike
from rechterhand.lineage.names import plain_name, similarity
from rechterhand.lineage.others import match_calendars, match_resources
from rechterhand.lineage.pair import Basis, Certainty, Lineage
from rechterhand.lineage.rows import Key, Rows, Version, named_alike, same_kind
from rechterhand.lineage.splits import splits
from rechterhand.lineage.trust import trusted
from rechterhand.record.activity import Activity
from rechterhand.record.plan import Plan

CLOSE = 0.6
"""Likeness of two names from which a row of one number is surely the same."""

FEW = 400
"""Pairs of rows with one name in one place whose neighbours are looked at."""

_BY_PLACE = frozenset({"XLSX", "XLSM", "XLSB", "XLS", "ODS", "CSV", "TSV", "PSPLIB"})
"""Formats whose numbers may be places in a list."""


def match(old: Plan, new: Plan) -> Lineage:
    """Find out which row of one version is which of the other.

    Parameters
    ----------
    old, new
        Two versions of a plan, of any two formats.

    Returns
    -------
    Lineage
        Pairs in order of the old plan, splits and merges, and the resources and calendars that are the same.
    """
    rows = Rows(old, new)
    trusted_ids, trusted_codes = trusted(rows, _id), trusted(rows, _code)
    stays = trusted_ids and not {old.source.format, new.source.format} & _BY_PLACE
    known_by_guid = _by_guid(rows)
    _by_number(rows, _id, Basis.ID, agreeing=True, sure=trusted_ids)
    if stays:
        _by_number(rows, _id, Basis.ID, agreeing=False, sure=True, known_by_guid=known_by_guid)
    _by_number(rows, _code, Basis.CODE, agreeing=True, sure=True)
    _by_place(rows)
    if trusted_ids and not stays:
        _by_number(rows, _id, Basis.ID, agreeing=False, sure=False)
    if trusted_codes:
        _by_number(rows, _code, Basis.CODE, agreeing=False, sure=False)
    _by_name(rows)
    match_alike(rows)
    pairs = rows.ordered()
    return Lineage(
        old,
        new,
        pairs,
        splits=splits(rows.old, rows.new, rows.new_of),
        merges=splits(rows.new, rows.old, {one.new_id: one.old_id for one in pairs}),
        resources=match_resources(old, new),
        calendars=match_calendars(old, new),
        same_ids=trusted_ids,
    )


def _id(one: Activity) -> Hashable:
    return one.id


def _code(one: Activity) -> Hashable | None:
    told = (one.code or "").strip().casefold()
    return told or None


def _by_guid(rows: Rows) -> bool:
    """Pairs by the number that is never given twice; whether most rows have one that both versions know."""
    for old, new in list(rows.alone(lambda one: one.guid or None)):
        rows.pair(old, new, Basis.GUID, Certainty.CERTAIN)
    having = [sum(one.guid is not None for one in version.rows.values()) for version in (rows.old, rows.new)]
    return bool(rows.pairs) and 2 * len(rows.pairs) >= min(having)


def _by_number(rows: Rows, key: Key, by: Basis, *, agreeing: bool, sure: bool, known_by_guid: bool = False) -> None:
    """Pairs by an id or code, of one name (``agreeing``) or of another."""
    for old, new in list(rows.alone(key)):
        alike = named_alike(old, new)
        if alike is not agreeing or (alike and not same_kind(old, new) and not sure):
            continue
        if not alike and known_by_guid and old.guid and new.guid:
            continue
        rows.pair(old, new, by, _certainty(old, new, alike=alike, sure=sure))


def _certainty(old: Activity, new: Activity, *, alike: bool, sure: bool) -> Certainty:
    if alike:
        return Certainty.CERTAIN if sure else Certainty.LIKELY
    if not sure:
        return Certainty.POSSIBLE
    both = old.id == new.id and _code(old) is not None and _code(old) == _code(new)
    close = similarity(plain_name(old.name), plain_name(new.name)) >= CLOSE
    return Certainty.CERTAIN if both or close else Certainty.LIKELY


def _by_place(rows: Rows) -> None:
    """One name under the same summaries, once in each version."""
    mine, theirs = _place_of(rows)
    new = rows.new.grouped(theirs)
    for told, ones in rows.old.grouped(mine).items():
        others = new.get(told, [])
        if len(ones) == len(others) == 1:
            rows.pair(ones[0], others[0], Basis.NAME, Certainty.LIKELY)


def _place_of(rows: Rows) -> tuple[Key, Key]:
    def of(version: Version) -> Key:
        def key(one: Activity) -> Hashable | None:
            name = plain_name(one.name)
            return (version.place[one.id], name, one.type.is_summary) if name else None

        return key

    return of(rows.old), of(rows.new)


def _by_name(rows: Rows) -> None:
    """One name once in each version, wherever it stands; then one name several times in the same place, in order."""
    for old, new in list(rows.alone(_name)):
        rows.pair(old, new, Basis.NAME, Certainty.LIKELY)
    mine, theirs = _place_of(rows)
    others = rows.new.grouped(theirs)
    for told, ones in rows.old.grouped(mine).items():
        _in_order(rows, ones, others.get(told, []))


def _name(one: Activity) -> Hashable | None:
    told = plain_name(one.name)
    return (told, one.type.is_summary) if told else None


def _in_order(rows: Rows, ones: Sequence[Activity], others: Sequence[Activity]) -> None:
    """Rows of one name in one place: those with the same neighbours first, the rest in the order of the plan."""
    left, right = list(ones), list(others)
    few = len(left) * len(right) <= FEW
    ranked = [(-rows.neighbours(old, new), i, j) for i, old in enumerate(left) for j, new in enumerate(right) if few]
    for score, i, j in sorted(ranked):
        if score < 0 and left[i].id in rows.old.open and right[j].id in rows.new.open:
            rows.pair(left[i], right[j], Basis.NAME, Certainty.LIKELY)
    certainty = Certainty.LIKELY if len(left) == len(right) else Certainty.POSSIBLE
    rest = [one for one in right if one.id in rows.new.open]
    for old, new in zip([one for one in left if one.id in rows.old.open], rest, strict=False):
        rows.pair(old, new, Basis.NAME, certainty)
