"""The running installation looked at from within, for the page of its administrator."""

from __future__ import annotations

import os

from rechterhand.text import Message
from rechterhand.web.project.entry.doctor import from_within
from rechterhand.web.project.environment import SETTINGS, Setting, value_of
from rechterhand.web.queries.installation import FindingLine, SettingLine


def examined() -> tuple[tuple[SettingLine, ...], tuple[FindingLine, ...]]:
    """The settings in force without secrets, and the doctor's findings, worst first."""
    order = {"wrong": 0, "warning": 1, "good": 2}
    found = sorted(from_within(), key=lambda one: order[one.state])
    return (
        tuple(_setting(one) for one in SETTINGS),
        tuple(FindingLine(one.state, one.told, one.mend) for one in found),
    )


def _setting(one: Setting) -> SettingLine:
    is_set = bool(os.environ.get(one.name, "").strip())
    value = value_of(one.name)
    shown = "" if one.secret else ", ".join(value) if isinstance(value, tuple) else str(value)
    return SettingLine(one.name, shown, Message.of(f"settings.{one.name}"), is_set, one.secret)
