"""The application that web processes serve."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.asgi import get_asgi_application

from rechterhand.web.project.static_files import StaticFiles

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rechterhand.web.project.settings")

application = StaticFiles(get_asgi_application(), settings.STATIC_URL)
