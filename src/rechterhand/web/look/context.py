"""What every page knows: a context processor."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from rechterhand.web.look.say import language, script_texts


def look(request: HttpRequest) -> dict[str, Any]:
    """The language, the texts of scripts, and which explanations the page carries so far."""
    return {"tongue": language(), "script_texts": script_texts, "bases_in_page": set()}
