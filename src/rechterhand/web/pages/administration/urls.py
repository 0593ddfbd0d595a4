"""Addresses of the area."""

from __future__ import annotations

from django.urls import path

from rechterhand.web.access.fresh import freshly
from rechterhand.web.access.guard import guard
from rechterhand.web.pages.administration import happened, unattended, views

app_name = "administration"
urlpatterns = [
    path("", guard("people.manage")(views.people), name="people"),
    path("invite/", guard("people.manage")(views.invite), name="invite"),
    path("renew/", guard("people.manage")(views.renew), name="renew"),
    path("let-in/", guard("people.manage")(freshly(views.let_in)), name="let_in"),
    path("withdraw/", guard("people.manage")(views.withdraw), name="withdraw"),
    path("activate/", guard("people.manage")(views.activate), name="activate"),
    path("appoint/", guard("people.manage")(freshly(views.appoint)), name="appoint"),
    path("erase/", guard("people.manage")(freshly(views.erase)), name="erase"),
    path("unattended/", guard("place.hand_over")(unattended.places), name="unattended"),
    path("happened/", guard("audit.see")(happened.happened), name="happened"),
    path("installation/", guard("installation.run")(views.installation), name="installation"),
    path("demonstration/remove/", guard("installation.run")(views.remove_demonstration), name="demonstration_remove"),
]
