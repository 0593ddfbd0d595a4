"""Addresses of the area that are our own."""

from __future__ import annotations

from django.urls import path

from rechterhand.web.access.guard import OPEN, guard
from rechterhand.web.pages.account import views

app_name = "account"
urlpatterns = [
    path("tokens/", guard("account.own")(views.tokens), name="tokens"),
    path("tokens/<int:token>/withdraw/", guard("account.own")(views.withdraw), name="token_withdraw"),
    path("invited/<str:token>/", guard(OPEN)(views.invited), name="invited"),
]
