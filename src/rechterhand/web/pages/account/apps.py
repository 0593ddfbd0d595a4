"""The area as a Django app. Its label differs from that of allauth's own app; it keeps where people sign in."""

from __future__ import annotations

from django.apps import AppConfig


class AccountPagesConfig(AppConfig):
    """Accounts."""

    name = "rechterhand.web.pages.account"
    label = "account_pages"

    def ready(self) -> None:
        """Hear of everybody who signs in, by whichever way, and of changed passwords."""
        from allauth.account.signals import password_changed, password_set  # noqa: PLC0415 - models load before this
        from allauth.mfa.signals import authentication_failed  # noqa: PLC0415 - models load before this
        from django.contrib.auth.signals import user_logged_in, user_login_failed  # noqa: PLC0415 - models load before this

        from rechterhand.web.pages.account import signing_in  # noqa: PLC0415 - models load before this

        user_logged_in.connect(signing_in.signed_in)
        user_login_failed.connect(signing_in.refused)
        authentication_failed.connect(signing_in.refused_code)
        password_changed.connect(signing_in.has_new_password)
        password_set.connect(signing_in.has_new_password)
