"""The sockets that web processes share."""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import socket

from rechterhand.errors import BadInput
from rechterhand.text import Message
from rechterhand.web.project.errors_of_serving import AddressTaken

BACKLOG = 1024


def listen(host: str, port: int) -> list[socket.socket]:
    """Listen on every address of a host. Raises AddressTaken, or BadInput when there is no such host."""
    found: list[socket.socket] = []
    try:
        for family, address in _addresses(host, port):
            found.append(_bound(family, address))
    except OSError as error:
        if error.errno == errno.EADDRNOTAVAIL and found:
            return found  # localhost may have a second address that this machine doesn't use
        for each in found:
            each.close()
        raise AddressTaken(
            Message.of(_said(error), host=host, port=str(port)), hint=Message.of("workbench.address_taken.hint")
        ) from error
    return found


def is_loopback(host: str) -> bool:
    """Whether only this machine itself gets there."""
    if host == "localhost":
        return True
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    return False


def _addresses(host: str, port: int) -> list[tuple[socket.AddressFamily, tuple[str, int]]]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError:
        raise BadInput(Message.of("workbench.no_host", host=host)) from None
    inner = [(family, (str(address[0]), port)) for family, _, _, _, address in found]
    return sorted(set(inner), key=lambda each: each[0] != socket.AF_INET)


def _bound(family: socket.AddressFamily, address: tuple[str, int]) -> socket.socket:
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind(address)
        made.listen(BACKLOG)
    except OSError:
        made.close()
        raise
    return made


def _said(error: OSError) -> str:
    if error.errno == errno.EACCES:
        return "workbench.address_forbidden"
    return "workbench.address_taken" if error.errno == errno.EADDRINUSE else "workbench.address_unusable"
