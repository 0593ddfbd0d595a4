"""The API as a Django app: it has a page of its own, and no tables."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The API."""

    name = "rechterhand.web.api"
    label = "api"
