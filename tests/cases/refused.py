"""Files that a reader must refuse, and what is asked of every refusal."""

from __future__ import annotations

from pathlib import Path

import pytest

from rechterhand import errors
from rechterhand.intake import Intake
from rechterhand.text import LANGUAGES, render

ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefghi", "bcdefghij", strict=True))
    + "]><Project xmlns='http://schemas.microsoft.com/project'><Name>&j;</Name></Project>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    "<Project xmlns='http://schemas.microsoft.com/project'><Name>&a;</Name></Project>"
)


def refused(intake: Intake, path: Path) -> errors.RechterhandError:
    """The error a file is refused with; readable in both languages and naming the file."""
    with pytest.raises(errors.RechterhandError) as caught:
        intake.read(path)
    error = caught.value
    assert Path(str(error.where["file"])).name == path.name
    for language in LANGUAGES:
        assert render(error.message, language)
        if error.hint is not None:
            assert render(error.hint, language)
    return error


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
