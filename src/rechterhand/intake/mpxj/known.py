"""Which fields of MPXJ's JSON the plan keeps or can do without; all others are reported."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


@cache
def known(kind: str) -> frozenset[str]:
    """Names of the fields of a kind of row ('task', 'link', …) that need no mention (``known.toml``)."""
    text = resources.files("rechterhand.intake.mpxj").joinpath("known.toml").read_text(encoding="utf-8")
    lists = tomllib.loads(text)[kind]
    return frozenset(f"{lists['kept']} {lists['derived']}".split())
