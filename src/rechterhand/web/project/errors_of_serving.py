"""What can go wrong with an installation."""

from __future__ import annotations

from rechterhand.errors import RechterhandError


class AlreadyServed(RechterhandError):
    """Another process has this data folder in use."""

    code = "already_served"


class AddressTaken(RechterhandError):
    """Another program listens at the address, or this user may not."""

    code = "address_taken"


class NotReachable(RechterhandError):
    """The database doesn't answer."""

    code = "database_unreachable"
