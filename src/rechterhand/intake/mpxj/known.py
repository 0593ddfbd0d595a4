"""Which fields of MPXJ's JSON the plan keeps or can do without; all others are reported."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


def known(kind: str) -> frozenset[str]:
    """Names of the fields of a kind of row ('task', 'link', …) that need no mention (``known.toml``)."""
    lists = _lists()[kind]
    return frozenset(f"{lists['kept']} {lists['derived']}".split())


@cache
def needless() -> dict[str, list[str]]:
    """Names of the fields of tasks and assignments that follow from others, so that they needn't be handed over."""
    return {f"{kind}s": _lists()[kind]["derived"].split() for kind in ("task", "assignment")}


@cache
def _lists() -> Mapping[str, Mapping[str, str]]:
    text = resources.files("rechterhand.intake.mpxj").joinpath("known.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
