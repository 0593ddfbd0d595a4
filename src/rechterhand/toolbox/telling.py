"""A technique as it is told in one language: a page of Markdown with fixed headings, taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rechterhand.text import Language

HEADINGS: dict[Language, tuple[str, ...]] = {
    "en": ("When", "When not", "Who", "Steps", "What it answers", "Output", "Source"),
    "nl": ("Wanneer", "Wanneer niet", "Wie", "Stappen", "Waar het op antwoordt", "Wat het oplevert", "Bron"),
}
_STEP = re.compile(r"(?P<number>\d+)\. (?P<text>.+) \*\((?P<minutes>\d+) min, (?P<who>[^()]+)\)\*")
_ASKED = re.compile(r"\*\*(?P<question>[^*]+\?)\*\* (?P<rest>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what happens, how many minutes it takes and who does it."""

    text: str
    minutes: int
    who: str


@dataclass(frozen=True, slots=True)
class Telling:
    """A technique in words. ``question`` asks whether what forbids it is the case; ``unless`` says what to do then."""

    name: str
    purpose: str
    when: str
    question: str
    unless: str
    who: str
    steps: tuple[Step, ...]
    answers: str
    output: str
    source: str


def telling(text: str, language: Language) -> Telling:
    """Take a page apart.

    Raises
    ------
    ValueError
        What is missing or out of place.
    """
    head, *parts = re.split(r"^## ", text.strip() + "\n", flags=re.MULTILINE)
    name, _, purpose = head.partition("\n")
    if not name.startswith("# ") or not purpose.strip() or "\n\n" in purpose.strip():
        raise ValueError("A page begins with its name ('# …') and one paragraph that says what it is for.")
    found = {title.strip(): body.strip() for title, _, body in (part.partition("\n") for part in parts)}
    if tuple(found) != HEADINGS[language] or not all(found.values()):
        raise ValueError(f"Headings are, in this order and none empty: {', '.join(HEADINGS[language])}.")
    when, unless, who, steps, answers, output, source = found.values()
    asked = _ASKED.fullmatch(unless)
    if asked is None:
        raise ValueError(f"'{HEADINGS[language][1]}' begins with a question in bold, then says what to do instead.")
    return Telling(
        name=name[2:].strip(),
        purpose=purpose.strip(),
        when=when,
        question=asked["question"],
        unless=asked["rest"],
        who=who,
        steps=tuple(_steps(steps)),
        answers=answers,
        output=output,
        source=source,
    )


def _steps(text: str) -> list[Step]:
    found = []
    for at, line in enumerate(text.splitlines(), 1):
        step = _STEP.fullmatch(line.strip())
        if step is None or int(step["number"]) != at:
            raise ValueError(f"Step {at} isn't written as '{at}. What happens. *(15 min, who)*': {line}")
        found.append(Step(step["text"], int(step["minutes"]), step["who"]))
    return found
