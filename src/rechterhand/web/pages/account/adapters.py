"""How django-allauth fits here: nobody makes an account uninvited, unless the identity provider vouches for them."""

from __future__ import annotations

from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.urls import reverse

from rechterhand.text import Message
from rechterhand.web.actions.inviting import arrive
from rechterhand.web.actions.recovering import claim
from rechterhand.web.actions.sessions import account_of
from rechterhand.web.data.models import Person
from rechterhand.web.look.say import say, say_later

log = structlog.get_logger("rechterhand.account")
WRONG = {
    "account_inactive": say_later("account.wrong.inactive"),
    "enter_current_password": say_later("account.wrong.password"),
    "incorrect_password": say_later("account.wrong.password"),
    "incorrect_code": say_later("account.wrong.code"),
    "invalid_login": say_later("account.wrong.sign_in"),
    "email_password_mismatch": say_later("account.wrong.sign_in"),
    "username_password_mismatch": say_later("account.wrong.sign_in"),
    "too_many_login_attempts": say_later("account.wrong.too_often"),
    "rate_limited": say_later("account.wrong.too_often"),
}


class Accounts(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Accounts with a password."""

    error_messages = DefaultAccountAdapter.error_messages | WRONG

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People come by invitation."""
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Tries count for the account, by whichever of its names they were made."""
        person = account_of(str(credentials.get("email") or credentials.get("username") or ""))
        key: str = super()._get_login_attempts_cache_key(request, **credentials)
        return key if person is None else f"account {person.pk}"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the ways of signing in."""
        return reverse("mfa_index")

    def pre_login(self, request: HttpRequest, user: Any, **told: Any) -> Any:
        """The people of the demonstration are chosen, with a button: they don't sign in."""
        if user.is_demonstration:
            return redirect("start:home")
        return super().pre_login(request, user, **told)


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc] # allauth has no types
    """Passkeys, codes of an app and recovery codes."""

    error_messages = DefaultMFAAdapter.error_messages | WRONG

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a passkey is called until its owner calls it something."""
        count = user.authenticator_set.filter(type=type).count()
        return say("account.passkey.number", name=str(count + 1))

    def get_totp_issuer(self) -> str:
        """What the app shows."""
        return "Rechterhand"


class Elsewhere(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Accounts of the identity provider: who comes from there has an account, and sees nothing until given a role."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """The provider decides who gets in."""
        return True

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Who was invited has come; an address of another account, which nobody verified, opens nothing.

        Who comes by a verified address for the first time is the only one who gets in from then on.
        """
        person = sociallogin.user if sociallogin.is_existing else None
        joins = sociallogin.state.get("process") == "connect"
        if person is not None:
            if person.is_invited:
                _arrived(person, sociallogin)
            elif person.is_active and not joins and not sociallogin.account.pk:
                claim(person)
            return
        address = sociallogin.user.email
        if address and not joins and Person.objects.filter(email__iexact=address).exists():
            told = {"address": address, "what": Message.of("account.elsewhere.taken", address=address)}
            raise ImmediateHttpResponse(render(request, "socialaccount/refused.html", told, status=409))

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, **told: Any
    ) -> None:
        """The page says what to do; why it went wrong stands in the log."""
        log.warning("sign-in elsewhere refused", error=str(error), said=str(exception))

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        """Back to the ways of signing in."""
        return reverse("mfa_index")

    def authenticate_by_email(self, sociallogin: Any) -> tuple[Person, str] | None:
        """The account with an address that was verified, whatever the capitals."""
        for one in sociallogin.email_addresses:
            if one.verified and self.can_authenticate_by_email(sociallogin, one.email):
                person = Person.objects.filter(email__iexact=one.email).first()
                if person is not None:
                    return person, one.email
        return None

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Take over the name as it is."""
        person = super().populate_user(request, sociallogin, data)
        person.name = data.get("name") or " ".join(filter(None, (data.get("first_name"), data.get("last_name"))))
        return person


def _arrived(person: Person, sociallogin: Any) -> None:
    """Somebody who was invited comes by the identity provider: the account is theirs, the link ends."""
    if not person.is_active:
        return
    told = sociallogin.account.extra_data.get("userinfo", sociallogin.account.extra_data)
    wanted = (str(told.get("preferred_username") or ""), person.email)
    arrive(person.pk, [one for one in wanted if one], str(told.get("name") or ""))
    person.refresh_from_db()
