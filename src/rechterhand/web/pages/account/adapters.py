"""How django-allauth fits here: nobody makes an account uninvited, unless the identity provider vouches for them."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.shortcuts import redirect


class Accounts(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Accounts with a password."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People come by invitation."""
        return False

    def pre_login(self, request: HttpRequest, user: Any, **told: Any) -> Any:
        """The people of the demonstration are chosen, with a button: they don't sign in."""
        if user.is_demonstration:
            return redirect("start:home")
        return super().pre_login(request, user, **told)


class Elsewhere(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Accounts of the identity provider: who comes from there has an account, and sees nothing until given a role."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """The provider decides who gets in."""
        return True

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Take over the name as it is."""
        person = super().populate_user(request, sociallogin, data)
        person.name = data.get("name") or " ".join(filter(None, (data.get("first_name"), data.get("last_name"))))
        return person
