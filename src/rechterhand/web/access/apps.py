"""Access as a Django app: it has no tables, and tells ``rules`` the matrix when Django is ready."""

from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Permissions."""

    name = "rechterhand.web.access"
    label = "access"

    def ready(self) -> None:
        """Declare the permissions."""
        from rechterhand.web.access.permissions import declare  # noqa: PLC0415 - models load before this

        declare()
