"""The content security policy: what pages may load, run and send. Nothing inline, nothing from elsewhere."""

from __future__ import annotations

from typing import Any

from csp.constants import NONE, SELF


def policy(*, forms_to: tuple[str, ...] = ()) -> dict[str, Any]:
    """The policy. ``forms_to`` are other places that a form may lead to, such as an identity provider."""
    return {
        "DIRECTIVES": {
            "default-src": [SELF],
            "img-src": [SELF, "data:"],  # Tabler's own style sheet draws its arrows and ticks that way
            "object-src": [NONE],
            "base-uri": [SELF],
            "frame-ancestors": [NONE],
            "form-action": [SELF, *forms_to],
        }
    }
