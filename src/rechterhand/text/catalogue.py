"""The catalogues: texts by key, a .po file for each area and language, read when first needed.

A member of a registry has a file of its own, in the folder of its area: ``checks.leads.title`` stands in
``checks/leads.po``, what all checks share in ``checks.po``.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Literal, cast, get_args

from babel.messages.pofile import read_po

from rechterhand.text.message import Message, Value
from rechterhand.text.writing import Writer, is_one

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@cache
def areas(language: Language) -> frozenset[str]:
    """The names of all catalogues of a language, without their suffix: 'intake', 'checks', 'checks/leads'."""
    folder = resources.files("rechterhand.text") / "locale" / language
    found = {entry.name.removesuffix(".po") for entry in folder.iterdir() if entry.name.endswith(".po")}
    for inner in (entry for entry in folder.iterdir() if entry.is_dir()):
        names = (entry.name for entry in inner.iterdir() if entry.name.endswith(".po"))
        found |= {f"{inner.name}/{name.removesuffix('.po')}" for name in names}
    return frozenset(found)


@cache
def area_of(key: str, language: Language) -> str:
    """The catalogue in which a key stands: that of its member where there is one, else that of its area."""
    area, member = (*key.split(".", 2), "")[:2]
    own = f"{area}/{member}"
    return own if own in areas(language) else area


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
    forms = texts(area_of(message.key, language), language)[message.key]
    form = forms[0] if len(forms) == 1 or is_one(message.values.get("count")) else forms[1]
    if "{" not in form and "}" not in form:
        return form  # most texts of a page
    writer = _writer(language)
    return writer.vformat(form, (), dict(message.values))


@cache
def _writer(language: Language) -> Writer:
    def nested(value: Value) -> str:
        return render(cast(Message, value), language)

    return Writer(language, nested)
