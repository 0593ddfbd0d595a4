"""Addresses of the area that are our own."""

from __future__ import annotations

from django.urls import path

from rechterhand.web.access.fresh import freshly
from rechterhand.web.access.guard import OPEN, guard
from rechterhand.web.pages.account import own as about_me
from rechterhand.web.pages.account import security, views

app_name = "account"
own = guard("account.own")
urlpatterns = [
    path("", own(about_me.shown), name="own"),
    path("address/<str:token>/", own(about_me.confirmed), name="address"),
    path("sessions/end/", own(security.end), name="sessions_end"),
    path("tokens/", own(freshly(views.tokens)), name="tokens"),
    path("tokens/<int:token>/withdraw/", own(views.withdraw), name="token_withdraw"),
    path("recover/<str:token>/", guard(OPEN)(views.recovering), name="recover"),
    path("invited/<str:token>/", guard(OPEN)(views.invited), name="invited"),
]
