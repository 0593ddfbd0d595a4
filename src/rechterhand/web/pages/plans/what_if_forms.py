"""What is to be tried, as a form: ways out that are ticked, and lines of an activity with a new duration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import formset_factory
from django.forms.formsets import BaseFormSet

from rechterhand.text import Message
from rechterhand.web.actions.trying import LONGEST, MOST
from rechterhand.web.look.say import say, say_later
from rechterhand.web.look.say import told as told_of
from rechterhand.web.pages.plans.picking import picked
from rechterhand.web.queries.meant import Meant
from rechterhand.web.queries.trial import Asked


class LastingForm(forms.Form):
    """An activity that lasts other than planned."""

    use_required_attribute = False
    activity = picked("plans.what_if.activity")
    days = forms.FloatField(label=say_later("plans.what_if.days"), required=False, min_value=0, max_value=LONGEST)
    known = Meant(())

    def clean(self) -> dict[str, Any]:
        """An activity that isn't finished with its days, or nothing at all."""
        found = super().clean() or self.cleaned_data
        told, days = found.get("activity") or "", found.get("days")
        if not told and days is None:
            return found
        meant = self.known.find(told) if told else Message.of("records.field.blank")
        if not isinstance(meant, int):
            self.add_error("activity", told_of(meant))
        if days is None and "days" not in self.errors:
            self.add_error("days", say("records.field.blank"))
        if not self.errors and isinstance(meant, int):
            found["made"] = (meant, days)
        return found


class NameForm(forms.Form):
    """The name under which a trial is kept."""

    name = forms.CharField(label=say_later("plans.what_if.name"), max_length=200)


class RenameForm(NameForm):
    """Another name for a scenario."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


if TYPE_CHECKING:
    _Lastings = BaseFormSet[LastingForm]
else:
    _Lastings = BaseFormSet  # takes no type while it runs

LastingForms: Any = formset_factory(LastingForm, formset=_Lastings, extra=2, max_num=MOST, absolute_max=MOST)


def lastings(given: Any, asked: Asked, names: Meant) -> Any:
    """The lines: as they were sent, else those of a choice."""
    told = [
        {"activity": names.label(key), "days": int(days) if days.is_integer() else days}
        for key, days in asked.durations.items()
    ]
    made = LastingForms(given, initial=told, prefix="lasting")
    for one in (*made.forms, made.empty_form):
        one.known = names
    return made


def asked_of(ways: list[str], lines: Any) -> Asked:
    """What lines that are right say, with the ways that are ticked."""
    durations = dict(one.cleaned_data["made"] for one in lines.forms if "made" in one.cleaned_data)
    return Asked(ticked(ways), durations)


def ticked(ways: list[str]) -> tuple[str, ...]:
    """Keys of ways, each once."""
    return tuple(dict.fromkeys(one[:200] for one in ways if one))[:MOST]
