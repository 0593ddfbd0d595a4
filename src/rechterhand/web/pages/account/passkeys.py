"""Where passkeys can be used: browsers give none to a page at an IP address, nor to one without https."""

from __future__ import annotations

from ipaddress import ip_address

from django.http import HttpRequest

from rechterhand.text import Message


def obstacle(request: HttpRequest) -> Message | None:
    """Why no passkey can be made or used at this address; nothing where one can."""
    host = request.get_host().rpartition("]")[0].strip("[") or request.get_host().partition(":")[0]
    if _is_number(host):
        return Message.of("account.passkeys.at_a_number", host=host)
    if request.is_secure() or host == "localhost" or host.endswith(".localhost"):
        return None
    return Message.of("account.passkeys.not_secure")


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
