"""Takes people's names out of a plan: what is shown names the role, or the resource's number in the file.

A resource counts as a person when it works (no equipment, material or cost), isn't marked generic, and its name reads
like one: two to five words with capitals ('Jan de Vries', 'Vries, Jan de', 'J. de Vries') and no word for a role or a
team among them, or a single given name. Such names are replaced wherever the plan carries text. Of names that are
surely a person's (a given name, initials or a particle among the words) the parts go too: 'Vakantie Jan' tells as much
as the full name. Of others ('Steel Fixer' may be a trade) only the whole is replaced, else ordinary words went as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import resources
from types import MappingProxyType

from rechterhand.record.activity import Activity
from rechterhand.record.plan import Plan
from rechterhand.record.resource import Resource, ResourceKind

_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_]")
_TOO_SHORT = 3


def without_names(plan: Plan) -> Plan:
    """The plan with people's names replaced by their role, group or 'resource <id>'; ids and numbers stay.

    Doing it twice gives the same as doing it once.
    """
    hide = masker(plan)
    if hide is None:
        return plan
    people = {one.id for one in plan.resources if is_person(one)}
    return replace(
        plan,
        name=hide(plan.name),
        activities=tuple(_activity(one, hide) for one in plan.activities),
        resources=tuple(
            _person(one, hide) if one.id in people else replace(one, notes=_maybe(one.notes, hide))
            for one in plan.resources
        ),
        calendars=tuple(replace(one, name=hide(one.name)) for one in plan.calendars),
        assignments=tuple(
            replace(one, role=_maybe(one.role, hide), fields=_values(one.fields, hide)) for one in plan.assignments
        ),
        properties=_values(plan.properties, hide),
    )


def masker(plan: Plan) -> Callable[[str], str] | None:
    """A function that takes the people of this plan out of a text; None when the plan names nobody."""
    labels = dict(_labels(plan))
    if not labels:
        return None
    longest = sorted(labels, key=lambda word: (-len(word), word))
    found = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in longest) + r")(?!\w)", re.IGNORECASE)

    def hide(text: str) -> str:
        masked = found.sub(lambda match: labels[match.group().casefold()], text)
        return _again(masked, set(labels.values()))

    return hide


def label(one: Resource) -> str:
    """What stands in place of a person's name, itself written as one; 'resource' is the word in both languages."""
    return one.role or one.group or f"Resource {one.id}"


def is_person(one: Resource) -> bool:
    """Whether the resource's name is (probably) that of a natural person."""
    if one.kind is not ResourceKind.WORK or one.generic:
        return False
    return reads_like_a_person(one.name)


def reads_like_a_person(name: str) -> bool:
    """Whether a text reads like the name of a person: 'Jan de Vries' does, 'Functioneel beheerder' does not."""
    if any(sign.isdigit() for sign in name):
        return False
    words = [word for word in _WORD.findall(name) if word.casefold() not in _particles()]
    if not words or len(words) > 5 or any(_is_role(word) for word in words):
        return False
    if len(words) == 1:
        return words[0].casefold() in given_names()
    return all(word[0].isupper() for word in words) and not name.isupper()


def surely_a_person(name: str) -> bool:
    """Whether the name carries a mark of a person's: a given name, initials, or a particle such as 'van der'."""
    if not reads_like_a_person(name):
        return False
    words = [word.casefold() for word in _WORD.findall(name)]
    return any(
        word in _particles()
        or word in given_names()
        or word.split("-")[0] in given_names()
        or _INITIALS.fullmatch(word)
        for word in words
    )


@cache
def given_names() -> frozenset[str]:
    """Common given names, lower case."""
    return frozenset(_list("given_names.txt"))


@cache
def _particles() -> frozenset[str]:
    return frozenset(_list("name_particles.txt"))


@cache
def _roles() -> tuple[str, ...]:
    return tuple(_list("role_words.txt"))


def _list(name: str) -> list[str]:
    text = resources.files("rechterhand.record").joinpath(name).read_text(encoding="utf-8")
    return [word for line in text.splitlines() if not line.startswith("#") for word in line.split()]


@cache
def _is_role(word: str) -> bool:
    low = word.casefold().rstrip(".")
    return any(low == part or (len(part) > 3 and (low.startswith(part) or low.endswith(part))) for part in _roles())


def _labels(plan: Plan) -> Iterator[tuple[str, str]]:
    """Every text that tells who it is, lower case, and what replaces it; parts first, so that full names win."""
    people = [(one.name, label(one)) for one in plan.resources if is_person(one)]
    known = {name for name, _ in people}
    told = dict.fromkeys(one.responsible for one in plan.activities if one.responsible and one.responsible not in known)
    people += [(name, "–") for name in told if reads_like_a_person(name)]
    for name, shown in people:
        for part in _parts(name):
            yield part.casefold(), shown
    for name, shown in people:
        yield name.casefold().strip(), shown
        if "," in name:
            last, _, first = name.partition(",")
            yield f"{first.strip()} {last.strip()}".casefold(), shown


def _parts(name: str) -> Iterator[str]:
    """Given and family names by themselves, where they are long enough to tell."""
    if not surely_a_person(name):
        return
    for word in _WORD.findall(name):
        plain = word.rstrip(".")
        if plain.casefold() in _particles() or _INITIALS.fullmatch(word) or len(plain) < _TOO_SHORT:
            continue
        yield plain
    family = [word for word in name.replace(",", " ").split() if word.strip()]
    for start in range(1, len(family) - 1):
        if family[start].casefold() in _particles():
            yield " ".join(family[start:])
            break


def _again(text: str, labels: set[str]) -> str:
    """'Tester Tester' was a given and a family name: once is enough."""
    for shown in labels:
        text = re.sub(rf"{re.escape(shown)}(?:[ ,]+{re.escape(shown)})+", shown.replace("\\", r"\\"), text)
    return text


def _activity(one: Activity, hide: Callable[[str], str]) -> Activity:
    return replace(
        one,
        name=hide(one.name),
        responsible=_maybe(one.responsible, hide),
        notes=_maybe(one.notes, hide),
        external_project=_maybe(one.external_project, hide),
        codes=_texts(one.codes, hide),
        fields=_values(one.fields, hide),
    )


def _person(one: Resource, hide: Callable[[str], str]) -> Resource:
    """Notes on a person are about that person: they go altogether."""
    fields, codes = _values(one.fields, hide), _texts(one.codes, hide)
    return replace(one, name=label(one), code=None, notes=None, fields=fields, codes=codes)


def _maybe(text: str | None, hide: Callable[[str], str]) -> str | None:
    return None if text is None else hide(text)


def _texts(texts: Mapping[str, str], hide: Callable[[str], str]) -> Mapping[str, str]:
    return MappingProxyType({key: hide(value) for key, value in texts.items()}) if texts else texts


def _values(values: Mapping[str, object], hide: Callable[[str], str]) -> Mapping[str, object]:
    if not values:
        return values
    return MappingProxyType({key: hide(value) if isinstance(value, str) else value for key, value in values.items()})
