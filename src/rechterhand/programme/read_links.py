"""Links between projects from a table: one a row, its plans by name and its activities as people write them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rechterhand.errors import BadInput, MissingFile, RechterhandError
from rechterhand.intake.tables.separated import load
from rechterhand.programme.link import Member, ProjectLink, found_activity
from rechterhand.record.link import LinkType
from rechterhand.text import Message

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "from-plan": ("van-planning", "van-plan", "from-project", "van-project"),
    "from-activity": ("van-taak",),
    "type": ("soort",),
    "to-plan": ("naar-planning", "naar-plan", "to-project", "naar-project"),
    "to-activity": ("naar-taak",),
    "lag": ("vertragingstijd", "wachttijd"),
}
"""The columns with other names that they may have; type and lag may be left out."""
NEEDED = ("from-plan", "from-activity", "to-plan", "to-activity")
MOST = 10_000


def read_links(path: Path, members: Sequence[Member], names: Mapping[str, Sequence[str]]) -> list[ProjectLink]:
    """The links of a file.

    Parameters
    ----------
    path
        Separated text with a header.
    members
        The projects.
    names
        What each of them may be called, by its key.

    Raises
    ------
    BadInput
        A column is lacking, or rows can't be understood; every one of them is named with its row.
    MissingFile, UnreadableFile, TooLarge
        The file isn't there, or is no text.
    """
    rows = _rows(path)
    heads, by_name = _heads(rows[0][1] if rows else [], path), _by_name(names)
    known, found, problems = {one.key: one for one in members}, list[ProjectLink](), list[Message]()
    for number, cells in rows[1 : MOST + 1]:
        told = {key: str(cells[at] or "").strip() if at < len(cells) else "" for key, at in heads.items()}
        wrong = list(_wrong(told, by_name, known))
        problems += [Message.of("programme.row", number=number, told=one) for one in wrong]
        if not wrong:
            found.append(_link(told, by_name, known))
    if problems:
        raise BadInput(
            Message.of("programme.bad_links", count=len(problems)),
            where={"file": str(path)},
            problems=tuple(problems),
            hint=Message.of("programme.bad_links_hint"),
        )
    return found


def _rows(path: Path) -> list[tuple[int, list[object]]]:
    if not path.is_file():
        raise MissingFile(Message.of("programme.no_file"), where={"file": str(path)})
    try:
        rows: list[tuple[int, list[object]]] = load(str(path))["sheets"][0]["rows"]
    except RechterhandError as error:
        error.where = {**error.where, "file": str(path)}
        raise
    return rows


def _heads(cells: Sequence[object], path: Path) -> dict[str, int]:
    """Where each column stands."""
    written = [re.sub(r"[\s_]+", "-", str(one or "").strip().casefold()) for one in cells]
    found = {}
    for key, others in COLUMNS.items():
        at = next((place for place, one in enumerate(written) if one in (key, *others)), None)
        if at is not None:
            found[key] = at
    lacking = tuple(one for one in NEEDED if one not in found)
    if lacking:
        raise BadInput(
            Message.of("programme.no_columns", names=lacking),
            where={"file": str(path)},
            hint=Message.of("programme.no_columns_hint", names=tuple(COLUMNS)),
        )
    return found


def _by_name(names: Mapping[str, Sequence[str]]) -> dict[str, set[str]]:
    """The projects that may be meant by a name."""
    found: dict[str, set[str]] = {}
    for key, others in names.items():
        for one in (key, *others):
            found.setdefault(one.strip().casefold(), set()).add(key)
    return found


def _wrong(told: Mapping[str, str], by_name: Mapping[str, set[str]], known: Mapping[str, Member]) -> Iterator[Message]:
    for side in ("from", "to"):
        plan, activity = told[f"{side}-plan"], told[f"{side}-activity"]
        meant = by_name.get(plan.casefold(), set())
        if not meant:
            yield Message.of("programme.unknown_project", plan=plan or "–", known=tuple(known))
        elif len(meant) > 1:
            yield Message.of("programme.ambiguous", plan=plan, known=tuple(sorted(meant)))
        elif found_activity(known[min(meant)].plan, activity) is None:
            yield Message.of("programme.unknown_activity", activity=activity or "–", plan=known[min(meant)].plan.name)
    if told.get("type", "").upper() not in {"", *LinkType}:
        yield Message.of("programme.bad_type", told=told["type"])
    if _days(told.get("lag", "")) is None:
        yield Message.of("programme.bad_lag", told=told["lag"])


def _days(told: str) -> float | None:
    """Working days: '2', '-1.5', '2,5 d'; nothing is nought."""
    if not told:
        return 0.0
    found = re.fullmatch(r"([+-]?\d{1,4}(?:[.,]\d{1,4})?) ?[dD]?", told)
    days = math.nan if found is None else float(found[1].replace(",", "."))
    return days if math.isfinite(days) else None


def _link(told: Mapping[str, str], by_name: Mapping[str, set[str]], known: Mapping[str, Member]) -> ProjectLink:
    ends: list[tuple[str, int]] = []
    for side in ("from", "to"):
        key = min(by_name[told[f"{side}-plan"].casefold()])
        one = found_activity(known[key].plan, told[f"{side}-activity"])
        ends.append((key, 0 if one is None else one.id))
    kind = LinkType(told.get("type", "").upper() or "FS")
    return ProjectLink(*ends[0], *ends[1], kind, _days(told.get("lag", "")) or 0.0)
