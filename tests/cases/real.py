"""Where the real files are that nobody here wrote: RECHTERHAND_DATA, else ``shared/data`` in a folder above."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_TOLD = os.environ.get("RECHTERHAND_DATA")
_PLACES = [Path(_TOLD)] if _TOLD else [above / "shared" / "data" for above in Path(__file__).resolve().parents]

FOLDER = next((one for one in _PLACES if one.is_dir()), _PLACES[0])
needs_data = pytest.mark.skipif(not FOLDER.is_dir(), reason="needs ../shared/data")
