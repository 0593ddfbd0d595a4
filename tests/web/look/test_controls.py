"""Controls that are written without a template are what Django's own templates write."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString

from rechterhand.web.look.controls import Controls

GROUPED = [("", "—"), ("Group <1>", [("a", "A & b"), (2, 3)]), (None, "nothing")]
WIDGETS = [
    forms.TextInput(), forms.NumberInput(attrs={"step": 0.5, "min": 0}), forms.EmailInput(), forms.URLInput(),
    forms.PasswordInput(render_value=True), forms.HiddenInput(), forms.DateInput(), forms.CheckboxInput(),
    forms.FileInput(), forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}), forms.Select(choices=GROUPED),
    forms.SelectMultiple(choices=GROUPED), forms.TelInput(), forms.SearchInput(),
    forms.RadioSelect(choices=GROUPED), forms.CheckboxSelectMultiple(choices=GROUPED),
    forms.ClearableFileInput(),
]  # fmt: skip
ATTRIBUTES: list[dict[str, Any]] = [{}, {"required": True, "disabled": False, "data-x": '"><b>', "id": "i_1"}]


@pytest.mark.parametrize("attributes", ATTRIBUTES)
@pytest.mark.parametrize("value", [None, "", "<b>&amp;\"'", 0, 2, 1234567.5, True, SafeString("<i>"), ["a", "2"]])
@pytest.mark.parametrize("widget", WIDGETS, ids=lambda one: type(one).__name__)
def test_a_control_is_written_as_django_writes_it(widget: forms.Widget, value: Any, attributes: Any) -> None:
    written = widget.render("na<me", value, attributes, Controls())

    assert written == widget.render("na<me", value, attributes, DjangoTemplates())
