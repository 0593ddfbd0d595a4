"""The catalogue: a folder for each technique, with its facts and a page in each language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, get_args

from rechterhand.text import Language
from rechterhand.toolbox.technique import Technique
from rechterhand.toolbox.telling import telling


@cache
def techniques() -> Mapping[str, Technique]:
    """All techniques by key, in alphabetical order.

    Raises
    ------
    ValueError
        A technique that isn't written as the others are, by its folder.
    """
    folders = sorted((one for one in files(f"{__package__}.techniques").iterdir() if one.is_dir()), key=_name)
    return MappingProxyType({one.name: technique(one) for one in folders if not one.name.startswith("_")})


def _name(folder: Traversable) -> str:
    return folder.name


def technique(folder: Traversable) -> Technique:
    """The technique of a folder: ``technique.toml`` with a page in each language.

    Raises
    ------
    ValueError
        What is wrong, and in which folder.
    """
    try:
        facts: dict[str, Any] = tomllib.loads(folder.joinpath("technique.toml").read_text(encoding="utf-8"))
        told: dict[Language, str] = {
            language: folder.joinpath(f"{language}.md").read_text(encoding="utf-8") for language in get_args(Language)
        }
        fits = {name: frozenset(values) for name, values in facts.pop("fits", {}).items()}
        return Technique(
            key=folder.name,
            fits=MappingProxyType(fits),
            told=MappingProxyType({language: telling(text, language) for language, text in told.items()}),
            **_frozen(facts),
        )
    except (OSError, TypeError, ValueError) as wrong:
        raise ValueError(f"Technique '{folder.name}': {wrong}") from wrong


def _frozen(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in facts.items()}
