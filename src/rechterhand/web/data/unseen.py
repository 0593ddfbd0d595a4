"""Characters that nobody sees: a name of these alone is no name."""

from __future__ import annotations

import re

UNSEEN = (
    r"\s\x00-\x1f\x7f-\xa0"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
"""As a class of a regular expression: spaces, controls, joiners, marks of direction, fillers and variation selectors.

Written out where a dialect of regular expressions would need an escape of its own.
"""
_SEEN = re.compile(f"[^{UNSEEN}]")


def says_something(text: str) -> bool:
    """Whether somebody who looks at it sees anything."""
    return _SEEN.search(text) is not None
