"""Addresses of the area."""

from __future__ import annotations

from django.urls import path

from rechterhand.web.access.guard import OPEN, guard
from rechterhand.web.pages.start import views

app_name = "start"
everybody, own = guard(OPEN), guard("account.own")
urlpatterns = [
    path("", everybody(views.home), name="home"),
    path("drop/", everybody(views.drop), name="drop"),
    path("keep/", own(views.keep), name="keep"),
    path("throw-away/", own(views.throw_away), name="throw_away"),
    path("language/", everybody(views.language), name="language"),
    path("limits/", everybody(views.limits), name="limits"),
]
