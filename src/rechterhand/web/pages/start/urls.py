"""Addresses of the area."""

from __future__ import annotations

from django.urls import path

from rechterhand.web.access.guard import OPEN, guard
from rechterhand.web.pages.start import looking_around, security_txt, views

app_name = "start"
everybody, own = guard(OPEN), guard("account.own")
urlpatterns = [
    path("", everybody(views.home), name="home"),
    path("drop/", everybody(views.drop), name="drop"),
    path("look-around/", everybody(looking_around.look_around), name="look_around"),
    path("look-around/progress/", everybody(looking_around.progress), name="look_around_progress"),
    path("look-around/be/", everybody(looking_around.be), name="be"),
    path("look-around/remove/", everybody(looking_around.remove_demonstration), name="remove_demonstration"),
    path("keep/", own(views.keep), name="keep"),
    path("throw-away/", own(views.throw_away), name="throw_away"),
    path("language/", everybody(views.language), name="language"),
    path(".well-known/security.txt", everybody(security_txt.shown), name="security_txt"),
    path("limits/", everybody(views.limits), name="limits"),
]
