"""Settings that fit their types and are a mistake all the same."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from rechterhand.web.project.environment import BY_NAME, PREFIX, text_of, unknown
from rechterhand.web.project.looking.findings import Finding, bad

SHORTEST = 32
"""Characters of a secret that can't be guessed."""
FEWEST = 8
"""Different characters of one."""
ALIKE = 0.8


def looked_at() -> Iterator[Finding]:
    """Names that nothing reads, and a secret that can be guessed."""
    known = {name.removeprefix(PREFIX): name for name in BY_NAME}
    for name in unknown():
        near = get_close_matches(name.removeprefix(PREFIX), known, 1, ALIKE)
        yield bad("misspelt", name=name, near=known[near[0]]) if near else bad("unknown_setting", name=name)
    secret = text_of("SECRET_KEY")
    if secret and (len(secret) < SHORTEST or len(set(secret)) < FEWEST):
        yield bad("weak_secret")
