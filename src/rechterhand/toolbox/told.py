"""Reads what people tell of the circumstances: a YAML file, or what would stand in it.

Keys and values may be those of the vocabulary, or the words of the Dutch or English form; how many people there are and
how many minutes they have are numbers. An empty value is one that nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from os import PathLike, fspath
from pathlib import Path
from types import MappingProxyType

from rechterhand.errors import BadInput
from rechterhand.findings.profiles.document import Entry, load
from rechterhand.findings.profiles.problems import MOST, Problems
from rechterhand.text import LANGUAGES, Message, render
from rechterhand.text.message import Value
from rechterhand.text.system import refusal_of
from rechterhand.toolbox.catalogue import techniques
from rechterhand.toolbox.circumstance import Circumstance, circumstances, name_of, value_of
from rechterhand.toolbox.situation import Given

NOT = "not"
LARGEST = 10_000
"""The most people, and the most minutes."""

_OWN = frozenset({"empty", "too_large", "too_deep", "too_many"})
YES = {"true": True, "ja": True, "yes": True, "false": False, "nee": False, "no": False}


class Wrongs(Problems):
    """Everything that is wrong with circumstances, collected, so that it is told at once."""

    def add(self, what: str, *, line: int = 0, key: str = "", **values: Value) -> None:
        """One problem, with what to do about it."""
        area = "toolbox.wrong" if what in _OWN or what.startswith("told_") else "profiles"
        problem, todo = Message.of(f"{area}.{what}", **values), Message.of(f"{area}.{what}_todo", **values)
        place = "at_key" if line and key else "at_line" if line else "at_file"
        where: dict[str, Value] = {"file": self.file} | ({"line": line} if line else {})
        where |= {"key": key} if line and key else {}
        self.found.append(Message.of(f"profiles.{place}", problem=problem, todo=todo, **where))

    def settle(self) -> None:
        """Raise BadInput with every problem, when there are any."""
        if self.found:
            raise BadInput(
                Message.of("toolbox.wrong.refused", count=len(self.found)),
                where={"file": self.file},
                problems=tuple(self.found[:MOST]),
                hint=Message.of("toolbox.wrong.hint"),
            )


def read_circumstances(path: str | PathLike[str]) -> Given:
    """Read a file of circumstances.

    Raises
    ------
    BadInput
        With every problem in its ``problems``: the line, the key, and what to do.
    """
    wrongs = Wrongs(fspath(path))
    try:
        Path(path).open("rb").close()
    except OSError as error:
        told = Message.of("toolbox.wrong.unreadable", told=refusal_of(error))
        raise BadInput(told, where={"file": fspath(path)}, hint=Message.of("toolbox.wrong.hint")) from error
    entry = load(Path(path), wrongs)
    given = Given() if entry is None else _given(entry, wrongs)
    wrongs.settle()
    return given


def given_of(told: Mapping[str, object]) -> Given:
    """The same of a mapping as it would stand in the file.

    Raises
    ------
    BadInput
        With every problem in its ``problems``.
    """
    wrongs = Wrongs(render(Message.of("toolbox.circumstances"), "en"))
    given = _given(_entry(told), wrongs)
    wrongs.settle()
    return given


def _entry(value: object) -> Entry:
    if isinstance(value, Mapping):
        return Entry({str(key): _entry(one) for key, one in value.items()}, 0)
    if isinstance(value, list | tuple):
        return Entry([_entry(one) for one in value], 0)
    known = value if isinstance(value, str | int | float | bool | date) else None
    return Entry(known, 0, "" if value is None else str(value))


def words(key: str, value: str) -> tuple[str, ...]:
    """What may be written for a value: itself, and its word in each language."""
    return (value, *(render(value_of(key, value), language).casefold() for language in LANGUAGES))


def titles(key: str) -> tuple[str, ...]:
    """What may be written for a circumstance."""
    name = Message.of("toolbox.not") if key == NOT else name_of(key)
    return (key, *(render(name, language).casefold() for language in LANGUAGES))


def _given(entry: Entry, wrongs: Wrongs) -> Given:
    known = circumstances()
    values: dict[str, str] = {}
    minutes, forbidden, seen = None, dict[str, bool](), set[str]()
    for written, key, one in _named(entry, (*known, NOT), wrongs):
        if key in seen:
            wrongs.add("twice", line=one.line, key=written)
        seen.add(key)
        if key == NOT:
            forbidden = _forbidden(one, written, wrongs)
        elif one.value is None:
            continue
        elif key == "time":
            minutes = read_minutes(one, written, wrongs)
        else:
            value = read_value(key, known[key], one, written, wrongs)
            values |= {} if value is None else {key: value}
    return Given(MappingProxyType(values), minutes, MappingProxyType(forbidden))


def _named(entry: Entry, keys: tuple[str, ...], wrongs: Wrongs) -> Iterable[tuple[str, str, Entry]]:
    """The file's keys as written, as the vocabulary has them, and their values; others are told."""
    meant = {title: key for key in keys for title in titles(key)}
    if not isinstance(entry.value, dict):
        wrongs.add("not_mapping", line=entry.line, keys=", ".join(dict.fromkeys(meant)))
        return
    for written, one in entry.value.items():
        if written.casefold() in meant:
            yield written, meant[written.casefold()], one
        else:
            wrongs.unknown("told_unknown", written, meant, line=one.line, key=written)


def read_value(key: str, known: Circumstance, entry: Entry, at: str, wrongs: Wrongs) -> str | None:
    """A value of the vocabulary; None, with a problem told, where it is none."""
    told = entry.raw.strip().casefold()
    if isinstance(entry.value, list | dict) or not told:
        wrongs.add("not_text", line=entry.line, key=at)
        return None
    if known.count is not None and told.lstrip("+-").isdigit():
        number = read_minutes(entry, at, wrongs)
        return None if number is None else known.count(number)
    meant = {word: value for value in known.values for word in words(key, value)}
    if told not in meant:
        wrongs.unknown("told_value", entry.raw, meant, line=entry.line, key=at)
    return meant.get(told)


def read_minutes(entry: Entry, at: str, wrongs: Wrongs) -> int | None:
    """A whole number above nought, as people and minutes are counted."""
    told = entry.raw.strip()
    number = int(told) if told.isascii() and told.isdigit() and len(told) < 9 else 0
    if isinstance(entry.value, list | dict | bool) or not 0 < number <= LARGEST:
        wrongs.add("told_number", line=entry.line, key=at, told=told, most=LARGEST)
        return None
    return number


def _forbidden(entry: Entry, at: str, wrongs: Wrongs) -> dict[str, bool]:
    """Techniques with whether what forbids them is the case."""
    if entry.value is None:
        return {}
    if not isinstance(entry.value, dict):
        wrongs.add("told_flags", line=entry.line, key=at)
        return {}
    found = {}
    for key, one in entry.value.items():
        told = YES.get(one.raw.strip().casefold())
        if key not in techniques():
            wrongs.unknown("told_technique", key, techniques(), line=one.line, key=f"{at}.{key}")
        elif told is None and one.value is not None:
            wrongs.add("told_flag", line=one.line, key=f"{at}.{key}", told=one.raw)
        elif told is not None:
            found[key] = told
    return found
