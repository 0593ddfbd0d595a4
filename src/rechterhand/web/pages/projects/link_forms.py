"""Forms of links between projects."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse

from rechterhand.text import Message
from rechterhand.web.actions.links import Ends, Hold
from rechterhand.web.data.models import LinkKind, Programme, Project
from rechterhand.web.data.models.project_link import LONGEST_LAG
from rechterhand.web.look.say import say, say_later, told
from rechterhand.web.pages.projects.forms import RevisionForm
from rechterhand.web.queries.project_links import activity_meant

SIDES = ("predecessor", "successor")


def _activity(side: str) -> forms.CharField:
    """What somebody writes is looked up while it is written, and listed beside the field."""
    return forms.CharField(
        label=say_later(f"projects.link.{side}_activity"),
        max_length=400,
        help_text=say_later("projects.link.activity.hint"),
        widget=forms.TextInput(attrs={"list": f"{side}-activities", "autocomplete": "off"}),
    )


class HowHeld(forms.Form):
    """How the one holds the other."""

    type = forms.ChoiceField(label=say_later("projects.link.type"))
    lag_days = forms.FloatField(
        label=say_later("projects.link.lag"),
        help_text=say_later("projects.link.lag.hint"),
        min_value=-LONGEST_LAG,
        max_value=LONGEST_LAG,
        initial=0,
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        found: Any = self.fields
        found["type"].choices = [(one, say(f"records.link_type.{one}")) for one in LinkKind.values]

    def hold(self) -> Hold:
        """As the action takes it."""
        return Hold(self.cleaned_data["type"], self.cleaned_data["lag_days"])


class NewLink(HowHeld):
    """A link between activities of two projects."""

    predecessor = forms.ModelChoiceField(
        Project.objects.none(), label=say_later("projects.link.predecessor"), empty_label="–"
    )
    predecessor_activity = _activity("predecessor")
    successor = forms.ModelChoiceField(
        Project.objects.none(), label=say_later("projects.link.successor"), empty_label="–"
    )
    successor_activity = _activity("successor")
    field_order = ("predecessor", "predecessor_activity", "type", "lag_days", "successor", "successor_activity")

    def __init__(self, *arguments: Any, projects: QuerySet[Project], programme: Programme, **named: Any) -> None:
        super().__init__(*arguments, **named)
        found: Any = self.fields
        for side in SIDES:
            found[side].queryset = projects
            url = reverse("projects:link_activities", kwargs={"programme": programme.slug})
            found[f"{side}_activity"].widget.attrs |= {
                "hx-get": f"{url}?side={side}",
                "hx-trigger": "focus, input changed delay:250ms",
                "hx-target": f"#{side}-activities",
                "hx-include": "closest form",
                "hx-swap": "innerHTML",
                "hx-params": f"{side},{side}_activity,side",
            }

    def clean(self) -> dict[str, Any]:
        """Two projects, and in each an activity that one can find."""
        found = super().clean() or self.cleaned_data
        one, other = (found.get(side) for side in SIDES)
        if one is not None and one == other:
            self.add_error("successor", say("records.link.within"))
        for side in SIDES:
            project, text = found.get(side), found.get(f"{side}_activity") or ""
            meant = activity_meant(project, text) if project is not None and text else None
            if isinstance(meant, Message):
                self.add_error(f"{side}_activity", told(meant))
            found[f"{side}_number"] = meant
        return found

    def ends(self) -> Ends:
        """As the action takes them."""
        found = self.cleaned_data
        return Ends(
            found["predecessor"].pk, found["predecessor_number"], found["successor"].pk, found["successor_number"]
        )


class ChangedLink(HowHeld, RevisionForm):
    """Another type or lag of a link that is there."""
