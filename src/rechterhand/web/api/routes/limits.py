"""The limits that hold."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string
from ninja import Router

from rechterhand.web.access.guard import Guarded
from rechterhand.web.api.declaring import does
from rechterhand.web.api.shapes.base import Answer
from rechterhand.web.look.say import told

router = Router(tags=["account"])


class LimitAnswer(Answer):
    """One limit in words; ``setting`` is the environment variable that an administrator changes it by."""

    name: str
    limit: str
    setting: str | None


class LimitsAnswer(Answer):
    """Limits of one kind."""

    title: str
    limits: list[LimitAnswer]


@router.get("limits", response=list[LimitsAnswer])
@does("account.own")
def read_limits(request: Guarded) -> list[LimitsAnswer]:
    """How much is taken, and how often."""
    groups: Any = import_string(settings.LIMITS)()
    return [
        LimitsAnswer(
            title=told(group.title),
            limits=[
                LimitAnswer(name=told(one.name), limit=told(one.told), setting=one.setting or None)
                for one in group.limits
            ],
        )
        for group in groups
    ]
