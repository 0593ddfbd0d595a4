"""Asks on a terminal for the circumstances that a plan doesn't tell; in a pipe nothing is asked."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any

from rechterhand.cli.language import language, say
from rechterhand.findings.profiles.document import Entry
from rechterhand.text import render
from rechterhand.text.plain import plain
from rechterhand.toolbox.advise import Advice, advise
from rechterhand.toolbox.circumstance import circumstances, value_of
from rechterhand.toolbox.situation import Basis, Given, situation
from rechterhand.toolbox.told import YES, Wrongs, read_minutes, read_value

TRIES = 2
"""How often an answer may be mended."""


class Enough(Exception):
    """Whoever answers has closed the door: nothing more is asked."""


def advised(seen: Any, given: Given) -> Advice:
    """Advice; on a terminal what isn't known is asked first, then of what is advised whether something forbids it."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return advise(seen, given)
    try:
        given = _around(seen, given)
        return _unforbidden(seen, given)
    except Enough:
        sys.stderr.write("\n")
        return advise(seen, given)


def _around(seen: Any, given: Given) -> Given:
    """Asks for every circumstance that isn't known."""
    for key, one in situation(seen, given).known.items():
        if one.basis is not Basis.UNKNOWN:
            continue
        asked = circumstances()[key]
        values = tuple(render(value_of(key, value), language()) for value in asked.values)
        choice = say("toolbox.form.number") if asked.is_number else " | ".join(values)
        question = say("toolbox.advise.ask", question=asked.question, choice=choice)
        for _ in range(1 + TRIES):
            told = _answer(question)
            if not told:
                break
            wrongs, entry = Wrongs(""), Entry(told, 0, told)
            if key == "time":
                given = replace(given, minutes=read_minutes(entry, key, wrongs))
            elif value := read_value(key, asked, entry, key, wrongs):
                given = replace(given, values={**given.values, key: value})
            if not wrongs.found:
                break
            sys.stderr.write(say("toolbox.advise.again") + "\n")
    return given


def _unforbidden(seen: Any, given: Given) -> Advice:
    """Asks of what is advised what speaks against it, until all that is advised was asked about."""
    advice = advise(seen, given)
    while True:
        left = [one.technique for one in advice.techniques if one.technique.key not in given.forbidden]
        if not left:
            return advice
        page = left[0].told[language()]
        question = say("toolbox.advise.ask_not", technique=page.name, question=page.question)
        told = next((YES[told] for _ in range(1 + TRIES) if (told := _answer(question).casefold()) in YES), False)
        given = replace(given, forbidden={**given.forbidden, left[0].key: told})
        advice = advise(seen, given)


def _answer(question: str) -> str:
    sys.stderr.write(plain(question) + " ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise Enough
    return line.strip()
