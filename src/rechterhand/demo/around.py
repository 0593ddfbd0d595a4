"""The circumstances of the demonstration, as its project office filled in the form for the toolbox."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Any

from rechterhand.demo.written import written
from rechterhand.text import Language, Message, render
from rechterhand.toolbox.circumstance import circumstances, name_of, value_of

FILE = "circumstances.yaml"
_LANGUAGE: Language = "nl"
_WIDTH = 110


def around() -> bytes:
    """The file that ``toolbox advise --circumstances`` reads, in the language of the programme.

    Raises
    ------
    KeyError
        An answer to what no form asks.
    """
    told = written("circumstances")
    lines = list(_comment(told["head"]))
    for one in told["answer"]:
        question = _say(circumstances()[one["key"]].question)
        lines += ["", *_comment(question), *_comment(one["why"]), _answer(one)]
    lines += ["", f"{_say(Message.of('toolbox.not'))}:"]
    for one in told["not"]:
        lines += [f"  {line}" for line in _comment(one["why"])]
        lines.append(f"  {one['technique']}: {'ja' if one['value'] else 'nee'}")
    return ("\n".join(lines) + "\n").encode()


def _answer(one: dict[str, Any]) -> str:
    key, value = one["key"], one["value"]
    return f"{_say(name_of(key))}: {value if isinstance(value, int) else _say(value_of(key, value))}"


def _comment(text: str) -> Iterator[str]:
    return (f"# {line}" for line in wrap(text, _WIDTH))


def _say(message: Message) -> str:
    return render(message, _LANGUAGE)
