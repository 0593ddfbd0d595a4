"""Addresses of the area."""

from __future__ import annotations

from django.urls import path

from rechterhand.web.access.guard import guard
from rechterhand.web.pages.work import views

app_name = "work"
own = guard("account.own")
urlpatterns = [
    path("events/", own(views.events), name="events"),
    path("<uuid:job>/cancel/", own(views.cancel), name="cancel"),
    path("<uuid:job>/again/", own(views.again), name="again"),
]
