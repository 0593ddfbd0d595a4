"""Whether the identity provider answers, and tells where people sign in."""

from __future__ import annotations

from collections.abc import Iterator

import requests

from rechterhand.web.project.environment import text_of
from rechterhand.web.project.looking.findings import Finding, bad, good, words

KNOWN = "/.well-known/"
DESCRIBED = f"{KNOWN}openid-configuration"
NEEDED = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint")
PATIENCE = 5
"""Seconds, as many as who presses the button waits."""


def looked_at() -> Iterator[Finding]:
    """Read what the provider tells of itself, as the button for single sign-on does."""
    issuer = text_of("RECHTERHAND_OIDC_ISSUER")
    if not issuer:
        return
    try:
        answer = requests.get(issuer if KNOWN in issuer else issuer.rstrip("/") + DESCRIBED, timeout=PATIENCE)
        answer.raise_for_status()
        told = answer.json()
    except requests.RequestException as error:
        yield bad("no_provider", address=issuer, said=words(error))
        return
    missing = [name for name in NEEDED if not (isinstance(told, dict) and told.get(name))]
    if missing:
        yield bad("no_provider", address=issuer, said=", ".join(f"{name}: –" for name in missing))
    else:
        yield good("provider", address=issuer)
