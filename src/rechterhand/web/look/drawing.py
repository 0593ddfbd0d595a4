"""How a component becomes HTML: its template, with exactly the values that it takes."""

from __future__ import annotations

from django.template import Context, Engine
from django.utils.safestring import SafeString


def draw(context: Context, name: str, /, **values: object) -> SafeString:
    """Render ``look/<name>.html`` with these values, on top of what the page knows (request, shell, token)."""
    engine = context.template.engine if context.template is not None else Engine.get_default()
    template = engine.get_template(f"look/{name}.html")
    with context.push(**values):
        return SafeString(template.render(context))
