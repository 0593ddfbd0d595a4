"""Finds techniques by key or name, and by what they answer and fit; what doesn't exist is refused with what does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from rechterhand.errors import BadInput
from rechterhand.text import LANGUAGES, Message, render
from rechterhand.toolbox.answers import BOTTLENECKS
from rechterhand.toolbox.catalogue import techniques
from rechterhand.toolbox.circumstance import circumstances, name_of, value_of
from rechterhand.toolbox.technique import Technique
from rechterhand.toolbox.told import LARGEST, words
from rechterhand.toolbox.vocabulary import ANSWERS

NEAR = 3


def named(told: str) -> Technique:
    """The technique with this key or name, in either language; the beginning of one will do where no other has it.

    Raises
    ------
    BadInput
        There is none, or several begin so; those whose key or name is nearest are named.
    """
    asked, meant = " ".join(told.casefold().split()), _called()
    whole = {key for one, key in meant if one == asked}
    begun = whole or {key for one, key in meant if asked and one.startswith(asked)}
    if len(begun) == 1:
        return techniques()[begun.pop()]
    if begun:
        raise BadInput(Message.of("toolbox.wrong.key_several", told=told), hint=_keys(sorted(begun)))
    near = get_close_matches(asked, [one for one, _ in meant], n=2 * NEAR)
    raise BadInput(
        Message.of("toolbox.wrong.key", told=told),
        hint=_keys(key for one in near for name, key in meant if name == one),
    )


def _called() -> list[tuple[str, str]]:
    """What each technique may be called, with its key."""
    pages = ((page.name.casefold(), key) for key, one in techniques().items() for page in one.told.values())
    return [*((key, key) for key in techniques()), *pages]


def _keys(found: Iterable[str]) -> Message:
    """The keys that may have been meant."""
    near = dict.fromkeys(found)
    if not near:
        return Message.of("toolbox.wrong.key_all")
    return Message.of("toolbox.wrong.key_near", near=tuple(near)[:NEAR])


def matching(answers: str | None, fits: Mapping[str, str], minutes: int | None) -> list[Technique]:
    """The techniques that answer something, fit circumstances (any that a technique doesn't ask of fits) and take no
    longer.

    Parameters
    ----------
    answers
        A trouble, in a word of the vocabulary or as people read it, or a kind of bottleneck.
    fits
        Values by circumstance, each a word of the vocabulary or as people read it.
    minutes
        The most that it may take.

    Raises
    ------
    BadInput
        A word that doesn't exist, with those that do.
    """
    wanted = None if answers is None else frozenset(_troubles(answers))
    values = {key: _value(key, told) for key, told in fits.items()}
    return [
        one
        for one in techniques().values()
        if (wanted is None or wanted & set(one.answers))
        and all(value in one.fits.get(key, (value,)) for key, value in values.items())
        and (minutes is None or one.minutes <= minutes)
    ]


def _troubles(told: str) -> tuple[str, ...]:
    meant = {word: (key,) for key in ANSWERS for word in _words_of(key)} | dict(BOTTLENECKS)
    if told.casefold() not in meant:
        troubles = [_choice(key, Message(f"toolbox.answer.{key}")) for key in ANSWERS]
        raise BadInput(
            Message.of("toolbox.wrong.answer", told=told), hint=_known(told, meant, (*troubles, *BOTTLENECKS))
        )
    return meant[told.casefold()]


def _words_of(key: str) -> tuple[str, ...]:
    return (key, *(render(Message(f"toolbox.answer.{key}"), language).casefold() for language in LANGUAGES))


def _value(key: str, told: str) -> str:
    known = circumstances()[key]
    if known.count is not None and told.isascii() and told.isdigit() and 0 < int(told) <= LARGEST:
        return known.count(int(told))
    meant = {word: value for value in known.values for word in words(key, value)}
    if told.casefold() not in meant:
        raise BadInput(
            Message.of("toolbox.wrong.filter", name=name_of(key), told=told),
            where={"option": f"--{key}"},
            hint=_known(told, meant, [_choice(value, value_of(key, value)) for value in known.values]),
        )
    return meant[told.casefold()]


def _choice(key: str, word: Message) -> Message | str:
    """A word for people with the one that is short to type, where these differ."""
    same = all(render(word, language).casefold() == key for language in LANGUAGES)
    return key if same else Message.of("toolbox.choice", name=word, key=key)


def _known(told: str, meant: Iterable[str], known: Iterable[Message | str]) -> Message:
    near = get_close_matches(told.casefold(), list(meant), n=1)
    return Message.of("profiles.meant", name=near[0]) if near else Message.of("toolbox.wrong.known", known=tuple(known))
