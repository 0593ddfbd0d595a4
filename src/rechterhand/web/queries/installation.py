"""What an installation is like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from django.conf import settings
from django.utils.module_loading import import_string

from rechterhand.text import Message
from rechterhand.web.data.models import Person, Project


@dataclass(frozen=True, slots=True)
class SettingLine:
    """A setting in force; of a secret one only whether it is set."""

    name: str
    value: str
    meaning: Message
    is_set: bool
    is_secret: bool


@dataclass(frozen=True, slots=True)
class FindingLine:
    """What was looked at, and how to mend it where something is wrong."""

    state: Literal["good", "warning", "wrong"]
    told: Message
    mend: Message | None


@dataclass(frozen=True, slots=True)
class Installation:
    """All that the page shows."""

    version: str
    address: str
    settings: tuple[SettingLine, ...]
    findings: tuple[FindingLine, ...]
    has_demonstration: bool


def installation_is_fresh() -> bool:
    """Whether the first page offers to look around and to drop a file without signing in.

    Only where nobody but this machine gets to the workbench, and nobody administers it yet.
    """
    return bool(settings.IS_LOCAL) and not Person.objects.filter(is_administrator=True).exists()


def installation(version: str) -> Installation:
    """As it runs. The layer above, which starts it, examines it: ``settings.EXAMINER`` names the function."""
    examine: Callable[[], tuple[tuple[SettingLine, ...], tuple[FindingLine, ...]]] = import_string(settings.EXAMINER)
    in_force, findings = examine()
    demonstration = any(one.objects.filter(is_demonstration=True).exists() for one in (Person, Project))
    return Installation(version, settings.PUBLIC_ADDRESS, in_force, findings, demonstration)
