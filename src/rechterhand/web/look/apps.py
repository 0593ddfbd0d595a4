"""The look as a Django app: templates, components and static files, without tables."""

from __future__ import annotations

from django.apps import AppConfig


class LookConfig(AppConfig):
    """Templates under ``look/``, components as tags that need no ``load``."""

    name = "rechterhand.web.look"
    label = "look"
