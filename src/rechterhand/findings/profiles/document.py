"""Reads a YAML file as plain values that know on which line they stand; what could do harm is refused.

Anchors, aliases and tags are no part of these files: an alias can blow up a small file, a tag can make objects. Size,
depth and number of values are limited; a key that stands twice is refused instead of the last one winning.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

import yaml

from rechterhand.findings.profiles.problems import Problems

LARGEST = 1 << 18
DEEPEST = 12
MOST = 40_000

Plain: TypeAlias = "str | int | float | bool | date | None"


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of the file: a plain one, a list or a mapping. ``raw`` is a plain value as it was written."""

    value: Plain | list[Entry] | dict[str, Entry]
    line: int
    raw: str = ""


def load(path: Path, problems: Problems) -> Entry | None:
    """Read a file; None when it can't be, which the problems then tell."""
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            problems.add("too_large", most=LARGEST // 1024)
            return None
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        problems.add("not_utf8")
        return None
    except OSError as error:
        problems.add("unreadable", told=error.strerror or str(error))
        return None
    return parse(text, problems)


def parse(text: str, problems: Problems) -> Entry | None:
    """Read a text; None when it is no YAML, or holds what isn't allowed."""
    try:
        if not _is_harmless(text, problems):
            return None
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.add("no_yaml", line=0 if mark is None else mark.line + 1, told=error.problem or error.context or "")
        return None
    except yaml.YAMLError as error:
        problems.add("no_yaml", told=str(error).splitlines()[0])
        return None
    if node is None:
        problems.add("empty")
        return None
    return _Builder(problems).entry(node, "")


def _is_harmless(text: str, problems: Problems) -> bool:
    """Walk over the events without building anything."""
    depth = documents = 0
    for count, event in enumerate(yaml.parse(text, Loader=yaml.SafeLoader)):
        line = 1 if event.start_mark is None else event.start_mark.line + 1
        documents += isinstance(event, yaml.DocumentStartEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        key = ""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            key = "alias"
        elif getattr(event, "tag", None) is not None:
            key = "tag"
        elif documents > 1:
            key = "documents"
        elif depth > DEEPEST:
            key = "too_deep"
        elif count > MOST:
            key = "too_many"
        if key:
            problems.add(key, line=line)
            return False
    return True


class _Builder:
    """Makes entries of YAML's nodes."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._plain = yaml.constructor.SafeConstructor()

    def entry(self, node: yaml.Node, at: str) -> Entry:
        line = node.start_mark.line + 1
        if isinstance(node, yaml.SequenceNode):
            return Entry([self.entry(one, f"{at}[{place}]") for place, one in enumerate(node.value, 1)], line)
        if isinstance(node, yaml.MappingNode):
            return Entry(self._mapping(node, at), line)
        return Entry(self._scalar(node), line, str(node.value))

    def _mapping(self, node: yaml.MappingNode, at: str) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
            inner = f"{at}.{name}" if at else name
            if not name or name == "<<":
                self._problems.add("bad_key", line=key.start_mark.line + 1, key=at)
            elif name in found:
                self._problems.add("twice", line=key.start_mark.line + 1, key=inner)
            else:
                found[name] = self.entry(value, inner)
        return found

    def _scalar(self, node: yaml.Node) -> Plain:
        """The value; what looks like a date or number and isn't one stays a text, which its field then refuses."""
        try:
            value = self._plain.construct_object(node)
        except (ValueError, OverflowError, yaml.YAMLError):
            return str(node.value)
        return value if isinstance(value, str | int | float | bool | date) else None


def known_keys(entry: Entry, keys: tuple[str, ...], at: str, problems: Problems) -> dict[str, Entry]:
    """The mapping's values; keys that nobody knows are told with the nearest one that exists."""
    if not isinstance(entry.value, dict):
        problems.add("not_mapping", line=entry.line, key=at, keys=", ".join(keys))
        return {}
    for name, value in entry.value.items():
        if name not in keys:
            inner = f"{at}.{name}" if at else name
            problems.unknown("unknown_key", name, keys, line=value.line, key=inner)
    return entry.value
