"""What people choose for themselves."""

from __future__ import annotations

from rechterhand.text import Language
from rechterhand.web.actions.acting import acting, changed, found
from rechterhand.web.data.models import Person


def choose_language(person: Person, language: Language) -> Person:
    """The language in which the workbench speaks to somebody. Raises NotThere."""
    with acting(person, "person.language"):
        return changed(found(Person, pk=person.pk), {"language": language})
