"""The JSON of ``export``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rechterhand.export.writer import LeftOut
from rechterhand.text import Language, render


def export_document(file: str, left_out: Iterable[LeftOut], language: Language = "en") -> dict[str, Any]:
    """The file that was written, and what of the plan isn't in it as it was."""
    return {
        "file": file,
        "left_out": [{"key": one.key, "count": one.count, "text": render(one.text, language)} for one in left_out],
    }
