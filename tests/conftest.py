"""Property tests try the same examples in every run: a landing is no draw. ``make explore`` tries new ones."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True)
settings.register_profile("exploring", derandomize=False, print_blob=True)
settings.load_profile("exploring" if os.environ.get("RECHTERHAND_EXPLORE") else "repeatable")
