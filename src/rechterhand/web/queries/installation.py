"""What an installation is like."""

from __future__ import annotations

from django.conf import settings

from rechterhand.web.data.models import Person


def installation_is_fresh() -> bool:
    """Whether the first page offers to look around and to drop a file without signing in.

    Only where nobody but this machine gets to the workbench, and nobody administers it yet.
    """
    return bool(settings.IS_LOCAL) and not Person.objects.filter(is_administrator=True).exists()
