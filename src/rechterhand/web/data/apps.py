"""The one app with tables. Its label is for ever."""

from __future__ import annotations

from django.apps import AppConfig


class DataConfig(AppConfig):
    """All models of the workbench."""

    name = "rechterhand.web.data"
    label = "rechterhand"
    default_auto_field = "django.db.models.BigAutoField"
