"""The JSON of ``toolbox list`` and ``toolbox show``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rechterhand.schema.envelope import VERSION
from rechterhand.text import Language
from rechterhand.toolbox.technique import Technique
from rechterhand.toolbox.telling import Step
from rechterhand.toolbox.vocabulary import CIRCUMSTANCES


def techniques_document(found: Iterable[Technique], language: Language) -> dict[str, Any]:
    """Techniques with all that is told of them in a language."""
    return {"schema": f"rechterhand/techniques/{VERSION}", "techniques": [_technique(one, language) for one in found]}


def _technique(one: Technique, language: Language) -> dict[str, Any]:
    page = one.told[language]
    return {
        "key": one.key,
        "name": page.name,
        "purpose": page.purpose,
        "minutes": one.minutes,
        "block": one.block,
        "outputs": list(one.out),
        "answers": list(one.answers),
        "fits": {
            key: [each for each in values if each in one.fits.get(key, values)] for key, values in CIRCUMSTANCES.items()
        },
        "when": page.when,
        "when_not": {"question": page.question, "instead": page.unless},
        "who": page.who,
        "steps": [step_of(step) for step in page.steps],
        "what_it_answers": page.answers,
        "output": page.output,
        "source": page.source,
    }


def step_of(step: Step) -> dict[str, Any]:
    """What happens, how many minutes it takes, and who does it."""
    return {"text": step.text, "minutes": step.minutes, "who": step.who}
