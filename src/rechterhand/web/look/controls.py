"""How forms' controls become HTML: the plain ones are written here, a page has thousands of them; all else by Django.

What is written is what Django's own templates write, to the letter (``tests/web/look/test_controls.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.formats import localize

from rechterhand.web.look.escaping import escaped

Widget = Mapping[str, Any]


class Controls(DjangoTemplates):
    """The renderer of every form (``FORM_RENDERER``)."""

    def render(self, template_name: str, context: Mapping[str, Any], request: Any = None) -> str:
        """One control, or whatever else of a form has a template."""
        write = _WRITERS.get(template_name)
        return super().render(template_name, dict(context), request) if write is None else write(context["widget"])


def _input(widget: Widget) -> str:
    value = widget["value"]
    told = "" if value is None else f' value="{escaped(value)}"'
    return f'<input type="{escaped(widget["type"])}" name="{escaped(widget["name"])}"{told}{_attributes(widget)}>'


def _textarea(widget: Widget) -> str:
    value = widget["value"]
    content = _shown(value) if value else ""
    return f'<textarea name="{escaped(widget["name"])}"{_attributes(widget)}>\n{content}</textarea>'


def _select(widget: Widget) -> str:
    parts = [f'<select name="{escaped(widget["name"])}"{_attributes(widget)}>']
    for name, options, _ in widget["optgroups"]:
        parts.append(f'\n  <optgroup label="{_shown(name)}">' if name else "")
        parts += [f"\n  {_option(one)}" for one in options]
        parts.append("\n  </optgroup>" if name else "")
    return "".join((*parts, "\n</select>"))


def _option(one: Widget) -> str:
    return f'<option value="{escaped(one["value"])}"{_attributes(one)}>{_shown(one["label"])}</option>\n'


def _attributes(widget: Widget) -> str:
    return "".join(
        f" {escaped(name)}" if value is True else f' {escaped(name)}="{escaped(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _shown(value: object) -> str:
    """A value in the reader's own notation; all others stand as machines read them."""
    return escaped(value if isinstance(value, str) else localize(value))


_INPUTS = ("checkbox", "date", "email", "file", "hidden", "number", "password", "search", "tel", "text", "url")
_WRITERS: dict[str, Callable[[Widget], str]] = {
    **{f"django/forms/widgets/{kind}.html": _input for kind in _INPUTS},
    "django/forms/widgets/input.html": _input,
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
}
