"""Finds a profile by name or file and reads it with all that it builds on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import TypeVar

from rechterhand.findings.profile import Excuse, Profile
from rechterhand.findings.profiles import fields
from rechterhand.findings.profiles.chosen import checks
from rechterhand.findings.profiles.document import Entry, known_keys, load
from rechterhand.findings.profiles.problems import Problems

SUFFIXES = (".yaml", ".yml")
KEYS = ("title", "extends", "checks", "also", "without", "limits", "severities", "excused")
DEEPEST = 8
Found = TypeVar("Found")


@cache
def packaged() -> tuple[str, ...]:
    """The names of the profiles that come along."""
    folder = resources.files("rechterhand.findings.profiles")
    return tuple(sorted(one.name.removesuffix(".yaml") for one in folder.iterdir() if one.name.endswith(".yaml")))


def read_profile(name: str | Path, *, excuses: Path | None = None) -> Profile:
    """Read a profile.

    Parameters
    ----------
    name
        The name of a packaged profile, or a YAML file.
    excuses
        A YAML file with more excuses, under the key ``excused``.

    Returns
    -------
    Profile
        With everything it inherits filled in: what it says itself goes before what it builds on, and excuses add up.

    Raises
    ------
    BadInput
        With every problem in its ``problems``: the file, the line, the key, and what to do.

    Examples
    --------
    >>> sorted(read_profile("dcma").checks)[:2]
    ['hard_constraints', 'invalid_dates']
    """
    problems = Problems(str(name))
    profile = _found(str(name), None, (), problems)
    if excuses is not None:
        problems.file = str(excuses)
        more = read_excuses(excuses, problems)
        profile = profile and replace(profile, excuses=profile.excuses + more)
    problems.settle()
    if profile is None:
        raise AssertionError("what can't be read has a problem")
    return profile


def read_excuses(path: Path, problems: Problems) -> tuple[Excuse, ...]:
    """The excuses of a file that holds nothing else."""
    entry = load(path, problems)
    if entry is None:
        return ()
    given = known_keys(entry, ("excused",), "", problems)
    if "excused" not in given:
        if isinstance(entry.value, dict):
            problems.add("no_excuses", line=entry.line)
        return ()
    return fields.excuses(given["excused"], "excused", problems)


def _everything() -> Profile:
    return Profile("", MappingProxyType({}), frozenset(checks()))


def _found(
    name: str, beside: Path | None, above: tuple[Path, ...], problems: Problems, line: int = 0
) -> Profile | None:
    """The profile under this name; ``beside`` is the folder that a relative file starts from."""
    key = "" if beside is None else "extends"
    if name in packaged():
        path = Path(str(resources.files("rechterhand.findings.profiles") / f"{name}.yaml"))
    elif PurePath(name).suffix.lower() in SUFFIXES:
        path = Path(name) if beside is None else beside / name
        if beside is not None and (PurePath(name).is_absolute() or not path.is_file()):
            problems.add("no_file", line=line, key=key, name=name)
            return None
    else:
        problems.unknown("unknown_profile", name, packaged(), line=line, key=key)
        return None
    if path.resolve() in above or len(above) >= DEEPEST:
        problems.add("circle", line=line, key=key, name=name)
        return None
    file, problems.file = problems.file, name if name in packaged() else str(path)
    entry = load(path, problems)
    made = None if entry is None else _made(entry, path, above, problems)
    problems.file = file
    return made


def _made(entry: Entry, path: Path, above: tuple[Path, ...], problems: Problems) -> Profile | None:
    given = known_keys(entry, KEYS, "", problems)
    base = _base(given.get("extends"), path, above, problems)
    if base is None:
        base = _everything()  # its problems are told; what this file says is still looked at
    profile = Profile(
        path.stem,
        MappingProxyType(_of(given, "title", fields.titles, problems) or {}),
        _selected(given, base.checks, problems),
        MappingProxyType({**base.limits, **(_of(given, "limits", fields.limits, problems) or {})}),
        MappingProxyType({**base.severities, **(_of(given, "severities", fields.severities, problems) or {})}),
        base.excuses + (_of(given, "excused", fields.excuses, problems) or ()),
        (path.stem, *base.lineage),
    )
    if not profile.checks and not problems.found:
        problems.add("nothing_left", line=entry.line, key="checks")
    return profile


def _base(entry: Entry | None, path: Path, above: tuple[Path, ...], problems: Problems) -> Profile | None:
    """What the profile builds on: all checks when it names nothing, None when that can't be read."""
    if entry is None:
        return _everything()
    told = fields.text(entry, "extends", problems)
    return None if told is None else _found(told, path.parent, (*above, path.resolve()), problems, entry.line)


def _selected(given: Mapping[str, Entry], ids: frozenset[str], problems: Problems) -> frozenset[str]:
    if "checks" in given:
        ids = fields.selection(given["checks"], "checks", problems)
    more, less = (_of(given, key, fields.selection, problems) or frozenset() for key in ("also", "without"))
    return (ids | more) - less


def _of(
    given: Mapping[str, Entry], key: str, read: Callable[[Entry, str, Problems], Found], problems: Problems
) -> Found | None:
    return read(given[key], key, problems) if key in given else None
