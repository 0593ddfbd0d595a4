"""Forms of the area."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from rechterhand.web.data.models import Person
from rechterhand.web.data.models.person import LANGUAGES
from rechterhand.web.look.say import say, say_later
from rechterhand.web.queries.keepers import PlaceLine
from rechterhand.web.queries.people import people_to_choose


class InviteForm(forms.Form):
    """Whom to invite; the link is for you to hand over."""

    name = forms.CharField(label=say_later("administration.name"), max_length=200)
    email = forms.EmailField(label=say_later("administration.email"), required=False)
    language = forms.ChoiceField(label=say_later("administration.language"), choices=LANGUAGES, required=False)


class NameForm(forms.Form):
    """Who becomes PMO'er of which place that nobody looks after; not oneself."""

    place = forms.ChoiceField(label=say_later("administration.place"))
    person = forms.ModelChoiceField(Person.objects.none(), label=say_later("records.column.person"))

    def __init__(self, *arguments: Any, places: Iterable[PlaceLine], viewer: Person, **named: Any) -> None:
        super().__init__(*arguments, **named)
        found: Any = self.fields
        found["place"].choices = [
            (f"{one.kind} {one.slug}", f"{one.name} ({say(f'administration.kind.{one.kind}')})") for one in places
        ]
        found["person"].queryset = people_to_choose(viewer).exclude(pk=viewer.pk)
