"""By which texts somebody is known: every name, address and user name that their history tells, as one pattern.

Of a name the words count, however they are joined: 'Xandra Quist' is also `xandra-quist` in a slug and `Xandra_Quist`
in a file's name, with accents and without. A name of one word alone may be anybody's, or a word; so may a user name of
letters alone, unless a word of the person's names is part of it ('xquist').
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from django.apps import apps

from rechterhand.web.data.models import Person

WORD = re.compile(r"\w+")
SHORTEST = 3
"""Letters of a word that tells whose a user name is."""


def pattern_of(person: Person) -> str:
    """A regular expression of PostgreSQL for all of them, to be sought without regard to capitals; '' for none."""
    names, addresses, users = set[str](), set[str](), set[str]()
    for name, email, username in _ever(person):
        names.add(name.strip())
        addresses.add(email)
        users.add(username)
    words = {word.casefold() for name in names for word in WORD.findall(f"{name} {_plain(name)}")}
    found = {one for name in names for one in _joined(name)}
    found |= {_escaped(one) for one in addresses if one}
    found |= {_escaped(one) for one in users if _tells(one, words)}
    longest = sorted(found, key=lambda one: (-len(one), one))
    return rf"(?<![[:alnum:]])({'|'.join(longest)})(?![[:alnum:]])" if longest else ""


def _ever(person: Person) -> Iterator[tuple[str, str, str]]:
    """What the person is called, and was."""
    events = apps.get_model("rechterhand", "PersonEvent")._default_manager.filter(pgh_obj_id=person.pk)
    yield person.name, person.email, person.username
    yield from events.values_list("name", "email", "username").distinct().order_by()


def _joined(name: str) -> Iterable[str]:
    """The words of a name as they may be joined, if there are several."""
    if not re.search(r"\s", name):
        return
    for told in {name, _plain(name)}:
        parts = re.findall(r"\w+|\s+|[^\w\s]+", told)
        yield "".join(
            _escaped(one) if WORD.fullmatch(one) else "[^[:alnum:]]{1,3}" if one.isspace() else "[^[:alnum:]]{0,3}"
            for one in parts
        )


def _tells(username: str, words: Iterable[str]) -> bool:
    """Whether a user name can't well be anything else."""
    low = username.casefold()
    if not low.isalpha():
        return True
    return any(len(one) >= SHORTEST and one in low and one != low for one in words)


def _plain(text: str) -> str:
    """A text without accents, as in slugs."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def _escaped(text: str) -> str:
    """A text as a regular expression of PostgreSQL."""
    return re.sub(r"([^\w\s])", r"\\\1", text)
