"""The catalogues: texts by key, a .po file for each area and language, read when first needed."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Literal, cast, get_args

from babel.messages.pofile import read_po

from rechterhand.text.message import Message, Value
from rechterhand.text.writing import Writer

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@cache
def texts(area: str, language: Language) -> dict[str, tuple[str, ...]]:
    """All texts of one area: key to its forms (one, or singular and plural).

    Raises KeyError when the area has no catalogue in this language.
    """
    file = resources.files("rechterhand.text") / "locale" / language / f"{area}.po"
    if not file.is_file():
        raise KeyError(f"no catalogue {language}/{area}.po")
    with file.open("rb") as stream:
        catalogue = read_po(stream, locale=language)
    found: dict[str, tuple[str, ...]] = {}
    for entry in catalogue:
        if not entry.id:
            continue
        key = entry.id if isinstance(entry.id, str) else entry.id[0]
        text = entry.string or ""
        found[key] = (text,) if isinstance(text, str) else tuple(text)
    return found


def render(message: Message, language: Language) -> str:
    """Write a message in a language.

    Raises KeyError when the key or a placeholder's value is missing: a text is never shown half.
    """
    area = message.key.partition(".")[0]
    forms = texts(area, language)[message.key]
    if len(forms) == 1:
        form = forms[0]
    else:
        count = message.values.get("count")
        form = forms[0] if count == 1 else forms[1]
    writer = _writer(language)
    return writer.vformat(form, (), dict(message.values))


@cache
def _writer(language: Language) -> Writer:
    def nested(value: Value) -> str:
        return render(cast(Message, value), language)

    return Writer(language, nested)
