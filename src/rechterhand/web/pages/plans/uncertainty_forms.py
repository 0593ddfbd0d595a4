"""The table of uncertainty and risks as forms: the usual range, estimates, and what may happen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import formset_factory
from django.forms.formsets import BaseFormSet

from rechterhand.text import Message
from rechterhand.web.bridge.uncertain import Estimate, RiskEvent, Table
from rechterhand.web.look.say import say, say_later
from rechterhand.web.look.say import told as told_of
from rechterhand.web.pages.plans.pasted_estimates import MOST_WRONG, pasted
from rechterhand.web.pages.plans.picking import picked, several
from rechterhand.web.queries.meant import Meant

DAYS, PERCENT = "days", "percent"
LONGEST = 20_000
"""Characters of the activities of one risk."""
MOST = 500
"""Lines of either kind that one form takes."""


def _percent(key: str, **named: Any) -> forms.FloatField:
    return forms.FloatField(label=say_later(f"plans.uncertain.{key}"), **named)


class BandForm(forms.Form):
    """The range of what has no estimate of its own, in percent of the planned duration."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    shorter = _percent("shorter", min_value=0, max_value=99)
    likely = _percent("likely", min_value=-99, max_value=900)
    longer = _percent("longer", min_value=-99, max_value=900)
    pasted = forms.CharField(
        label=say_later("plans.uncertain.pasted"),
        required=False,
        help_text=say_later("plans.uncertain.pasted.hint"),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    )
    together = _percent("together", min_value=0, max_value=99, help_text=say_later("plans.uncertain.together.hint"))
    known = Meant(())

    def clean_pasted(self) -> tuple[Estimate, ...]:
        """The rows as estimates; what is wrong with the others is told row by row, beside all else that is wrong."""
        rows = pasted(self.cleaned_data["pasted"], self.known)
        wrong = [told_of(one) for one in rows.wrong[:MOST_WRONG]]
        if len(rows.wrong) > MOST_WRONG:
            wrong.append(say("plans.uncertain.pasted.more", count=len(rows.wrong) - MOST_WRONG))
        if wrong:
            raise forms.ValidationError(wrong)
        return rows.estimates


class _Line(forms.Form):
    """A line of which the first field says whether there is one."""

    use_required_attribute = False
    low = forms.FloatField(label=say_later("plans.uncertain.low"), required=False)
    between = forms.FloatField(label=say_later("plans.uncertain.between"), required=False)
    high = forms.FloatField(label=say_later("plans.uncertain.high"), required=False)
    known = Meant(())

    def points(self, found: Mapping[str, Any]) -> tuple[float, float, float] | None:
        """Three points in order; an error at the one that is lacking or out of order."""
        low, between, high = (found.get(name) for name in ("low", "between", "high"))
        for name, value in (("low", low), ("between", between), ("high", high)):
            if value is None and name not in self.errors:
                self.add_error(name, say("records.field.blank"))
        if low is None or between is None or high is None:
            return None
        if not low <= between <= high:
            self.add_error("between", say("plans.uncertain.order"))
        return low, between, high

    def chosen(self, told: str, field: str) -> tuple[int, ...]:
        """The activities that are named; an error for one that the plan hasn't got, or that may be several."""
        ids, wrong = several(told, self.known)
        for one in wrong:
            self.add_error(field, told_of(one))
        return ids


class EstimateForm(_Line):
    """Three points of one activity, in working days."""

    activity = picked("plans.uncertain.activity")
    field_order = ("activity", "low", "between", "high")

    def clean(self) -> dict[str, Any]:
        """An activity of the plan with three points, or nothing at all."""
        found = super().clean() or self.cleaned_data
        told = found.get("activity") or ""
        if not told and all(found.get(name) is None for name in ("low", "between", "high")):
            return found
        meant = self.known.find(told) if told else Message.of("plans.uncertain.one")
        if not isinstance(meant, int):
            self.add_error("activity", told_of(meant))
        points = self.points(found)
        if points is not None and points[0] < 0:
            self.add_error("low", say("plans.uncertain.below"))
        if points is not None and isinstance(meant, int):
            found["made"] = Estimate(meant, *points)
        return found


