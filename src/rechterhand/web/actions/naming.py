"""By which texts somebody is known: every name, address and user name that their history tells, as one pattern.

Of a name the words count, however they are joined: 'Xandra Quist' is also `xandra-quist` in a slug and `Xandra_Quist`
in a file's name, with accents and without. A name of one word alone may be anybody's, or a word; so may a user name of
letters alone, unless a word of the person's names is part of it ('xquist').

Capitals and letters are spelled out, since what a database takes for them hangs on its locale: in that of 'C', É isn't
the capital of é, and no letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from django.apps import apps

from rechterhand.web.data.models import Person

SIGN = "[:alnum:]À-ÖØ-öø-ʯͰ-ͽͿ-῿"
"""Letters and digits between brackets, in a database of any locale."""
WORD = re.compile(r"\w+")
SHORTEST = 3
"""Letters of a word that tells whose a user name is."""


def pattern_of(person: Person) -> str:
    """A regular expression of PostgreSQL for all of them, with capitals or without; '' for none."""
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
    return rf"(?<![{SIGN}])({'|'.join(longest)})(?![{SIGN}])" if longest else ""


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
            _escaped(one) if WORD.fullmatch(one) else f"[^{SIGN}]{{1,3}}" if one.isspace() else f"[^{SIGN}]{{0,3}}"
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
    """A text as a regular expression of PostgreSQL, in which each letter stands as a capital as well."""
    return "".join(_sign(one) for one in text)


def _sign(one: str) -> str:
    forms = sorted({each for each in (one, one.lower(), one.upper(), one.title()) if len(each) == 1})
    if len(forms) > 1:
        return f"[{''.join(forms)}]"
    return one if one.isalnum() or one.isspace() or one == "_" else f"\\{one}"
