"""Who asks, and what people choose for themselves."""

from __future__ import annotations

from django.http import HttpResponse
from ninja import Router
from ninja.responses import Status

from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.errors import Unfit
from rechterhand.web.actions.people import Self, change_self, choose_language, may_change_address
from rechterhand.web.actions.sessions import end_other_sessions, end_session
from rechterhand.web.actions.tokens import withdraw_token
from rechterhand.web.api.declaring import does
from rechterhand.web.api.entity_tags import has_revision, seen
from rechterhand.web.api.paging import page
from rechterhand.web.api.shapes.base import Key, Limit, Offset, Page, known
from rechterhand.web.api.shapes.people import (
    AddressAnswer,
    Ended,
    Me,
    MyAddress,
    MyChoices,
    SessionAnswer,
    TokenAnswer,
    session,
)
from rechterhand.web.api.shapes.people import token as token_shape
from rechterhand.web.data.models import Person
from rechterhand.web.queries.paging import USUAL, part
from rechterhand.web.queries.sign_in_ways import sessions_of
from rechterhand.web.queries.tokens import tokens

router = Router(tags=["account"])


@router.get("me", response=Me)
@does("account.own")
def read_me(request: Guarded, response: HttpResponse) -> Me:
    """Who you are."""
    return _me(request.user, response)


@router.patch("me", response=Me)
@does("account.own", by_revision=True)
def change_me(request: Guarded, told: MyChoices, response: HttpResponse) -> Me:
    """Choose how you are called, and your language."""
    person = request.user
    with seen(request) as revision:
        if told.name is not None:
            language = told.language or person.language
            change_self(person, revision, Self(told.name, person.email, language))
        elif told.language is not None:
            choose_language(person, told.language, revision)
    return _me(Person.objects.get(pk=person.pk), response)


@router.put("me/address", response=AddressAnswer)
@does("account.own", by_revision=True)
def change_my_address(request: Guarded, told: MyAddress, response: HttpResponse) -> AddressAnswer:
    """Change your address; where mail is sent, it holds once the link in the letter to it is opened."""
    person = request.user
    if not may_change_address():
        raise Unfit({"email": [Message.of("account.address.elsewhere")]})
    with seen(request) as revision:
        asked = change_self(person, revision, Self(person.name, told.email, person.language))
    row = Person.objects.get(pk=person.pk)
    has_revision(response, row.revision)
    return AddressAnswer(email=row.email, asked=asked)


@router.get("me/tokens", response=Page[TokenAnswer])
@does("account.own")
def list_my_tokens(request: Guarded, limit: Limit = USUAL, offset: Offset = 0) -> Page[TokenAnswer]:
    """Your access tokens."""
    return page(request, part(tokens(request.user), offset, limit), token_shape, limit=limit, offset=offset)


@router.delete("me/tokens/{int:token}", response={204: None})
@does("account.own")
def withdraw_my_token(request: Guarded, token: Key) -> Status[None]:
    """Withdraw one of them; the one that you come with too."""
    withdraw_token(request.user, token)
    return Status(204, None)


@router.delete("me/sessions", response=Ended)
@does("account.own")
def end_my_other_sessions(request: Guarded) -> Ended:
    """Sign out in every browser but the one that you ask with."""
    return Ended(ended=end_other_sessions(request.user, request.session.session_key))


@router.get("me/sessions", response=Page[SessionAnswer])
@does("account.own")
def list_my_sessions(request: Guarded, limit: Limit = USUAL, offset: Offset = 0) -> Page[SessionAnswer]:
    """The browsers in which you are signed in."""
    found = sessions_of(request.user, request.session.session_key)
    return page(request, part(found, offset, limit), session, limit=limit, offset=offset)


@router.delete("me/sessions/{int:session}", response={204: None})
@does("account.own")
def end_my_session(request: Guarded, session: Key) -> Status[None]:
    """Sign out in one of them."""
    end_session(request.user, session)
    return Status(204, None)


def _me(person: Person, response: HttpResponse) -> Me:
    has_revision(response, person.revision)
    return Me(
        id=person.pk,
        name=str(person),
        username=person.username,
        email=person.email,
        language=known(person.language) or None,
        is_administrator=person.is_administrator,
    )
