"""Addresses of the area."""

from __future__ import annotations

from django.urls import path

from rechterhand.web.access.guard import guard
from rechterhand.web.pages.portfolio import views

app_name = "portfolio"
urlpatterns = [
    path("", guard("portfolio.see")(views.listed), name="list"),
    path("workbook/", guard("portfolio.see")(views.workbook), name="workbook"),
    path("views/keep/", guard("portfolio.see")(views.keep), name="keep"),
    path("views/remove/", guard("portfolio.see")(views.remove), name="remove"),
    path("views/history/", guard("portfolio.see")(views.views_history), name="views_history"),
    path("views/history/back/", guard("portfolio.see")(views.view_back), name="view_back"),
]
