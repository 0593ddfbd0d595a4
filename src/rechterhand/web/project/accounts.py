"""Settings of django-allauth, and of an identity provider where the environment names one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from rechterhand.errors import BadInput
from rechterhand.text import Message
from rechterhand.web.project.environment import is_on, text_of

PROVIDER = "oidc"
BESIDE = ("CLIENT", "SECRET")
"""Settings that mean something only beside a provider."""


def providers() -> dict[str, Any]:
    """The identity provider for single sign-on; nothing when none is named. Raises BadInput when settings don't fit."""
    issuer = text_of("RECHTERHAND_OIDC_ISSUER")
    if not issuer:
        _refuse_without_provider()
        return {}
    parts = urlsplit(issuer)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise BadInput(Message.of("settings.oidc_issuer"), where={"setting": "RECHTERHAND_OIDC_ISSUER"})
    if not text_of("RECHTERHAND_OIDC_CLIENT"):
        raise BadInput(Message.of("settings.oidc_client"), where={"setting": "RECHTERHAND_OIDC_CLIENT"})
    app = {
        "provider_id": PROVIDER,
        "name": text_of("RECHTERHAND_OIDC_NAME"),
        "client_id": text_of("RECHTERHAND_OIDC_CLIENT"),
        "secret": text_of("RECHTERHAND_OIDC_SECRET"),
        "settings": {"server_url": issuer.rstrip("/"), "fetch_userinfo": True, "oauth_pkce_enabled": True},
    }
    trusts = is_on("RECHTERHAND_OIDC_TRUSTS_ADDRESSES")
    return {"openid_connect": {"APPS": [app], "EMAIL_AUTHENTICATION": True, "VERIFIED_EMAIL": trusts}}


def _refuse_without_provider() -> None:
    told = next((f"RECHTERHAND_OIDC_{name}" for name in BESIDE if text_of(f"RECHTERHAND_OIDC_{name}")), "")
    if told:
        where = {"setting": "RECHTERHAND_OIDC_ISSUER"}
        raise BadInput(Message.of("settings.oidc_without_issuer", name=told), where=where)


def provider_origin() -> tuple[str, ...]:
    """Where the sign-in form leads when there is an identity provider."""
    parts = urlsplit(text_of("RECHTERHAND_OIDC_ISSUER"))
    return (f"{parts.scheme}://{parts.netloc}",) if parts.netloc else ()


FORMS = "rechterhand.web.pages.account.sign_in_forms"
ALLAUTH: dict[str, Any] = {
    "ACCOUNT_ADAPTER": "rechterhand.web.pages.account.adapters.Accounts",
    "ACCOUNT_LOGIN_METHODS": {"username", "email"},
    "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*"],
    "ACCOUNT_EMAIL_VERIFICATION": "none",
    "ACCOUNT_USERNAME_MIN_LENGTH": 2,
    "ACCOUNT_PRESERVE_USERNAME_CASING": True,
    "ACCOUNT_LOGOUT_ON_GET": False,
    "ACCOUNT_SESSION_REMEMBER": True,
    "ACCOUNT_FORMS": {
        "login": f"{FORMS}.SignIn",
        "reauthenticate": f"{FORMS}.Again",
        "change_password": f"{FORMS}.ChangePassword",
        "set_password": f"{FORMS}.SetPassword",
    },
    "SOCIALACCOUNT_ADAPTER": "rechterhand.web.pages.account.adapters.Elsewhere",
    "SOCIALACCOUNT_AUTO_SIGNUP": True,
    "SOCIALACCOUNT_LOGIN_ON_GET": False,
    "SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT": True,
    "MFA_ADAPTER": "rechterhand.web.pages.account.adapters.SecondFactor",
    "MFA_SUPPORTED_TYPES": ["totp", "recovery_codes", "webauthn"],
    "MFA_PASSKEY_LOGIN_ENABLED": True,
    "MFA_ALLOW_UNVERIFIED_EMAIL": True,
    "MFA_FORMS": {
        "authenticate": f"{FORMS}.Code",
        "reauthenticate": f"{FORMS}.CodeAgain",
        "activate_totp": f"{FORMS}.ActivateApp",
        "add_webauthn": f"{FORMS}.AddPasskey",
        "edit_webauthn": f"{FORMS}.NamePasskey",
    },
}
