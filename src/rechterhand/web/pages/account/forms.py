"""Forms of the area."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from rechterhand.web.data.models import Person
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
        told = Person.normalize_username(self.cleaned_data["username"].strip())
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
