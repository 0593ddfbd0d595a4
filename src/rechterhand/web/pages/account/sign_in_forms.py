"""The forms of django-allauth in our own words; what they do is theirs."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm, SetPasswordForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCode
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms

from rechterhand.web.look.say import say

WORDS = {
    "login": "account.login",
    "password": "account.password",
    "oldpassword": "account.password.old",
    "password1": "account.password.new",
    "password2": "account.password.new_again",
    "code": "account.code",
    "name": "account.passkey.name",
}


class InOurWords:
    """Labels from our catalogue, and nothing written inside a field."""

    hints: dict[str, str] = {}  # noqa: RUF012 - each form says its own

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        fields: dict[str, forms.Field] = getattr(self, "fields")  # noqa: B009 - of the form beside which this stands
        for name, field in fields.items():
            if name in WORDS:
                field.label = say(WORDS[name])
            field.help_text = say(self.hints[name]) if name in self.hints else ""
            field.widget.attrs.pop("placeholder", None)


class SignIn(InOurWords, LoginForm):  # type: ignore[misc] # allauth has no types
    """A name or an address, and a password."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class Again(InOurWords, ReauthenticateForm):  # type: ignore[misc] # allauth has no types
    """The password once more."""


class ChangePassword(InOurWords, ChangePasswordForm):  # type: ignore[misc] # allauth has no types
    """Another password."""

    hints = {"password1": "account.password.hint"}  # noqa: RUF012 - as above


class SetPassword(InOurWords, SetPasswordForm):  # type: ignore[misc] # allauth has no types
    """A first password."""

    hints = {"password1": "account.password.hint"}  # noqa: RUF012 - as above


class Code(InOurWords, AuthenticateForm):  # type: ignore[misc] # allauth has no types
    """A code of the app, or a recovery code."""

    hints = {"code": "account.code.hint"}  # noqa: RUF012 - as above


class CodeAgain(InOurWords, ReauthenticateByCode):  # type: ignore[misc] # allauth has no types
    """The same, once more."""

    hints = {"code": "account.code.hint"}  # noqa: RUF012 - as above


class ActivateApp(InOurWords, ActivateTOTPForm):  # type: ignore[misc] # allauth has no types
    """The first code that an app shows."""


class AddPasskey(InOurWords, AddWebAuthnForm):  # type: ignore[misc] # allauth has no types
    """A passkey: it signs in by itself, so it has to know its owner."""

    passwordless = forms.BooleanField(required=False, widget=forms.HiddenInput)
    hints = {"name": "account.passkey.name.hint"}  # noqa: RUF012 - as above

    def clean_passwordless(self) -> bool:
        """Always."""
        return True


class NamePasskey(InOurWords, EditWebAuthnForm):  # type: ignore[misc] # allauth has no types
    """What a passkey is called."""
