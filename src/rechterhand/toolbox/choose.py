"""Finds techniques by key, and by what they answer and fit; what doesn't exist is refused with what does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from rechterhand.errors import BadInput
from rechterhand.text import LANGUAGES, Message, render
from rechterhand.toolbox.answers import BOTTLENECKS
from rechterhand.toolbox.catalogue import techniques
from rechterhand.toolbox.circumstance import circumstances, name_of
from rechterhand.toolbox.technique import Technique
from rechterhand.toolbox.told import words
from rechterhand.toolbox.vocabulary import ANSWERS

NEAR = 3


def named(key: str) -> Technique:
    """The technique with this key.

    Raises
    ------
    BadInput
        There is none; those whose key or name is nearest are named.
    """
    found = techniques().get(key)
    if found is None:
        raise BadInput(Message.of("toolbox.wrong.key", told=key), hint=_near(key))
    return found


def _near(told: str) -> Message:
    """The keys that may have been meant, by key or by name."""
    meant = {key: key for key in techniques()}
    meant |= {page.name.casefold(): key for key, one in techniques().items() for page in one.told.values()}
    near = dict.fromkeys(meant[one] for one in get_close_matches(told.casefold(), meant, n=2 * NEAR))
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
        raise BadInput(
            Message.of("toolbox.wrong.answer", told=told), hint=_known(told, meant, (*ANSWERS, *BOTTLENECKS))
        )
    return meant[told.casefold()]


def _words_of(key: str) -> tuple[str, ...]:
    return (key, *(render(Message(f"toolbox.answer.{key}"), language).casefold() for language in LANGUAGES))


def _value(key: str, told: str) -> str:
    values = circumstances()[key].values
    meant = {word: value for value in values for word in words(key, value)}
    if told.casefold() not in meant:
        raise BadInput(
            Message.of("toolbox.wrong.filter", name=name_of(key), told=told),
            where={"option": f"--{key}"},
            hint=_known(told, meant, values),
        )
    return meant[told.casefold()]


def _known(told: str, meant: Iterable[str], known: Iterable[str]) -> Message:
    near = get_close_matches(told.casefold(), list(meant), n=1)
    return Message.of("profiles.meant", name=near[0]) if near else Message.of("toolbox.wrong.known", known=tuple(known))
