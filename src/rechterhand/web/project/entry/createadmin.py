"""``rechterhand createadmin``."""

from __future__ import annotations

from pathlib import Path

from django.core.exceptions import ValidationError

from rechterhand.errors import BadInput
from rechterhand.text import Message
from rechterhand.web.project.installation import installation, waiting


def password_in(file: Path) -> str:
    """The password on the first line of a file. Raises BadInput when there is none."""
    try:
        found = file.read_text(encoding="utf-8").split("\n", 1)[0].rstrip("\r")
    except OSError:
        found = ""
    if not found:
        raise BadInput(Message.of("workbench.no_password"), where={"file": str(file)})
    return found


def create(name: str, password: str) -> None:
    """Make an administrator. Raises BadInput for a name that is taken or a password that is easily guessed."""
    with installation():
        if waiting():
            raise BadInput(Message.of("workbench.not_migrated"), hint=Message.of("workbench.not_migrated.hint"))
        _create(name.strip(), password)


def _create(name: str, password: str) -> None:
    from django.contrib.auth.password_validation import validate_password  # noqa: PLC0415 - needs settings

    from rechterhand.web.data.models import Person  # noqa: PLC0415 - models need settings

    if Person.objects.filter(username__iexact=name).exists():
        raise BadInput(Message.of("workbench.name_taken", name=name))
    person = Person(username=name, is_administrator=True)
    try:
        person.clean_fields(exclude=["password"])
        validate_password(password, person)
    except ValidationError as error:
        raise BadInput(Message.of("workbench.unfit_account", reason=" ".join(error.messages))) from error
    person.set_password(password)
    person.save()
