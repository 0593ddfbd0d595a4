"""Forms of the area."""

from __future__ import annotations

from django import forms

from rechterhand.web.data.models.person import LANGUAGES
from rechterhand.web.look.say import say_later


class InviteForm(forms.Form):
    """Whom to invite; the link is for you to hand over."""

    name = forms.CharField(label=say_later("administration.name"), max_length=200)
    email = forms.EmailField(label=say_later("administration.email"), required=False)
    language = forms.ChoiceField(label=say_later("administration.language"), choices=LANGUAGES, required=False)
