"""The reference of the toolbox: an index of all techniques, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator

from rechterhand.text import Language, Message, render
from rechterhand.toolbox.catalogue import techniques
from rechterhand.toolbox.circumstance import name_of, value_of
from rechterhand.toolbox.technique import Technique
from rechterhand.toolbox.telling import HEADINGS, Telling
from rechterhand.toolbox.vocabulary import ANSWERS, CIRCUMSTANCES

LABELS: dict[Language, dict[str, str]] = {
    "en": {
        "all": "{count} techniques to work together on what holds a plan up. "
        "Which of them fit a plan: [the toolbox](../../en/the-toolbox.md).",
        "heads": "| technique | minutes | for | key |",
        "troubles": "By what they answer",
        "minutes": "{minutes} minutes",
        "index": "All techniques",
    },
    "nl": {
        "all": "{count} technieken om samen te werken aan wat een planning ophoudt. "
        "Welke bij een planning passen: [de gereedschapskist](../../nl/de-gereedschapskist.md).",
        "heads": "| techniek | minuten | waarvoor | sleutel |",
        "troubles": "Naar waar ze op antwoorden",
        "minutes": "{minutes} minuten",
        "index": "Alle technieken",
    },
}


def index(language: Language) -> str:
    """A table of all techniques by name, then the troubles with what answers each."""
    labels, found = LABELS[language], sorted(techniques().values(), key=lambda one: one.told[language].name.casefold())
    rows = [f"| {_link(one, language)} | {one.minutes} | {one.told[language].purpose} | `{one.key}` |" for one in found]
    troubles = [
        f"- **{render(Message(f'toolbox.answer.{key}'), language)}** (`{key}`): "
        + " · ".join(_link(one, language) for one in found if key in one.answers)
        for key in ANSWERS
    ]
    head = [labels["all"].format(count=len(found)), "", labels["heads"], "|---|--:|---|---|"]
    return "\n".join([*head, *rows, "", f"## {labels['troubles']}", "", *troubles])


def pages(language: Language) -> Iterator[tuple[str, str]]:
    """Each technique's key with its page."""
    for key, one in techniques().items():
        yield key, _page(one, language)


def _link(one: Technique, language: Language) -> str:
    return f"[{one.told[language].name}](toolbox/{one.key}.md)"


def _page(one: Technique, language: Language) -> str:
    labels, page = LABELS[language], one.told[language]
    lines = [f"# {page.name}", page.purpose, " · ".join(_facts(one, language))]
    for head, text in zip(HEADINGS[language], _parts(page), strict=True):
        lines += [f"## {head}", text]
    return "\n\n".join([*lines, f"[{labels['index']}](../toolbox.md)"]) + "\n"


def _facts(one: Technique, language: Language) -> Iterator[str]:
    labels = LABELS[language]
    yield f"`{one.key}`"
    yield labels["minutes"].format(minutes=one.minutes)
    for key in CIRCUMSTANCES:
        if key in one.fits:
            values = (render(value_of(key, value), language) for value in CIRCUMSTANCES[key] if value in one.fits[key])
            yield f"{render(name_of(key), language)} {' / '.join(values)}"


def _parts(page: Telling) -> tuple[str, ...]:
    steps = (f"{number}. {step.text} *({step.minutes} min, {step.who})*" for number, step in enumerate(page.steps, 1))
    asked = f"**{page.question}** {page.unless}"
    return page.when, asked, page.who, "\n".join(steps), page.answers, page.output, page.source
