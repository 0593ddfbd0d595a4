"""All addresses, from the site map."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from rechterhand.web.project.site_map import AREAS

urlpatterns: list[URLPattern | URLResolver] = [
    *(path(area.prefix, include((f"{area.app}.urls", area.name))) for area in AREAS),
]
