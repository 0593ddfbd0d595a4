"""Forms of the area. Each that changes something carries the revision that was seen."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.forms import formset_factory
from django.forms.formsets import BaseFormSet

from rechterhand.web.actions.programmes import ProgrammeForm
from rechterhand.web.actions.projects import EARLIEST, LATEST, ProjectForm, Promised
from rechterhand.web.data.models import Health, Method, Person, Phase, Programme, Role
from rechterhand.web.data.models.person import LANGUAGES
from rechterhand.web.look.health import word
from rechterhand.web.look.say import say, say_later
from rechterhand.web.queries.people import people_to_choose
from rechterhand.web.queries.standing import STATES


def _blank(values: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [("", "–"), *values]


class RevisionForm(forms.Form):
    """What somebody changes, and which state of it they saw."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class AboutProject(forms.Form):
    """What a project is."""

    name = forms.CharField(label=say_later("records.column.name"), max_length=200)
    number = forms.CharField(
        label=say_later("records.column.number"),
        max_length=40,
        required=False,
        help_text=say_later("projects.number.hint"),
    )
    programme = forms.ModelChoiceField(
        Programme.objects.none(), label=say_later("records.column.programme"), required=False, empty_label="–"
    )
    phase = forms.ChoiceField(label=say_later("records.column.phase"), required=False)
    method = forms.ChoiceField(label=say_later("records.column.method"), required=False)
    unit = forms.CharField(label=say_later("records.column.unit"), max_length=120, required=False)
    tags = forms.CharField(
        label=say_later("records.column.tags"),
        max_length=400,
        required=False,
        help_text=say_later("projects.tags.hint"),
    )

    def __init__(self, *arguments: Any, programmes: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        found: Any = self.fields
        found["programme"].queryset = programmes
        found["phase"].choices = _blank((one, say(f"records.phase.{one}")) for one in Phase.values)
        found["method"].choices = _blank((one, say(f"records.method.{one}")) for one in Method.values)

    def told(self) -> ProjectForm:
        """As the action takes it."""
        found = self.cleaned_data
        programme = found["programme"]
        return ProjectForm(
            found["name"],
            number=found["number"],
            programme_id=None if programme is None else programme.pk,
            method=found["method"],
            phase=found["phase"],
            unit=found["unit"],
            tags=tuple(found["tags"].split(",")),
        )


class ChangedProject(AboutProject, RevisionForm):
    """The same, of a project that is there; ``leaves`` says whether it may go out of its programme."""

    def __init__(self, *arguments: Any, leaves: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if not leaves:
            found: Any = self.fields["programme"]
            found.required, found.empty_label = True, None
            found.help_text = say("projects.programme.stays")


class AboutProgramme(forms.Form):
    """What a programme is."""

    name = forms.CharField(label=say_later("records.column.name"), max_length=200)
    number = forms.CharField(label=say_later("records.column.number"), max_length=40, required=False)
    unit = forms.CharField(label=say_later("records.column.unit"), max_length=120, required=False)

    def told(self) -> ProgrammeForm:
        """As the action takes it."""
        found = self.cleaned_data
        return ProgrammeForm(found["name"], number=found["number"], unit=found["unit"])


class NewProgramme(AboutProgramme):
    """The same, of one to begin, with somebody to run it."""

    pmo = forms.ModelChoiceField(
        Person.objects.none(),
        label=say_later("access.role.pmo"),
        help_text=say_later("projects.programme.pmo.hint"),
        empty_label="–",
    )

    def __init__(self, *arguments: Any, viewer: Person, **named: Any) -> None:
        super().__init__(*arguments, **named)
        found: Any = self.fields
        found["pmo"].queryset = people_to_choose(viewer)
        if people := list(found["pmo"].queryset[:2]):
            found["pmo"].initial = people[0].pk if len(people) == 1 else None


class ChangedProgramme(AboutProgramme, RevisionForm):
    """The same, of a programme that is there."""


class Tolerances(RevisionForm):
    """What the project's leader may use without asking."""

    time_tolerance_days = forms.IntegerField(
        label=say_later("records.column.time_tolerance_days"),
        min_value=0,
        max_value=10_000,
        required=False,
        help_text=say_later("projects.tolerance.time.hint"),
    )
    cost_tolerance = forms.DecimalField(
        label=say_later("records.column.cost_tolerance"),
        min_value=0,
        max_digits=14,
        decimal_places=2,
        required=False,
        help_text=say_later("projects.tolerance.cost.hint"),
    )


class PromisedForm(forms.Form):
    """One date that was promised; a line without words and date is no promise."""

    what = forms.CharField(label=say_later("records.column.what"), max_length=200, required=False)
    date = forms.DateField(
        label=say_later("records.column.date"),
        required=False,
        widget=forms.DateInput(
            attrs={"type": "date", "min": EARLIEST.isoformat(), "max": LATEST.isoformat()}, format="%Y-%m-%d"
        ),
    )
    is_whole = forms.BooleanField(label=say_later("records.column.is_whole"), required=False)
    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        """Both the words and the date, or neither."""
        found = super().clean() or self.cleaned_data
        day = found.get("date")
        if day and not EARLIEST <= day <= LATEST:
            self.add_error("date", say("records.date_out_of_reach", first=str(EARLIEST.year), last=str(LATEST.year)))
        given = [bool(found.get("what")), bool(found.get("date"))]
        if any(given) and not all(given) and not self.errors:
            self.add_error("date" if given[0] else "what", say("records.field.blank"))
        return found


if TYPE_CHECKING:
    _Lines = BaseFormSet[PromisedForm]
else:
    _Lines = BaseFormSet  # takes no type while it runs


class _PromisedForms(_Lines):
    """Lines of promised dates."""

    def clean(self) -> None:
        """One of them at most is the end of the whole."""
        if any(self.errors):
            return
        if sum(bool(one.cleaned_data.get("is_whole") and one.cleaned_data.get("date")) for one in self.forms) > 1:
            raise forms.ValidationError(say("records.one_whole"))

    def told(self) -> list[Promised]:
        """As the action takes them."""
        lines = [one.cleaned_data for one in self.forms if one.cleaned_data.get("date")]
        return [Promised(one["what"], one["date"], is_whole=one["is_whole"]) for one in lines]


PromisedForms = formset_factory(PromisedForm, formset=_PromisedForms, extra=3, max_num=60, absolute_max=60)


class HealthForm(RevisionForm):
    """The colour that a person declares, with the reason; nothing leaves it to what is computed."""

    health = forms.ChoiceField(label=say_later("records.column.health"), required=False)
    health_reason = forms.CharField(
        label=say_later("records.column.health_reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=say_later("projects.health.reason.hint"),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        found: Any = self.fields["health"]
        found.choices = [("", say("projects.health.computed"))]
        found.choices += [(one.value, word(STATES[one])) for one in Health if one is not Health.UNKNOWN]

    def told(self) -> Health | None:
        """As the action takes it."""
        return Health(self.cleaned_data["health"]) if self.cleaned_data["health"] else None


class MemberForm(forms.Form):
    """Who gets which role: one of ``people``; those ``found`` are shown."""

    person = forms.ModelChoiceField(Person.objects.none(), label=say_later("records.column.person"))
    role = forms.ChoiceField(label=say_later("records.column.role"))

    def __init__(
        self,
        *arguments: Any,
        roles: Collection[Role],
        people: QuerySet[Person],
        found: Iterable[Person] = (),
        **named: Any,
    ) -> None:
        super().__init__(*arguments, **named)
        fields: Any = self.fields
        fields["person"].queryset = people
        fields["person"].choices = _blank((str(one.pk), called(one)) for one in found)
        fields["role"].choices = role_choices(roles)


class InviteHereForm(forms.Form):
    """Whom to invite to which role."""

    name = forms.CharField(label=say_later("records.column.person"), max_length=200)
    email = forms.EmailField(label=say_later("administration.email"), required=False)
    language = forms.ChoiceField(label=say_later("administration.language"), choices=LANGUAGES, required=False)
    role = forms.ChoiceField(label=say_later("records.column.role"))

    def __init__(self, *arguments: Any, roles: Collection[Role], **named: Any) -> None:
        super().__init__(*arguments, **{"auto_id": "invite_%s", **named})
        found: Any = self.fields
        found["role"].choices, found["role"].initial = role_choices(roles), Role.TEAM_MEMBER


def called(one: Person) -> str:
    """Somebody to choose: who was invited and hasn't come yet is marked."""
    return say("projects.people.not_come", name=str(one)) if one.is_invited else str(one)


def role_choices(roles: Collection[Role]) -> list[tuple[str, str]]:
    """Roles in the reader's language, in their usual order."""
    return [(one.value, say(f"access.role.{one.value}")) for one in Role if one in roles]
