"""Fields of Django forms as the workbench shows them: label, hint and errors tied to the control."""

from __future__ import annotations

from django.forms import BoundField, CheckboxInput, Select
from django.template import Context
from django.utils.safestring import SafeString

from rechterhand.web.look.drawing import draw


def drawn_field(context: Context, bound: BoundField) -> SafeString:
    """The whole field; a control is described by its hint and its errors, a checkbox stands before its label."""
    widget = bound.field.widget
    check = isinstance(widget, CheckboxInput)
    looks = "form-check-input" if check else "form-select" if isinstance(widget, Select) else "form-control"
    described = [f"{bound.auto_id}_{part}" for part, there in _parts(bound) if there]
    attributes: dict[str, str | bool] = {
        "class": " ".join(one for one in (widget.attrs.get("class", ""), looks) if one)
    }
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return draw(context, "field", bound=bound, control=bound.as_widget(attrs=attributes), check=check)


def _parts(bound: BoundField) -> tuple[tuple[str, bool], ...]:
    return ("hint", bool(bound.help_text)), ("wrong", bool(bound.errors))
