"""Who asks, and what people choose for themselves."""

from __future__ import annotations

from ninja import Router

from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.people import choose_language
from rechterhand.web.api.declaring import does
from rechterhand.web.api.shapes.base import known
from rechterhand.web.api.shapes.people import Me, MyChoices
from rechterhand.web.data.models import Person

router = Router(tags=["account"])


@router.get("me", response=Me)
@does("account.own")
def read_me(request: Guarded) -> Me:
    """Who you are."""
    return _me(request.user)


@router.patch("me", response=Me)
@does("account.own")
def change_me(request: Guarded, told: MyChoices) -> Me:
    """Choose your language."""
    return _me(choose_language(request.user, told.language))


def _me(person: Person) -> Me:
    return Me(
        id=person.pk,
        name=str(person),
        username=person.username,
        email=person.email,
        language=known(person.language) or None,
        is_administrator=person.is_administrator,
    )