class RiskForm(_Line):
    """Something that may happen: how likely, to which activities, and what it does to them."""

    key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    title = forms.CharField(label=say_later("plans.uncertain.risk"), required=False, max_length=200)
    chance = forms.FloatField(label=say_later("plans.uncertain.chance"), required=False, min_value=0, max_value=100)
    unit = forms.ChoiceField(label=say_later("plans.uncertain.unit"), required=False)
    activities = forms.CharField(
        label=say_later("plans.uncertain.activities"),
        required=False,
        max_length=LONGEST,
        help_text=say_later("plans.uncertain.activities.hint"),
    )
    more = picked("plans.uncertain.more", help_text=say_later("plans.uncertain.more.hint"))
    field_order = ("key", "title", "chance", "activities", "more", "unit", "low", "between", "high")

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        found: Any = self.fields["unit"]
        found.choices = [(DAYS, say("plans.uncertain.days")), (PERCENT, say("plans.uncertain.percent"))]

    def clean(self) -> dict[str, Any]:
        """All of it, or nothing at all."""
        found = super().clean() or self.cleaned_data
        title = found.get("title") or ""
        activities = "; ".join(one for one in (found.get("activities"), found.get("more")) if one)
        given = [
            title,
            activities,
            *(found.get(one) is not None for one in ("chance", "low", "between", "high")),
        ]
        if not any(given):
            return found
        for name, value in (("title", title), ("chance", found.get("chance")), ("activities", activities)):
            if value in (None, "") and name not in self.errors:
                self.add_error(name, say("records.field.blank"))
        ids, points = self.chosen(activities, "activities"), self.points(found)
        if points is not None and not self.errors:
            found["made"] = _risk(found, ids, points)
        return found


def _risk(found: Mapping[str, Any], ids: tuple[int, ...], points: tuple[float, float, float]) -> RiskEvent:
    event = (found["key"], found["title"], found["chance"] / 100, ids)
    if found["unit"] == PERCENT:
        low, likely, high = (1 + one / 100 for one in points)
        return RiskEvent(*event, low_factor=low, likely_factor=likely, high_factor=high)
    return RiskEvent(*event, *points)


if TYPE_CHECKING:
    _Estimates, _Risks = BaseFormSet[EstimateForm], BaseFormSet[RiskForm]
else:
    _Estimates = _Risks = BaseFormSet  # takes no type while it runs

EstimateForms: Any = formset_factory(EstimateForm, formset=_Estimates, extra=1, max_num=MOST, absolute_max=MOST)
RiskForms: Any = formset_factory(RiskForm, formset=_Risks, extra=1, max_num=MOST, absolute_max=MOST)


def _written(value: float) -> float:
    """Whole where it is: what people typed comes back as they typed it."""
    rounded = round(value, 4)
    return int(rounded) if rounded.is_integer() else rounded


def band_of(table: Table, revision: int) -> dict[str, float]:
    """The usual range as its form shows it."""
    return {
        "revision": revision,
        "shorter": _written(100 * (1 - table.low)),
        "likely": _written(100 * (table.likely - 1)),
        "longer": _written(100 * (table.high - 1)),
        "together": _written(100 * table.correlation),
    }


def estimates_of(table: Table, meant: Meant) -> list[dict[str, Any]]:
    """Estimates as lines of their form."""
    return [
        {
            "activity": meant.label(one.activity_id),
            "low": _written(one.low_days),
            "between": _written(one.likely_days),
            "high": _written(one.high_days),
        }
        for one in table.estimates
    ]


def risks_of(table: Table, meant: Meant) -> list[dict[str, Any]]:
    """Risks as lines of their form."""
    return [_line(one, meant) for one in table.risks]


def _line(one: RiskEvent, meant: Meant) -> dict[str, Any]:
    days = one.low_days is not None
    points = (one.low_days, one.likely_days, one.high_days)
    factors = (one.low_factor, one.likely_factor, one.high_factor)
    given = points if days else tuple(None if each is None else 100 * (each - 1) for each in factors)
    told = tuple(None if each is None else _written(each) for each in given)
    return {
        "key": one.key,
        "title": one.title,
        "chance": _written(100 * one.probability),
        "unit": DAYS if days else PERCENT,
        "activities": "; ".join(meant.label(key) for key in one.activity_ids),
        **dict(zip(("low", "between", "high"), told, strict=True)),
    }


def table_of(
    band: Mapping[str, float], estimates: Iterable[Any], risks: Iterable[Any], pasted: Iterable[Estimate] = ()
) -> Table:
    """What forms that are right say together; a new risk gets the next free key. What was pasted goes before lines."""
    made = [one.cleaned_data["made"] for one in risks if "made" in one.cleaned_data]
    used, numbered = {one.key for one in made if one.key}, []
    for one in made:
        key = one.key or next(f"R{number}" for number in range(1, MOST + len(used) + 2) if f"R{number}" not in used)
        used.add(key)
        numbered.append(RiskEvent(key, *(getattr(one, name) for name in RiskEvent.__slots__[1:])))
    lines = [one.cleaned_data["made"] for one in estimates if "made" in one.cleaned_data]
    rows = {one.activity_id: one for one in pasted}
    return Table(
        1 - band["shorter"] / 100,
        1 + band["likely"] / 100,
        1 + band["longer"] / 100,
        band["together"] / 100,
        (*(one for one in lines if one.activity_id not in rows), *rows.values()),
        tuple(numbered),
    )
