"""All addresses, from the site map."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from rechterhand.web.project.site_map import AREAS

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("rechterhand.web.pages.account.sign_in_urls")),
    path("api/v1/", include("rechterhand.web.api.urls")),
    *(path(area.prefix, include((f"{area.app}.urls", area.name))) for area in AREAS),
]

handler400 = "rechterhand.web.project.error_pages.bad_request"
handler403 = "rechterhand.web.project.error_pages.forbidden"
handler404 = "rechterhand.web.project.error_pages.not_found"
handler500 = "rechterhand.web.project.error_pages.mistake"
handler429 = "rechterhand.web.project.error_pages.too_often"
