"""Forms of the area."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from rechterhand.web.actions.tokens import TokenForm
from rechterhand.web.data.models import Person, TokenScope
from rechterhand.web.data.models.person import LANGUAGES
from rechterhand.web.look.say import say, say_later


class InvitedForm(forms.Form):
    """What somebody who was invited fills in."""

    name = forms.CharField(label=say_later("account.name"), max_length=200)
    username = forms.CharField(
        label=say_later("account.username"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
        help_text=say_later("account.username.hint"),
    )
    password = forms.CharField(
        label=say_later("account.password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=say_later("account.password.hint"),
    )

    def clean_username(self) -> str:
        """A name to sign in with is nobody else's."""
        told = Person.normalize_username(" ".join(self.cleaned_data["username"].split()))
        Person._meta.get_field("username").run_validators(told)
        if Person.objects.filter(username__iexact=told).exists():
            raise forms.ValidationError(say("account.username.taken"))
        return str(told)

    def clean(self) -> dict[str, Any]:
        """A password that isn't easily guessed."""
        found = super().clean() or self.cleaned_data
        if found.get("password"):
            person = Person(username=found.get("username", ""), name=found.get("name", ""))
            try:
                validate_password(found["password"], person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return found


class PasswordForm(forms.Form):
    """A new password."""

    password = forms.CharField(
        label=say_later("account.password.new"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=say_later("account.password.hint"),
    )

    def __init__(self, *arguments: Any, person: Person | None, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.person = person

    def clean_password(self) -> str:
        """One that isn't easily guessed."""
        told: str = self.cleaned_data["password"]
        validate_password(told, self.person)
        return told


class SelfForm(forms.Form):
    """What somebody says of themselves."""

    name = forms.CharField(label=say_later("account.name"), max_length=200)
    email = forms.EmailField(label=say_later("account.address"), required=False, max_length=254)
    language = forms.ChoiceField(label=say_later("account.language"), required=False)
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, may_change_address: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        found: Any = self.fields
        found["language"].choices = [("", say("account.language.browser")), *LANGUAGES]
        found["email"].help_text = say("account.address.hint")
        if not may_change_address:
            found["email"].disabled = True
            found["email"].help_text = say("account.address.fixed")


LASTS = ("30", "90", "365", "")
"""Days that a token holds, to choose from; the last one is for ever."""


class NewToken(forms.Form):
    """A token to make: what it is for, what it may do, how long it holds."""

    name = forms.CharField(
        label=say_later("account.token.name"), max_length=120, help_text=say_later("account.token.name.hint")
    )
    read = forms.BooleanField(label=say_later("account.token.scope.read"), required=False, initial=True)
    write = forms.BooleanField(label=say_later("account.token.scope.write"), required=False)
    administer = forms.BooleanField(label=say_later("account.token.scope.administer"), required=False)
    days = forms.ChoiceField(label=say_later("account.token.lasts"), required=False, initial="90")

    def __init__(self, *arguments: Any, administers: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        found: Any = self.fields["days"]
        found.choices = [(one, say("account.token.days", count=int(one))) for one in LASTS[:-1]]
        found.choices += [("", say("account.token.for_ever"))]
        if not administers:
            del self.fields["administer"]

    def clean(self) -> dict[str, Any]:
        """A token that may do nothing is of no use."""
        found = super().clean() or self.cleaned_data
        if not any(found.get(one.value) for one in TokenScope):
            self.add_error("read", say("account.token.scope.none"))
        return found

    def told(self) -> TokenForm:
        """As the action takes it."""
        found = self.cleaned_data
        scopes = tuple(one for one in TokenScope if found.get(one.value))
        return TokenForm(found["name"], scopes, int(found["days"]) if found["days"] else None)
