"""Fields of Django forms as the workbench shows them: label, hint and errors tied to the control.

Written here and not in a template: a page has thousands of them.
"""

from __future__ import annotations

from django.forms import BoundField, CheckboxInput, Select
from django.utils.safestring import SafeString

from rechterhand.web.look.escaping import escaped
from rechterhand.web.look.say import say
from rechterhand.web.look.wrong import wrongs


def drawn_field(bound: BoundField) -> SafeString:
    """The whole field; a control is described by its hint and its errors, a checkbox stands before its label."""
    widget, errors, hint, key = bound.field.widget, bound.errors, bound.help_text, bound.auto_id
    check = isinstance(widget, CheckboxInput)
    looks = "form-check-input" if check else "form-select" if isinstance(widget, Select) else "form-control"
    own = widget.attrs.get("class", "")
    described = " ".join(f"{key}_{part}" for part, there in (("hint", hint), ("wrong", errors)) if there)
    attributes: dict[str, str | bool] = {"class": f"{own} {looks}" if own else looks}
    if described:
        attributes["aria-describedby"] = described
    if errors:
        attributes["aria-invalid"] = "true"
    control = bound.as_widget(attrs=attributes)
    label = escaped(bound.label) + (_optional() if not check and not bound.field.required else "")
    return SafeString(
        f'<div class="{"field check" if check else "field"}">\n  {control if check else ""}'
        f'<label for="{escaped(bound.id_for_label)}">{label}</label>\n  '
        f"{_hint(key, hint) if hint else ''}{'' if check else control}{_wrong(key, bound) if errors else ''}</div>"
    )


def _optional() -> str:
    return f' <span class="optional">{escaped(say("look.field.optional"))}</span>'


def _hint(key: str, hint: object) -> str:
    return f'<p class="hint" id="{escaped(key)}_hint">{escaped(hint)}</p>\n  '


def _wrong(key: str, bound: BoundField) -> str:
    lines = "".join(f"<li>{escaped(one)}</li>" for one in wrongs(bound.errors, bound.field))
    return f'<ul class="wrong" id="{escaped(key)}_wrong">{lines}</ul>'
