"""The area as a Django app: templates only. Its label differs from that of allauth's own app."""

from __future__ import annotations

from django.apps import AppConfig


class AccountPagesConfig(AppConfig):
    """Accounts."""

    name = "rechterhand.web.pages.account"
    label = "account_pages"
