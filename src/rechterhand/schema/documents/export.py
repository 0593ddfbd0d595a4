"""The JSON of ``export``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rechterhand.export.writer import LeftOut
from rechterhand.schema.envelope import moment
from rechterhand.text import Language, render
from rechterhand.versions.elsewhere import Ends


def export_document(
    file: str, left_out: Iterable[LeftOut], ends: Ends | None, language: Language = "en"
) -> dict[str, Any]:
    """The file that was written, what of the plan isn't in it as it was, and where the plan ends here and in it."""
    return {
        "file": file,
        "ends": None if ends is None else {"here": moment(ends.here), "there": moment(ends.there)},
        "left_out": [{"key": one.key, "count": one.count, "text": render(one.text, language)} for one in left_out],
    }
